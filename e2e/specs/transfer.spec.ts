import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareExport } from '../demo/compare-export.ts';
import { expect, test } from '../fixture.ts';
import { samplePath } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

test('a new project: import, tag, export, and the file says the same', async ({ open, folder }) => {
  const { page } = await open({ home: folder });
  const desk = new DeskPage(page);
  await desk.createProject('Harbour');
  const article = join(folder, 'emoji.txt');
  writeFileSync(article, 'Trams 🚋 all night\n\nThe café owner 👩‍👩‍👧 said: “We waited eleven years.”\n');
  await desk.importFiles([article, samplePath('wire-copy.txt'), samplePath('sample.jsonl')]);
  await expect(desk.documents.getByRole('option')).toHaveCount(3);
  await desk.openDocument(/Trams 🚋/);
  await desk.article.selectByMouse('We waited eleven years');
  for (const key of ['q', '1', 'Escape']) await page.keyboard.press(key);
  await expect(desk.span(/We waited eleven years/)).toBeVisible();

  await desk.exportByKeyboard('labels');

  const written = readFileSync(join(folder, 'labels.jsonl'), 'utf8');
  const lines = written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; annotations: unknown[] });
  expect(lines.map(({ annotations }) => annotations.length).sort((a, b) => a - b)).toEqual([0, 1, 46]);
  expect(lines.find(({ text }) => text.startsWith('Harbour'))?.text).toBe(
    readFileSync(samplePath('wire-copy.txt'), 'utf8'),
  );
  expect(compareExport(written).fragments).toBeGreaterThanOrEqual(47);
  await page.keyboard.press('Escape');
});

test('files that cannot be read are named with the cause, and the others go in', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const files = [
    file('good.txt', 'A headline\n\nA paragraph.\n'),
    file('same.txt', 'A headline\n\nA paragraph.\n'),
    file('empty.txt', ''),
    file('picture.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 7])),
    file('broken.jsonl', '{"text":"Fine."}\n{"text": \n'),
  ];
  const preview = await desk.chooseFiles(files);
  await expect(preview).toContainText('The same text is there already');
  await expect(preview.getByRole('listitem').filter({ hasText: 'empty.txt' })).toContainText(/empty/i);
  await preview.getByRole('button', { name: /^Import \d+ file/ }).click();
  const told = page.getByRole('alertdialog').or(page.getByRole('status')).or(page.getByRole('alert'));
  await expect(told.filter({ hasText: 'broken.jsonl, line 2' }).first()).toBeVisible();
  await expect(desk.documents.getByRole('option')).toHaveCount(1);
});

test('a text is imported by paste, and a file by drag and drop', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = desk;
  await page.getByRole('searchbox', { name: 'Search titles and texts' }).fill('A pasted headline about 東京');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Documents' }).click();
  await page.keyboard.press('Control+v');
  await page.getByRole('button', { name: 'Import this text' }).click();
  await expect(desk.documents.getByRole('option', { name: /A pasted headline about 東京/ })).toBeVisible();

  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [samplePath('night-trams.txt')], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  }
  const preview = page.getByRole('dialog', { name: 'Import' });
  await expect(preview).toContainText('night-trams.txt');
  await preview.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(desk.documents.getByRole('option', { name: /Night trams/ })).toBeVisible();
});
