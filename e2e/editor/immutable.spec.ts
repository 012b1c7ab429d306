import { type ArticlePage, expect, test } from './fixture.ts';

const TEXT =
  'A headline here\n\nThe quick brown fox jumps.\n\n- Over the lazy dog\n- it went, again and again.';
const SHOWN = [
  'A headline here',
  'The quick brown fox jumps.',
  '- Over the lazy dog',
  '- it went, again and again.',
];

async function open(article: ArticlePage): Promise<void> {
  await article.open(TEXT, [{ id: 'a', layer: 'entity', at: [[21, 26]] }], 'markdown');
  await article.clickOn(TEXT.indexOf('brown'), TEXT.indexOf('brown') + 2);
  await article.settled();
}

async function expectUntouched(article: ArticlePage): Promise<void> {
  await article.settled();
  expect(await article.shown()).toEqual(SHOWN);
  const dom = await article.page.evaluate(
    `[...document.querySelectorAll('.article-block')].map((block) => block.textContent)`,
  );
  expect(dom).toEqual(SHOWN);
  expect(await article.painted()).toMatchObject({ '0-0': ['quick'] });
}

test('shows the text and its spans', async ({ article, page }) => {
  await open(article);
  await expectUntouched(article);
  await expect(page.getByRole('textbox', { name: 'Article' })).toBeFocused();
  await expect(page.getByRole('listitem')).toHaveCount(2);
});

test('is not changed by typing, Enter or deleting', async ({ article, page }) => {
  await open(article);
  await page.keyboard.type('typed');
  await expectUntouched(article);
  for (const key of [
    'Enter',
    'Shift+Enter',
    'Backspace',
    'Delete',
    'Control+Backspace',
    'Control+Delete',
    'Tab',
  ]) {
    await page.keyboard.press(key);
    await page.getByRole('textbox').focus();
  }
  await page.keyboard.press('Control+a');
  for (const key of ['x', 'Backspace', 'Delete', 'Enter', 'Control+b', 'Control+z', 'Control+Shift+z']) {
    await page.keyboard.press(key);
  }
  await expectUntouched(article);
});

test('is not changed by cutting, pasting and dropping', async ({ article, page }) => {
  await open(article);
  await page.evaluate(`navigator.clipboard.writeText('pasted')`);
  await page.keyboard.press('Control+v');
  await page.keyboard.press('Control+Shift+v');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await page.keyboard.press('Control+v');
  await expectUntouched(article);

  const { x, y } = await article.middleOf(20, 22);
  const data = { items: [{ mimeType: 'text/plain', data: 'dropped' }], files: [], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await article.cdp.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await expectUntouched(article);
});

test('is not changed by an input method', async ({ article }) => {
  await open(article);
  await article.cdp.send('Input.insertText', { text: 'ZZ' });
  await expectUntouched(article);
  await article.cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 });
  await expectUntouched(article);
  await article.cdp.send('Input.insertText', { text: '日本' });
  await expectUntouched(article);
});

test('is not changed by commands of the browser', async ({ article, page }) => {
  await open(article);
  for (const command of [
    'insertText',
    'insertHTML',
    'insertParagraph',
    'delete',
    'bold',
    'selectAll',
    'cut',
    'undo',
  ]) {
    await page.evaluate((name) => document.execCommand(name, false, 'XX'), command);
  }
  await expectUntouched(article);
});

const FOREIGN: Record<string, string> = {
  'inserts characters': `document.querySelector('.article-block span').firstChild.insertData(3, 'DOM!')`,
  'empties a text node': `document.querySelectorAll('.article-block span')[1].firstChild.data = ''`,
  'sets the text of a block': `document.querySelectorAll('.article-block')[1].textContent = 'other'`,
  'wraps words in an element of its own': `{
    const word = document.querySelectorAll('.article-block span')[1].firstChild.splitText(4);
    word.splitText(5);
    const mark = document.createElement('mark');
    word.replaceWith(mark);
    mark.append(word);
  }`,
  'takes blocks away': `document.querySelectorAll('.article-block')[1].remove()`,
  'takes everything away': `document.querySelector('.article-text').replaceChildren()`,
  'translates in place': `{
    const font = document.createElement('font');
    font.textContent = 'Der schnelle braune Fuchs';
    document.querySelectorAll('.article-block span')[1].replaceChildren(font);
  }`,
};
for (const [what, script] of Object.entries(FOREIGN)) {
  test(`is put back when a script ${what}`, async ({ article, page }) => {
    await open(article);
    await page.evaluate(script);
    await page.waitForTimeout(100);
    await expectUntouched(article);
    // It goes on working afterwards.
    await article.clickOn(TEXT.indexOf('quick'), TEXT.indexOf('quick') + 5);
    expect((await article.told('activate')).at(-1)?.value).toMatchObject({ id: 'a' });
  });
}

test('copies the text as it is, separators included', async ({ article, page }) => {
  await open(article);
  await page.keyboard.press('Control+a');
  await article.settled();
  await page.keyboard.press('Control+c');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(TEXT);
});

test("opens another document in the same place, also under React's strict mode", async ({
  article,
  page,
}) => {
  await open(article);
  await article.call('open', 'Another text.', [{ id: 'b', layer: 'claim', at: [[0, 7]] }], 'line', true);
  await article.loaded();
  expect(await article.shown()).toEqual(['Another text.']);
  expect(await article.painted()).toEqual({ '2-0': ['Another'] });
  expect(await page.locator('.article-handle').count()).toBe(2);
  expect(await page.evaluate('document.adoptedStyleSheets.length')).toBe(1);
});
