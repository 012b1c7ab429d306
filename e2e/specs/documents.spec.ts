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

test('a document that a search finds is opened at the place, and all matches are marked until it is cleared', async ({
  openDesk,
  folder,
}) => {
  const filler = Array.from({ length: 120 }, (_, at) => `Paragraph ${at} says nothing about it.`).join(
    '\n\n',
  );
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const desk = await openDesk([
    file('first.txt', `Almanac\n\n${filler}\n`),
    file(
      'second.txt',
      `Budget\n\n${filler}\n\nThe cafe\u0301 am Markt closes.\n\n${filler}\n\nA CAFÉ\nAM MARKT reopens.\n`,
    ),
  ]);
  const { page } = desk;
  const marked = () =>
    page.evaluate(() =>
      [...CSS.highlights]
        .filter(([name]) => name.endsWith('match'))
        .flatMap(([name, ranges]) =>
          [...ranges].map((range) => {
            const words = range.startContainer.textContent?.slice(range.startOffset, range.endOffset);
            return `${name.endsWith('current-match') ? 'current ' : ''}${words}`;
          }),
        ),
    );
  const inSight = (words: string) => expect(page.getByText(words)).toBeInViewport();
  await desk.openDocument(/Almanac/);
  expect(await marked()).toEqual([]);
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search titles and texts' });
  await expect(search).toBeFocused();
  await page.keyboard.type('“cafe am markt”');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Budget', level: 1 }).first()).toBeVisible();
  await inSight('am Markt closes');
  await expect.poll(marked).toEqual(['current cafe\u0301 am Markt']);
  await expect(search).toBeFocused();
  await page.keyboard.press('Enter');
  await inSight('AM MARKT reopens');
  await expect.poll(marked).toEqual(['current CAFÉ', 'current AM MARKT']);
  await expectNoViolations(page);
  // From the text by keys, round from the last to the first and back.
  await page.keyboard.press('F6');
  await expect(desk.article.text).toBeFocused();
  await page.keyboard.press('F3');
  await inSight('am Markt closes');
  await page.keyboard.press('Shift+F3');
  await inSight('AM MARKT reopens');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toContainText('Next match of the search');
  await page.keyboard.press('Escape');
  await search.fill('');
  await expect.poll(marked).toEqual([]);
  // While it is open already, too.
  await search.fill('reopens');
  await desk.documents.getByRole('option', { name: /Budget/ }).click();
  await inSight('AM MARKT reopens');
  await expect.poll(marked).toEqual(['current reopens']);
  // The caret is at the place.
  await page.keyboard.press('F6');
  await expect(desk.article.text).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(desk.bar).toBeVisible();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('r');
});
