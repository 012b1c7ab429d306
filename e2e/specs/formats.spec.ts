import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { samplePath } from '../pages/command-line.ts';

test('an export as another format says what it loses before and after', async ({ openDesk, folder }) => {
  const desk = await openDesk([samplePath('sample.jsonl')], { home: folder });
  const { page } = desk;
  await expect(desk.documents.getByRole('option')).toHaveCount(1);

  await page.keyboard.press('Control+Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toContainText('The format can hold all of it.');
  await dialog.getByRole('option', { name: 'CoNLL-2002' }).click();
  await expect(dialog).toContainText('Of this project the format cannot hold:');
  await expect(dialog.getByRole('button', { name: /Where spans overlap/ })).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: 'Entity' })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: 'Quote' })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Choose a place' }).click();

  const place = page.getByRole('dialog', { name: 'Where should the export be written?' });
  await place.getByRole('textbox', { name: 'Name' }).fill('columns');
  await place.getByRole('button', { name: 'Export here' }).click();
  const result = page.getByRole('dialog', { name: 'Exported' });
  await expect(result).toContainText('Exported to columns and read back');
  await expect(result).toContainText(`It lies in ${folder}`);
  const written = readdirSync(join(folder, 'columns'));
  expect(written).toContain('manifest.json');
  const manifest = JSON.parse(readFileSync(join(folder, 'columns', 'manifest.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ format: 'conll2002', verified: true, differences: [] });
});

test('labels of another tool are mapped before they go in', async ({ openDesk, folder }) => {
  const desk = await openDesk();
  const { page } = desk;
  const text = join(folder, 'a.txt');
  const spans = join(folder, 'a.ann');
  writeFileSync(text, 'Ana said the tram is late.\n');
  writeFileSync(spans, 'T1\tPERSON 0 3\tAna\nT2\tVEHICLE 13 17\ttram\n');
  const preview = await desk.chooseFiles([text, spans]);
  await expect(preview).toContainText('brat standoff');
  await expect(preview).toContainText('Read together with a.ann');
  await preview.getByRole('button', { name: /VEHICLE becomes/ }).click();
  await page.getByRole('option', { name: 'Entity: Product' }).click();
  await preview.getByRole('button', { name: /^Import \d+ file/ }).click();
  await expect(desk.documents.getByRole('option')).toHaveCount(1);
  await expect(desk.span(/tram/)).toBeVisible();
  await expect(desk.span(/Ana/)).toBeVisible();
});

test('a Word document, a PDF and a web page come in through the window', async ({ openDesk }) => {
  const desk = await openDesk();
  const { page } = desk;
  const fixture = (path: string) => join(import.meta.dirname, '../../core/formats', path);
  const files = [
    fixture('docx/fixtures/harbour-pandoc.docx'),
    fixture('pdf/fixtures/harbour-weasyprint.pdf'),
    fixture('web/fixtures/saved-news-page.html'),
  ];
  const offered = await desk.answerOpenDialog(files, () => page.keyboard.press('Control+i'));
  expect(offered).toEqual(
    expect.arrayContaining(['.docx', '.pdf', '.html', '.epub', '.xlsx', '.zip', '.conf']),
  );
  const preview = page.getByRole('dialog', { name: 'Import' });
  await expect(preview).toContainText('harbour-pandoc.docx', { timeout: 20_000 });
  // The notices of a file are a list of their own, and name it.
  const item = (name: string) =>
    preview.getByRole('listitem').filter({ has: page.locator('strong', { hasText: name }) });
  await expect(item('harbour-pandoc.docx')).toContainText('Word document (DOCX)');
  await expect(item('harbour-weasyprint.pdf')).toContainText('Left out 6 lines that come again');

  const web = item('saved-news-page.html');
  await expect(web).not.toContainText('Skip to content');
  await web.getByRole('button', { name: /Text/ }).click();
  await page.getByRole('option', { name: 'the whole page' }).click();
  await expect(web).toContainText('Skip to content');

  await preview.getByRole('button', { name: 'Import 3 files' }).click();
  await expect(desk.documents.getByRole('option')).toHaveCount(3);
  await desk.openDocument(/A study of harbour traffic/);
  await expect(page.getByText('We study the traffic in the harbour over forty years')).toBeVisible();
});
