import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import { samplePath, standoff } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

const code = (number: number, name: string, isCodable: boolean, inner = ''): string =>
  `<Code guid="aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}" name="${name}" isCodable="${isCodable}">${inner}</Code>`;
const CODEBOOK = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="ATLAS.ti"><Codes>${code(
  1,
  'Entity',
  false,
  code(2, 'PERSON', true) +
    code(3, 'Vessel', true, '<Description>A ship.</Description>') +
    code(4, 'Tram line', true),
)}${code(5, 'Frame', false, code(6, 'Conflict', true) + code(7, 'Cost', true))}${code(8, 'irony', true)}</Codes></CodeBook>`;

/** Runs a command by its name in the palette, by keys alone. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

async function saveAs(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('a codebook is previewed, added by keys, tagged with, taken back, and the scheme saved', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk([samplePath('wire-copy.txt')], { home: folder });
  const { page } = desk;
  await desk.openDocument(/Harbour/);
  const codebook = join(folder, 'breakfast.qdc');
  writeFileSync(codebook, CODEBOOK);

  await desk.answerOpenDialog([codebook], () => run(page, 'Import a scheme'));
  const dialog = page.getByRole('dialog', { name: 'Import a scheme' });
  await expect(dialog).toContainText('7 will be added');
  await expect(dialog).toContainText('codebook · 2 there already');
  await expect(dialog).toContainText('Vessel, Tram line');
  await expect(dialog).toContainText('The label Entity: PERSON is named “Person” here, which stays.');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  await dialog.getByRole('textbox', { name: 'Layer for the codes that stand alone' }).fill('Tone');
  await expect(dialog).toContainText('Labels of Tone');
  await expect(dialog).not.toContainText('Labels of breakfast');
  await dialog.getByRole('button', { name: 'Add to the scheme' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Added 7 things of “breakfast” to the scheme.')).toBeVisible();

  // “f” is the focus mode's key, so the layer got another one, which tags at once.
  await desk.readByKeyboard();
  await run(page, 'Tag as tone');
  await expect(desk.bar).toBeVisible();
  await page.keyboard.press('Escape');

  await run(page, 'Save the scheme');
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Where should the scheme be saved?');
  await saveAs(page, 'mine');
  await expect(page.getByText('Saved to mine.json.')).toBeVisible();
  const scheme = JSON.parse(readFileSync(join(folder, 'mine.json'), 'utf8')) as {
    layers: { name: string }[];
  };
  expect(scheme.layers.map(({ name }) => name)).toEqual([
    'Entity',
    'Quote',
    'Claim',
    'Stance',
    'Frame',
    'Tone',
  ]);
  await run(page, 'Save the guidelines');
  await expect(page.getByRole('button', { name: 'Save the guidelines here' })).toBeVisible();
  await saveAs(page, 'guide');
  await expect(page.getByText('Saved to guide.md.')).toBeVisible();
  expect(readFileSync(join(folder, 'guide.md'), 'utf8')).toContain('## Frame');

  await page.keyboard.press('Control+z');
  await desk.answerOpenDialog([join(folder, 'mine.json')], () => run(page, 'Import a scheme'));
  await expect(dialog).toContainText('7 will be added');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a file that is no scheme is named with the cause; one that adds nothing says so', async ({
  open,
  folder,
  projectPath,
}) => {
  const project = projectPath();
  standoff('new', project);
  standoff('scheme', project, '--export', join(folder, 'same.json'), '--kind', 'json');
  const same = readFileSync(join(folder, 'same.json'), 'utf8');
  const { page } = await open({ project });
  const desk = new DeskPage(page);
  const dialog = page.getByRole('dialog', { name: 'Import a scheme' });
  const choose = async (name: string, content: string): Promise<void> => {
    writeFileSync(join(folder, name), content);
    await desk.answerOpenDialog([join(folder, name)], () => run(page, 'Import a scheme'));
  };
  await choose('bad.json', '{"name": ');
  await expect(dialog.getByRole('alert')).toContainText('“bad.json” cannot be read as a scheme. Line 1');
  await expect(dialog.getByRole('button', { name: 'Add to the scheme' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await choose('same.json', same);
  await expect(dialog).toContainText('There is nothing to add.');
  await expect(dialog.getByRole('button', { name: 'Add to the scheme' })).toBeDisabled();
});

test('a new project may begin with a codebook', async ({ open, folder }) => {
  const { page } = await open({ home: folder });
  const codebook = join(folder, 'breakfast.qdc');
  writeFileSync(codebook, CODEBOOK);
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  await new DeskPage(page).answerOpenDialog([codebook], () => run(page, 'New project with a scheme'));
  await saveAs(page, 'Coded');
  await expect(page.getByText('No documents yet')).toBeVisible();
  await run(page, 'Save the scheme');
  await saveAs(page, 'coded');
  await expect(page.getByText('Saved to coded.json.')).toBeVisible();
  const scheme = JSON.parse(readFileSync(join(folder, 'coded.json'), 'utf8')) as {
    layers: { name: string }[];
  };
  expect(scheme.layers.map(({ name }) => name)).toEqual(['Entity', 'Frame', 'breakfast']);

  // From the menu of a project too.
  await page.getByRole('button', { name: 'Coded' }).click();
  await new DeskPage(page).answerOpenDialog([codebook], () =>
    page.getByRole('menuitem', { name: 'New project with a scheme' }).click(),
  );
  await saveAs(page, 'Coded too');
  await expect(page.getByRole('button', { name: 'Coded too' })).toBeVisible();
});
