import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import { ImportCards } from '../pages/import-cards.ts';

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
/** `façade`, in windows-1252. */
const LATIN = Uint8Array.of(0x66, 0x61, 0xe7, 0x61, 0x64, 0x65, 0x0a);

/** Writes files into a folder and returns their paths. */
function writeAll(folder: string, contents: Readonly<Record<string, string | Uint8Array>>): string[] {
  return Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}

test('one file of several is left out by keys, with those read together with it, and put back', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const preview = await desk.chooseFiles(
    writeAll(folder, {
      'one.md': '# One\n\nThe first article.\n',
      'tram.txt': 'Ana saw the tram.\n',
      'tram.ann': 'T1\tPerson 0 3\tAna\n',
      'two.md': '# Two\n\nThe second article.\n',
    }),
  );
  const cards = new ImportCards(preview);
  await expect(preview.getByRole('button', { name: 'Import 4 files' })).toBeFocused({ timeout: 20_000 });
  expect(await cards.names()).toEqual(['one.md', 'tram.txt', 'two.md']);

  await cards.leaveOutButton('tram.txt').focus();
  await expect(page.getByRole('tooltip')).toHaveText('Leave out tram.txt');
  await expectNoViolations(page, '[role=dialog]');
  await page.keyboard.press('Enter');
  await expect(cards.leaveOutButton('two.md')).toBeFocused();
  await expect(preview).toContainText('2 files are left out of this import');
  await expect(preview.getByRole('button', { name: 'Import 2 files' })).toBeEnabled();
  await expect(preview).not.toContainText('tram.ann');

  // The last of those that are left cannot go too.
  await page.keyboard.press('Enter');
  await expect(cards.all).toHaveCount(1);
  const putBack = preview.getByRole('button', { name: 'Put back' });
  await expect(putBack).toBeFocused();
  await expect(putBack).toHaveAccessibleDescription('3 files are left out of this import');
  await expect(preview.getByRole('button', { name: /^Leave out/ })).toHaveCount(0);
  await expect(preview.getByRole('button', { name: 'Import 1 file' })).toBeEnabled();
  await expect(putBack).toBeFocused();
  await expectNoViolations(page, '[role=dialog]');

  await page.keyboard.press('Enter');
  await expect(cards.leaveOutButton('one.md')).toBeFocused();
  await expect(preview.getByRole('button', { name: 'Import 4 files' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(preview).toContainText('1 file is left out of this import');
  await preview.getByRole('button', { name: 'Import 3 files' }).press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(2);
  await expect(desk.documents.getByRole('option', { name: /One/ })).toHaveCount(0);
});

test('files that cannot be read come first and stay there while they are mended', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const good = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`good ${index}.txt`, `Article ${index}.\n`]),
  );
  const preview = await desk.chooseFiles(
    writeAll(folder, {
      ...good,
      'photo.png': PNG,
      'lines.jsonl': '{"text": 7}\n',
      'words.csv': 'Kopf,Rumpf\nEins,"Ana sagte, die Bahn fahre."\n',
      'z.txt': 'Article 1.\n',
    }),
  );
  const cards = new ImportCards(preview);
  const faulty = ['photo.png', 'lines.jsonl', 'words.csv'];
  await expect(preview).toContainText('3 files cannot be imported', { timeout: 20_000 });
  expect((await cards.names()).slice(0, 3)).toEqual(faulty);
  await expect(cards.of('z.txt')).toContainText('The same text is in “good 1.txt” of this import.');
  await expect(preview).toContainText('1 of them twice in this import');

  const role = preview.getByRole('button', { name: 'The column “Rumpf” holds' });
  await role.press('Enter');
  await page.getByRole('option', { name: 'Text' }).click();
  await expect(preview).toContainText('2 files cannot be imported');
  expect((await cards.names()).slice(0, 3)).toEqual(faulty);
});

test('a format and an encoding are offered only where they can help', async ({ openDesk, folder }) => {
  const desk = await openDesk();
  const { page } = desk;
  const preview = await desk.chooseFiles(
    writeAll(folder, {
      'photo.png': PNG,
      'letter.odt': 'PK',
      'words.docx': 'Ana saw the tram.\n',
      'latin.txt': LATIN,
      'lines.jsonl': '{"text":"Ana.","label":[]}\n',
    }),
  );
  const cards = new ImportCards(preview);
  await expect(cards.of('photo.png')).toContainText('texts in pictures are not read', { timeout: 20_000 });
  await expect(cards.of('letter.odt')).toContainText('Save the article as .docx or .txt');
  for (const name of ['photo.png', 'letter.odt']) {
    await expect(cards.of(name).getByRole('button')).toHaveText(['']);
    await expect(cards.of(name)).not.toContainText('guessed');
  }
  const formatOf = (name: string) => cards.of(name).getByRole('button', { name: /Format$/ });
  await expect(cards.of('latin.txt').getByRole('button', { name: /Encoding/ })).toBeVisible();
  await expect(formatOf('latin.txt')).toHaveCount(0);
  await expect(cards.of('lines.jsonl')).toContainText('The format was guessed.');

  await expect(cards.of('words.docx')).toContainText(
    'By its name this is of the kind “Word document (DOCX)”',
  );
  await formatOf('words.docx').click();
  await expect(page.getByRole('option', { name: 'PDF' })).toHaveCount(0);
  await page.getByRole('option', { name: 'Plain text' }).click();
  await expect(cards.of('words.docx')).toContainText('1 paragraph');
  // It can be chosen otherwise.
  await expect(cards.of('words.docx').getByRole('button', { name: /Format/ })).toContainText('Plain text');
});

test('two files that do not say who annotated them are of two people', async ({ openDesk, folder }) => {
  const desk = await openDesk();
  const { page } = desk;
  const line = (label: [number, number, string][]) => `${JSON.stringify({ text: 'Ana saw Bo.', label })}\n`;
  const preview = await desk.chooseFiles(
    writeAll(folder, {
      'first.jsonl': line([[0, 3, 'Person']]),
      'second.jsonl': line([
        [0, 3, 'Person'],
        [8, 10, 'Person'],
      ]),
    }),
  );
  const cards = new ImportCards(preview);
  await expect(cards.of('second.jsonl')).toContainText('2 annotations (1 of them there already)');
  await expect(cards.of('second.jsonl')).toContainText('does not say who made 2 annotations');
  const name = cards.of('second.jsonl').getByRole('textbox', { name: 'Annotator' });
  await name.fill('Bea');
  await name.press('Enter');
  await expect(cards.of('second.jsonl')).not.toContainText('there already)');
  await expect(name).toHaveValue('Bea');
  await expectNoViolations(page, '[role=dialog]');
  await preview.getByRole('button', { name: 'Import 2 files' }).click();
  await expect(page.getByRole('option').filter({ hasText: 'Person · by Bea' })).toHaveCount(2);
});
