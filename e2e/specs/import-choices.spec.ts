import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import { writeZip } from '../pages/zip-file.ts';

const TABLE = [
  'Kopf,Rumpf,Anreißer,Zeitung',
  'Nachtbusse,"Ana sagte, die Bahn fahre nachts.",Kurz,Lokalblatt',
  'Leer,,Kurz,Lokalblatt',
  'Zweiter,Noch ein Text.,Länger,Lokalblatt',
  '',
].join('\n');

test('a table of articles: a role is chosen by keys, the rest is seen, and the next table knows it', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const table = join(folder, 'one.csv');
  writeFileSync(table, TABLE);
  const preview = await desk.chooseFiles([table]);
  await expect(preview).toContainText('No column is known to hold the texts of articles.');
  await expect(preview.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await expect(preview.getByRole('columnheader')).toHaveCount(4);

  const roleOf = (column: string) => preview.getByRole('button', { name: `The column “${column}” holds` });
  const choose = async (column: string, role: string): Promise<void> => {
    await roleOf(column).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: 'Metadata' })).toBeFocused();
    await page.keyboard.type(role);
    await expect(page.getByRole('option', { name: role })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(roleOf(column)).toContainText(role);
  };
  await choose('Rumpf', 'Text');
  await expect(preview).toContainText('2 documents');
  await expect(preview).toContainText('Line 3: The row has no text and is left out.');
  await choose('Kopf', 'Title');
  await choose('Anreißer', 'Leave out');
  // Zeitung is known by its name, in German.
  await expect(roleOf('Zeitung')).toContainText('Publisher');
  await expectNoViolations(page, '[role=dialog]');

  await preview.getByRole('button', { name: 'Import 1 file' }).focus();
  await page.keyboard.press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(2);
  await desk.openDocument(/Nachtbusse/);
  await expect(desk.article.text).toContainText('Ana sagte, die Bahn fahre nachts.');

  const next = join(folder, 'two.csv');
  writeFileSync(next, TABLE.replace('Noch ein Text', 'Ein neuer Text'));
  const again = await desk.chooseFiles([next]);
  await expect(again).toContainText('2 documents · 1 of them there already');
  await expect(again.getByRole('button', { name: 'The column “Rumpf” holds' })).toContainText('Text');
  await again.getByRole('button', { name: 'Forget' }).click();
  await expect(again).toContainText('No column is known to hold the texts of articles.');
});

test('labels that the scheme lacks are added with the import and go with its undo', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const file = join(folder, 'labels.jsonl');
  writeFileSync(
    file,
    '{"text":"Ana saw the tram.","label":[[0,3,"PERSON"],[12,16,"VEHICLE"],[4,7,"ACT"]]}\n',
  );
  const preview = await desk.chooseFiles([file]);
  const labels = preview.getByRole('region', { name: 'What the labels become' });
  await expect(labels).toContainText('The files have 3 labels. The scheme does not have 2 of them.');
  await expect(preview).toContainText('1 document · 1 annotation, 2 more left out');
  await expect(preview).toContainText('2 annotations are left out: the scheme lacks 2 labels.');
  await preview.getByRole('button', { name: 'Choose what they become' }).press('Enter');
  await expect(labels.getByRole('button', { name: /Labels that the scheme does not have$/ })).toBeFocused();
  await expect(labels).toBeInViewport();
  await labels.getByRole('button', { name: /VEHICLE becomes/ }).click();
  await page.getByRole('option', { name: 'New in Entity: VEHICLE' }).click();
  await expect(preview).toContainText('1 document · 2 annotations, 1 more left out');
  await expect(preview).toContainText('1 annotation is left out: the scheme lacks 1 label.');
  await labels.getByRole('button', { name: /ACT becomes/ }).click();
  await page.getByRole('option', { name: 'New in Claim: ACT' }).click();
  await expect(preview).toContainText('1 document · 3 annotations');
  await expect(preview).not.toContainText('left out');
  await expectNoViolations(page, '[role=dialog]');
  await preview.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByText('Added to the scheme: 2 labels.')).toBeVisible();
  await expect(desk.span(/tram/)).toContainText('VEHICLE');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No documents yet')).toBeVisible();
  const again = await desk.chooseFiles([file]);
  await expect(again).toContainText('The scheme does not have 2 of them.');
});

test('the button counts what will go in, and says why where that is nothing', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const first = write('first.txt', 'The first article.\n');
  const copy = write('copy.txt', 'The first article.\n');
  const empty = write('empty.txt', '');
  const preview = await desk.chooseFiles([first, copy, empty]);
  await expect(preview.getByRole('button', { name: 'Import 1 file' })).toBeFocused();
  await expect(preview.getByRole('listitem').filter({ hasText: 'copy.txt' })).toContainText(
    'It adds nothing',
  );
  await expect(preview).toContainText('1 file adds nothing');
  await preview.getByText('Import texts again that are there already').click();
  await expect(preview.getByRole('button', { name: 'Import 2 files' })).toBeEnabled();
  await expect(preview).not.toContainText('adds nothing');
  await preview.getByText('Import texts again that are there already').click();
  await preview.getByRole('button', { name: 'Import 1 file' }).press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(1);

  const again = await desk.chooseFiles([first]);
  const button = again.getByRole('button', { name: 'Import', exact: true });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription('There is nothing to import: the project has all of it.');
  await expect(again.getByText('There is nothing to import: the project has all of it.')).toBeVisible();
  await expectNoViolations(page, '[role=dialog]');
  await again.getByText('Import texts again that are there already').click();
  await expect(again.getByRole('button', { name: 'Import 1 file' })).toBeEnabled();
  await again.getByText('Import texts again that are there already').click();
  await page.keyboard.press('Escape');

  const unread = await desk.chooseFiles([empty]);
  await expect(unread.getByRole('button', { name: 'Import', exact: true })).toHaveAccessibleDescription(
    'This file cannot be imported as it is.',
  );
});

test('tables in an archive: a role holds for all with the same columns', async ({ openDesk, folder }) => {
  const desk = await openDesk();
  const { page } = desk;
  const archive = join(folder, 'tables.zip');
  const table = (text: string): string => `Kopf,Rumpf\nEins,"${text}"\n`;
  await writeZip(archive, {
    'a/one.csv': table('Ana sagte, die Bahn fahre.'),
    'a/two.csv': table('Ben sagte, sie stehe.'),
    'b/other.csv': 'Titel,Zeile\nZwei,"Noch ein Text."\n',
  });
  const preview = await desk.chooseFiles([archive]);
  await expect(preview.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  const first = preview.getByRole('region', { name: 'a/one.csv', exact: true });
  await expect(first).toContainText('and 1 other table with the same columns');
  await first.getByRole('button', { name: 'The column “Rumpf” holds' }).press('Enter');
  await page.getByRole('option', { name: 'Text' }).click();
  await expect(preview).toContainText('2 documents');
  const other = preview.getByRole('region', { name: 'b/other.csv', exact: true });
  await other.getByRole('button', { name: 'The column “Zeile” holds' }).press('Enter');
  await page.getByRole('option', { name: 'Text' }).click();
  await expect(preview).toContainText('3 documents');
  await expectNoViolations(page, '[role=dialog]');
  await preview.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(desk.documents.getByRole('option')).toHaveCount(3);
});

test('choices that an attribute lacks are said by name and added where asked for', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk();
  const { page } = desk;
  const file = join(folder, 'mentions.jsonl');
  const span = {
    ...{ id: 'a', layer: 'entity', label: 'person', start: 0, end: 3 },
    attributes: { mention: 'nick-name' },
  };
  writeFileSync(
    file,
    `${JSON.stringify({ format: 'standoff-jsonl', text: 'Ana saw the tram.', annotations: [span] })}\n`,
  );
  const preview = await desk.chooseFiles([file]);
  const lacking = preview.getByRole('region', { name: 'Attributes, choices and relations' });
  await expect(lacking).toContainText('Choice of the attribute “Mention” of Entity: “nick-name”');
  await expect(preview).toContainText('1 attribute is left out');
  await lacking.getByText('Add them to the scheme').click();
  await expect(preview).not.toContainText('is left out');
  await expectNoViolations(page, '[role=dialog]');
  await preview.getByRole('button', { name: 'Import 1 file' }).click();
  await expect(page.getByText('Added to the scheme: 1 choice.')).toBeVisible();
});
