import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareExport } from '../demo/compare-export.ts';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
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
  await expect(preview).toContainText('The same text is in “good.txt” of this import.');
  await expect(preview.getByRole('listitem').filter({ hasText: 'empty.txt' })).toContainText(/empty/i);
  await preview.getByRole('button', { name: /^Import \d+ file/ }).click();
  const told = page.getByRole('alertdialog').or(page.getByRole('status')).or(page.getByRole('alert'));
  await expect(told.filter({ hasText: 'broken.jsonl, line 2' }).first()).toBeVisible();
  await expect(desk.documents.getByRole('option')).toHaveCount(1);
  // What was said of the import goes with it.
  const notice = told.filter({ hasText: 'Imported 1 document.' });
  await expect(notice).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No documents yet')).toBeVisible();
  await expect(notice).toHaveCount(0);
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

test('a folder is imported with all that is below it, chosen by its command or dropped', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const corpus = join(folder, 'corpus');
  const files: Readonly<Record<string, string | Uint8Array>> = {
    '2/wire.txt': 'A wire story.\n',
    '10/wire.txt': 'Another wire story.\n',
    'annotated/a.txt': 'Ana said no.\n',
    'annotated/a.ann': 'T1\tPerson 0 3\tAna\n',
    'pictures/tram.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 7]),
    'pictures/plan.doc': Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'broken.jsonl': '{"text": \n',
    '.git/config': 'A file of a program.\n',
    '.DS_Store': 'x',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(corpus, name)), { recursive: true });
    writeFileSync(join(corpus, name), content);
  }
  const preview = await desk.chooseFolder(corpus);
  await expect(preview.getByRole('button', { name: 'Import 4 files' })).toBeFocused({ timeout: 20_000 });
  const listed = preview.getByRole('listitem');
  await expect(listed.filter({ hasText: '10/wire.txt' }).first()).toBeVisible();
  await expect(listed.filter({ hasText: 'annotated/a.txt' }).first()).toContainText('1 annotation');
  await expect(listed.filter({ hasText: 'broken.jsonl' })).toContainText('Line 1');
  const foreign = preview.getByText('2 files are of kinds that are not imported, and stay out');
  await expect(preview.getByText('pictures/tram.png')).toBeHidden();
  await foreign.press('Enter');
  await expect(preview.getByText('pictures/tram.png')).toBeVisible();
  await expect(preview).toContainText('a Word document of the old kind');
  await expect(preview).not.toContainText('.git');
  await expectNoViolations(page, '[role=dialog]');
  await preview.getByRole('button', { name: 'Import 4 files' }).press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(3);
  await expect(page.getByText('1 file was not imported')).toBeVisible();

  const session = await page.context().newCDPSession(page);
  writeFileSync(join(corpus, '2', 'new.txt'), 'Something new.\n');
  const data = { items: [], files: [corpus], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
  }
  await expect(preview.getByRole('button', { name: 'Import 1 file' })).toBeFocused({ timeout: 20_000 });
  await expect(listed.filter({ hasText: /^2\/new\.txt/ })).toBeVisible();
  await preview.getByRole('button', { name: 'Import 1 file' }).press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(4);
});
