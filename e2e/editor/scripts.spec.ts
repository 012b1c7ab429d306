import { join } from 'node:path';
import { expect, type PlainSpan, test } from './fixture.ts';

const FOLDER = join(import.meta.dirname, '../../out/editor-screens');

const ARABIC = 'قالت الوزيرة إن أسعار الخبز ارتفعت في مارس.';
const JAPANESE = '農林水産大臣は「価格は下がる」と述べた。専門家は秋にさらに上昇すると予測している。';
const HEBREW = 'השרה אמרה שמחירי הלחם עלו.';
const LONG = `A word: ${'Donaudampfschifffahrt'.repeat(12)} and more.`;
const TEXT = [ARABIC, JAPANESE, HEBREW, LONG].join('\n\n');
const span = (id: string, layer: string, words: string): PlainSpan => ({
  id,
  layer,
  at: [[TEXT.indexOf(words), TEXT.indexOf(words) + words.length]],
});
const SPANS = [
  span('ar', 'entity', 'الوزيرة'),
  span('ar2', 'claim', 'أسعار الخبز ارتفعت في مارس'),
  span('ja', 'quote', '「価格は下がる」'),
  span('ja2', 'claim', '価格は下がる'),
  span('ja3', 'entity', '農林水産大臣'),
  span('he', 'stance', 'הלחם עלו'),
];

test('right to left, Japanese and endless words', async ({ article, page }) => {
  await article.open(TEXT, SPANS);
  const directions = await page.evaluate(
    `[...document.querySelectorAll('.article-block')].map((block) => getComputedStyle(block).direction)`,
  );
  expect(directions).toEqual(['rtl', 'ltr', 'rtl', 'ltr']);
  const wide = await page.evaluate(
    `document.querySelector('.article-scroller').scrollWidth <= document.querySelector('.article-scroller').clientWidth`,
  );
  expect(wide).toBe(true);

  for (const [id, words] of [
    ['ar', 'الوزيرة'],
    ['ja3', '農林'],
    ['he', 'עלו'],
  ] as const) {
    await article.clickOn(TEXT.indexOf(words), TEXT.indexOf(words) + words.length);
    expect((await article.told('activate')).at(-1)?.value.id).toBe(id);
  }

  // From right to left a word begins at its right, and so does the handle.
  await page.evaluate(`harness.attend({ selectedId: 'ar' })`);
  await article.settled();
  const [start, end] = await Promise.all(
    ['start', 'end'].map(async (edge) => await page.locator(`.article-handle-${edge}`).boundingBox()),
  );
  expect((start?.x ?? 0) - (end?.x ?? 0)).toBeGreaterThan(20);
  await page.screenshot({ path: join(FOLDER, 'scripts.png') });
});

test('selecting right to left text and Japanese gives places in the text', async ({ article }) => {
  await article.open(TEXT, []);
  const first = TEXT.indexOf('أسعار');
  const last = TEXT.indexOf('ارتفعت');
  await article.drag(
    await article.middleOf(first + 1, first + 2),
    await article.middleOf(last + 2, last + 3),
  );
  expect((await article.told('select')).at(-1)?.value.fragment).toEqual([first, last + 'ارتفعت'.length]);

  const price = TEXT.indexOf('価格');
  await article.drag(await article.edgeOf(price, 'before'), await article.edgeOf(price + 5, 'after'));
  expect((await article.told('select')).at(-1)?.value).toMatchObject({
    raw: [price, price + 6],
    fragment: [price, price + 6],
  });
});
