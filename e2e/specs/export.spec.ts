import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import type { DeskPage } from '../pages/desk.ts';

const STORY =
  'Night trams will cut noise along the river, the council said on Monday after a study of the line.';

/** Twenty documents: three near-duplicates; two people annotate each, one span inside the other's. */
function articles(): string {
  const lines = Array.from({ length: 20 }, (_, index) => ({
    // Two have one title.
    title: index < 3 ? `Night trams ${index}` : `Story ${Math.min(index, 18)}`,
    text:
      index < 3 ? `${STORY}${'!'.repeat(index)}` : `Story ${index}: Ana Böhm said ${'x'.repeat(index)} 🚋.`,
    source: { publisher: index % 2 === 0 ? 'The Paper' : 'Wire' },
    annotations: [
      { layer: 'entity', label: 'person', start: 0, end: 11, annotator: { name: 'Ann Arbor' } },
      { layer: 'entity', label: 'location', start: 6, end: 8, annotator: { name: 'Bob' } },
    ],
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function startWith(
  folder: string,
  openDesk: (files: readonly string[], options: { home: string }) => Promise<DeskPage>,
): Promise<{ readonly page: Page; readonly dialog: Locator }> {
  const file = join(folder, 'articles.jsonl');
  writeFileSync(file, articles());
  const desk = await openDesk([file], { home: folder });
  const { page } = desk;
  await expect(desk.documents.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog).toContainText('20 documents');
  return { page, dialog };
}

async function writeTo(page: Page, dialog: Locator, name: string): Promise<Locator> {
  await dialog.getByRole('button', { name: 'Choose a place' }).click();
  const place = page.getByRole('dialog', { name: 'Where should the export be written?' });
  await place.getByRole('textbox', { name: 'Name' }).fill(name);
  await place.getByRole('button', { name: 'Export here' }).click();
  const result = page.getByRole('dialog', { name: 'Exported' });
  await expect(result).toBeVisible();
  return result;
}

test('a dataset with a split, groups changed by hand and a card', async ({ openDesk, folder }) => {
  const { page, dialog } = await startWith(folder, openDesk);
  await dialog.getByRole('option', { name: 'Hugging Face dataset' }).click();
  await dialog.getByRole('button', { name: /Split for training/ }).click();
  await dialog.getByRole('checkbox', { name: 'Split the documents' }).press('Space');
  const counts = dialog.getByRole('table').getByRole('row', { name: /^Documents/ });
  await expect(counts).toHaveText('Documents1622');
  await expect(dialog).toContainText('1 group with 3 documents');

  // A part, the seed, a document taken out of its group, two put together.
  await dialog.getByRole('textbox', { name: 'Training' }).fill('60');
  await dialog.getByRole('textbox', { name: 'Training' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Development' }).fill('20');
  await dialog.getByRole('textbox', { name: 'Development' }).press('Enter');
  await dialog.getByRole('textbox', { name: 'Test' }).fill('20');
  await dialog.getByRole('textbox', { name: 'Test' }).press('Enter');
  await expect(counts).toHaveText('Documents1244');
  await dialog.getByRole('button', { name: 'Take out of its group: Night trams 1' }).click();
  await expect(dialog).toContainText('1 group with 2 documents');
  await dialog.getByRole('button', { name: 'Keep more documents together' }).click();
  const picker = dialog.getByRole('listbox', { name: 'Keep more documents together' });
  await picker.getByRole('option', { name: 'Story 7' }).click();
  await picker.getByRole('option', { name: 'Story 8' }).click();
  await dialog.getByRole('button', { name: 'Keep these 2 together' }).click();
  await expect(dialog).toContainText('2 groups with 4 documents');

  await dialog.getByRole('button', { name: /Dataset card/ }).click();
  await dialog.getByRole('textbox', { name: 'Name of the dataset' }).fill('Night trams');
  await dialog.getByRole('textbox', { name: 'Licence, such as cc-by-4.0' }).fill('cc-by-4.0');
  await dialog.getByRole('textbox', { name: 'Where the texts come from' }).fill('Two papers of one town.');
  await dialog.getByRole('button', { name: /Leave out more/ }).click();
  await dialog.getByRole('checkbox', { name: /Call annotators A1/ }).press('Space');
  await expectNoViolations(page);

  const result = await writeTo(page, dialog, 'dataset');
  await expect(result).toContainText('Exported to dataset and read back: 20 documents');
  await expect(result).toContainText(`It lies in ${folder}`);
  await expectNoViolations(page);
  await result.getByRole('button', { name: 'Done' }).click();

  const data = join(folder, 'dataset', 'data');
  const titlesIn = (split: string) =>
    readFileSync(join(data, `${split}-00000-of-00001.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { title: string }).title);
  const splits = { train: titlesIn('train'), dev: titlesIn('validation'), test: titlesIn('test') };
  expect(Object.values(splits).map(({ length }) => length)).toEqual([12, 4, 4]);
  const splitOf = (title: string) => Object.values(splits).findIndex((titles) => titles.includes(title));
  expect(splitOf('Night trams 0')).toBe(splitOf('Night trams 2'));
  expect(splitOf('Story 7')).toBe(splitOf('Story 8'));
  expect(readdirSync(data)).toContain('train-00000-of-00001.parquet');
  const card = readFileSync(join(folder, 'dataset', 'README.md'), 'utf8');
  expect(card).toContain('pretty_name: "Night trams"');
  expect(card).toContain('license: cc-by-4.0');
  expect(card).toContain('Two papers of one town');
  expect(card).toContain('| validation | 4 |');
  expect(card).toContain('By hand, 1 document was taken out of a group and 1 group was made.');
  const all = readFileSync(join(data, 'train-00000-of-00001.jsonl'), 'utf8') + card;
  expect(all).not.toMatch(/Ann Arbor|Bob/);
  const manifest = JSON.parse(readFileSync(join(folder, 'dataset', 'manifest.json'), 'utf8')) as {
    verified: boolean;
    options: { split: { together: string[][]; alone: string[] }; pseudonyms: boolean };
  };
  expect(manifest.verified).toBe(true);
  expect(manifest.options).toMatchObject({
    pseudonyms: true,
    split: { ratio: { train: 60, dev: 20, test: 20 }, seed: 1, groupBy: 'near-duplicate' },
  });
  expect(manifest.options.split.together).toHaveLength(1);
  expect(manifest.options.split.alone).toHaveLength(1);

  // The next time the dialog begins where this export was, but for what belongs to its documents.
  await page.keyboard.press('Control+Shift+E');
  await expect(dialog.getByRole('option', { name: 'Hugging Face dataset', selected: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Split for training/ })).toContainText('60 / 20 / 20');
  await expect(dialog.getByRole('button', { name: /Dataset card/ })).toContainText('Night trams');
  await expect(dialog).toContainText('1 group with 3 documents');
});

test('losses come with the choice that they hang on, and the selection is kept between formats', async ({
  openDesk,
  folder,
}) => {
  const { page, dialog } = await startWith(folder, openDesk);
  const list = dialog.getByRole('listbox', { name: 'Format' });
  await list.getByRole('option', { name: 'CoNLL-2003' }).click();
  await expect(dialog).toContainText('20 spans left out: The span shares a token with another');
  await expect(dialog).toContainText('Entity 20');
  await dialog.getByRole('button', { name: /Annotations of/ }).click();
  await page.getByRole('option', { name: 'Gold: what was adjudicated' }).click();
  await expect(dialog).toContainText('there is no gold yet');
  await dialog.getByRole('button', { name: /Annotations of/ }).click();
  await page.getByRole('option', { name: 'Bob', exact: true }).click();
  await expect(dialog).toContainText('20 documents · 20 annotations');
  await dialog
    .getByRole('button', { name: /^All Documents|Documents/ })
    .first()
    .click();
  await page.getByRole('option', { name: 'Some of them' }).click();
  await expect(dialog).toContainText('Choose one document or more to export.');
  await expect(dialog.getByRole('button', { name: 'Choose a place' })).toBeDisabled();
  const picker = dialog.getByRole('listbox', { name: 'Choose documents' });
  await expect(picker.getByRole('option', { name: 'Story 18 · The Paper' })).toBeVisible();
  await expect(picker.getByRole('option', { name: 'Story 18 · Wire' })).toBeVisible();
  await dialog.getByRole('searchbox').fill('Night trams');
  await expect(picker.getByRole('option')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Choose all that are listed' }).click();
  await expect(dialog).toContainText('3 documents · 3 annotations');

  // By the arrow keys to another format.
  await list.getByRole('option', { name: 'CoNLL-2003' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await expect(dialog.getByRole('heading', { name: 'CoNLL-2002' })).toBeVisible();
  await expect(dialog).toContainText('3 documents · 3 annotations');
  await list.getByRole('option', { name: 'CSV tables' }).click();
  await dialog.getByRole('button', { name: /How it is written/ }).click();
  await expect(dialog.getByRole('checkbox', { name: /Guard cells/ })).toBeChecked();
  await dialog.getByRole('checkbox', { name: /byte order mark/ }).press('Space');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  await writeTo(page, dialog, 'tables');
  const spans = readFileSync(join(folder, 'tables', 'spans.csv'), 'utf8');
  expect(spans.startsWith('\ufeffdoc_id')).toBe(true);
  expect(spans.trim().split('\r\n')).toHaveLength(4);
  expect(spans).not.toContain('Ann Arbor');
});

test('an export that takes long can be left to itself, and a message tells its end', async ({
  openDesk,
  folder,
}) => {
  const { page, dialog } = await startWith(folder, openDesk);
  await dialog.getByRole('option', { name: 'Standoff JSON Lines' }).click();
  await dialog.getByRole('button', { name: 'Choose a place' }).click();
  const place = page.getByRole('dialog', { name: 'Where should the export be written?' });
  await place.getByRole('textbox', { name: 'Name' }).fill('all.jsonl');
  await place.getByRole('textbox', { name: 'Name' }).press('Enter');
  // By keys alone: whatever is in front is left with Enter, which is “Go on working” or “Done”.
  await expect(page.getByRole('dialog', { name: /^Export(ed|ing)/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(async () => {
    expect(readFileSync(join(folder, 'all.jsonl'), 'utf8').trim().split('\n')).toHaveLength(20);
  }).toPass();
});

test('what is opened at the lower edge of the dialog comes into sight', async ({ folder, openDesk }) => {
  const { page, dialog } = await startWith(folder, openDesk);
  await page.setViewportSize({ width: 1100, height: 560 });
  await dialog.getByRole('option', { name: 'Hugging Face dataset' }).click();
  const split = dialog.getByRole('button', { name: /Split for training/ });
  await split.focus();
  await split.evaluate((button) => button.scrollIntoView({ block: 'end' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Whole documents, with every label spread')).toBeInViewport();
});
