import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import { makeProject } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

const FEW = 3;
const MANY = 60;

/** The files of numbered documents. */
function reports(folder: string, count: number): string[] {
  const texts = join(folder, 'texts');
  mkdirSync(texts);
  return Array.from({ length: count }, (_, at) => {
    const file = join(texts, `${at + 1}.txt`);
    writeFileSync(file, `Report ${at + 1}\n\nThe rail operator spoke on day ${at + 1}.\n`);
    return file;
  });
}

test('the list shows the open document on reopening, after an import, by keys and when a search is cleared', async ({
  open,
  folder,
  projectPath,
}) => {
  const project = projectPath();
  makeProject(project, reports(folder, MANY));
  const start = { project };
  const first = await open(start);
  const desk = new DeskPage(first.page);
  const listed = (title: string) => desk.documents.getByRole('option', { name: new RegExp(`^${title}\\b`) });
  await expect(desk.article.text).toBeFocused();
  await expect(listed('Report 1')).toBeInViewport();
  // By keys, with the text in focus.
  for (let step = 1; step < 40; step += 1) {
    await first.page.keyboard.press('Alt+PageDown');
    await expect(
      first.page.getByRole('heading', { name: `Report ${step + 1}`, exact: true, level: 1 }),
    ).toBeVisible();
  }
  await expect(listed('Report 40')).toBeInViewport({ ratio: 1 });
  await expect(desk.article.text).toBeFocused();
  // A search that is cleared.
  await first.page.keyboard.press('/');
  const search = first.page.getByRole('searchbox', { name: 'Search titles and texts' });
  await search.fill('day 2');
  await expect(desk.documents.getByRole('option')).toHaveCount(15);
  await search.fill('');
  await expect(listed('Report 40')).toBeInViewport({ ratio: 1 });
  await expect(search).toBeFocused();
  // Keys of commands act in the field too.
  await first.page.keyboard.press('Control+Shift+E');
  await expect(first.page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await first.page.keyboard.press('Escape');
  await first.closeWindow();

  const { page } = await open(start);
  const again = new DeskPage(page);
  await expect(page.getByRole('heading', { name: 'Report 40', exact: true, level: 1 })).toBeVisible();
  await expect(again.documents.getByRole('option', { name: /^Report 40\b/ })).toBeInViewport({ ratio: 1 });
  await expect(again.article.text).toBeFocused();
  // An import opens what came.
  const late = join(folder, 'late.txt');
  writeFileSync(late, 'Zebra crossing\n\nIt opened late.\n');
  await again.importFiles([late]);
  await expect(again.documents.getByRole('option', { name: 'Zebra crossing' })).toBeInViewport({ ratio: 1 });
  await expect(again.documents.getByRole('option', { selected: true })).toHaveAccessibleName(/Zebra/);
});

test('after a deletion the next document is open, at the end the one before; undo shows what comes back', async ({
  openDesk,
  folder,
}) => {
  const desk = await openDesk(reports(folder, FEW));
  const { page } = desk;
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: 'About this document' }).click();
    await page.getByRole('button', { name: 'Delete this document' }).click();
  };
  const expectOpen = async (title: string): Promise<void> => {
    await expect(page.getByRole('heading', { name: title, exact: true, level: 1 })).toBeVisible();
    await expect(desk.documents.getByRole('option', { selected: true })).toHaveAccessibleName(
      new RegExp(`^${title}\\b`),
    );
    await expect(desk.article.text).toBeFocused();
  };
  await expectOpen('Report 1');
  await page.keyboard.press('Alt+PageDown');
  await expectOpen('Report 2');
  await remove();
  await expectOpen('Report 3');
  await remove();
  await expectOpen('Report 1');
  await page.keyboard.press('Control+z');
  await expectOpen('Report 3');
  await page.keyboard.press('Control+z');
  await expectOpen('Report 2');
  await page.keyboard.press('Alt+PageUp');
  await expectOpen('Report 1');
  await remove();
  await expectOpen('Report 2');
  await page.keyboard.press('Control+z');
  await expectOpen('Report 1');
  await page.keyboard.press('Control+Shift+z');
  await expectOpen('Report 2');
});

test('documents of one title are told apart, phrases found, and others who tagged are named', async ({
  openDesk,
  folder,
}) => {
  const table = join(folder, 'articles.csv');
  writeFileSync(
    table,
    `title,text,publisher
Strike,The rail operator spoke.,Courier
Strike,The operator of the rail spoke.,Herald
Bridge,It opened.,Herald
`,
  );
  const desk = await openDesk([table]);
  const { page } = desk;
  const rows = desk.documents.getByRole('option');
  await expect(rows).toHaveText([/^Bridge/, /^Strike.*Courier/, /^Strike.*Herald/]);
  await desk.openDocument(/Strike.*Courier/);
  await desk.article.selectByKeyboard('operator');
  await page.keyboard.press('e');
  await page.keyboard.press('2');
  await page.keyboard.press('Escape');
  await desk.expectCounts('1 Entity');
  await desk.status.getByRole('button', { name: /Annotator/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Second');
  await page.keyboard.press('Enter');
  await expect(rows.nth(1)).toHaveAccessibleName(/^Strike ?, ?Courier ?, Not started, tagged by \S+$/);
  const search = page.getByRole('searchbox', { name: 'Search titles and texts' });
  await search.fill('rail operator');
  await expect(rows).toHaveCount(2);
  await search.fill('“rail operator”');
  await expect(rows).toHaveCount(1);
  await expectNoViolations(page);
});
