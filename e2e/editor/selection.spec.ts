import { expect, test } from './fixture.ts';

const TEXT = 'A headline here\n\nThe quick brown fox jumps.\n\nOver the lazy dog it went, again and again.';
const at = (words: string, from = 0) => TEXT.indexOf(words, from);
const rangeOf = (words: string) => [at(words), at(words) + words.length];

test('a click puts the caret where it was made', async ({ article, page }) => {
  await article.open(TEXT);
  const { x, y } = await article.edgeOf(at('brown') + 2, 'before');
  await page.mouse.click(x, y);
  expect((await article.told('caret')).at(-1)?.value).toEqual({ offset: at('brown') + 2, ids: [] });
  expect(await page.evaluate('harness.handle.caret()')).toBe(at('brown') + 2);
});

test('dragging takes whole words, Alt exact characters', async ({ article, page }) => {
  await article.open(TEXT);
  const from = await article.edgeOf(at('quick') + 2, 'before');
  const to = await article.edgeOf(at('fox') + 1, 'before');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await article.settled();
  expect((await article.painted()).preview).toEqual(['quick brown fox']);
  expect(await article.told('select')).toEqual([]);
  await page.mouse.up();
  const raw = [at('quick') + 2, at('fox') + 1];
  const [made, ...more] = await article.told('select');
  expect(made?.value).toMatchObject({ raw, fragment: rangeOf('quick brown fox'), by: 'mouse' });
  expect(more).toEqual([]);
  expect(await page.evaluate('String(getSelection())')).toBe('quick brown fox');
  expect(made?.value.rect.height).toBeGreaterThan(10);

  await page.mouse.click(from.x, from.y);
  expect((await article.told('select')).map(({ value }) => value)).toEqual([null]);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await page.keyboard.down('Alt');
  await article.settled();
  expect((await article.painted()).preview).toEqual(['ick brown f']);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  expect((await article.told('select')).at(-1)?.value).toMatchObject({ raw, fragment: raw, by: 'mouse' });
});

test('a press on what is selected starts anew instead of dragging it', async ({ article }) => {
  await article.open(TEXT);
  await article.drag(await article.edgeOf(at('quick'), 'before'), await article.edgeOf(at('jumps'), 'after'));
  await article.told();
  await article.drag(
    await article.middleOf(at('brown'), at('brown') + 1),
    await article.middleOf(at('fox') + 1, at('fox') + 2),
  );
  expect((await article.told('select')).at(-1)?.value).toMatchObject({ fragment: rangeOf('brown fox') });
});

test('dragging backwards and across blocks covers the separators between them', async ({ article, page }) => {
  await article.open(TEXT);
  await article.drag(
    await article.edgeOf(at('lazy') + 1, 'before'),
    await article.edgeOf(at('fox') + 1, 'before'),
  );
  expect((await article.told('select')).at(-1)?.value).toMatchObject({
    raw: [at('fox') + 1, at('lazy') + 1],
    fragment: [at('fox'), at('lazy') + 4],
  });
  await page.keyboard.press('Control+c');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('fox jumps.\n\nOver the lazy');
});

test('a double click takes a word, a triple click the block and nothing of the next', async ({
  article,
  page,
}) => {
  await article.open(TEXT);
  const { x, y } = await article.middleOf(at('brown'), at('brown') + 5);
  await page.mouse.click(x, y, { clickCount: 2 });
  expect((await article.told('select')).at(-1)?.value).toMatchObject({ fragment: rangeOf('brown') });
  await page.mouse.click(x, y, { clickCount: 3 });
  expect((await article.told('select')).at(-1)?.value).toMatchObject({
    raw: rangeOf('The quick brown fox jumps.'),
    fragment: rangeOf('The quick brown fox jumps.'),
  });
});

test('select all takes the text from its first to its last character', async ({ article, page }) => {
  await article.open(`\n\n${TEXT}\n\n`);
  await article.clickOn(20, 22);
  await article.told();
  await page.keyboard.press('Control+a');
  expect((await article.told('select')).at(-1)?.value).toMatchObject({
    raw: [2, 2 + TEXT.length],
    by: 'keyboard',
  });
});

test('Shift and arrows select, by characters and by words', async ({ article, page }) => {
  await article.open(TEXT);
  const { x, y } = await article.edgeOf(at('quick') + 1, 'before');
  await page.mouse.click(x, y);
  await article.told();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const told = await article.told('select');
  expect(told.at(-1)?.value).toMatchObject({
    raw: [at('quick') + 1, at('quick') + 3],
    fragment: rangeOf('quick'),
    by: 'keyboard',
  });
  expect((await article.painted()).preview).toEqual(['quick']);
  await page.keyboard.press('Control+Shift+ArrowRight');
  await page.keyboard.press('Control+Shift+ArrowRight');
  expect((await article.told('select')).at(-1)?.value).toMatchObject({ fragment: rangeOf('quick brown') });
  await page.keyboard.press('Shift+ArrowDown');
  expect((await article.told('select')).at(-1)?.value.raw[1]).toBeGreaterThan(at('Over'));
  await page.keyboard.press('ArrowLeft');
  expect((await article.told('select')).map(({ value }) => value)).toEqual([null]);
  expect(await article.painted()).toEqual({});
});

test('the caret walks from block to block, to the end and back', async ({ article, page }) => {
  await article.open(TEXT);
  const { x, y } = await article.edgeOf(at('here') + 3, 'after');
  await page.mouse.click(x, y);
  expect(await page.evaluate('harness.handle.caret()')).toBe(at('here') + 4);
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate('harness.handle.caret()')).toBe(at('The'));
  await page.keyboard.press('Control+End');
  await article.settled();
  expect(await page.evaluate('harness.handle.caret()')).toBe(TEXT.length);
  await page.keyboard.press('Control+Home');
  await article.settled();
  expect(await page.evaluate('harness.handle.caret()')).toBe(0);
});

test('a selection never splits a grapheme', async ({ article, page }) => {
  const text = 'ab 👩‍👩‍👧é\u0301x 🇫🇷🇩🇪 end';
  await article.open(text);
  await page.evaluate('harness.set({ snap: false })');
  await page.getByRole('textbox').focus();
  await page.keyboard.press('Control+Home');
  const places = new Set<number>();
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Shift+ArrowRight');
    places.add((await article.told('select')).at(-1)?.value.fragment[1]);
  }
  const clusters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  const boundaries = new Set([...clusters.map(({ index }) => index), text.length]);
  expect([...places].filter((place) => !boundaries.has(place))).toEqual([]);
  expect(places.has(text.length)).toBe(true);
});

test('the window can select, reveal and ask, and the selection outlives the focus', async ({
  article,
  page,
}) => {
  await article.openMade(100_000, 100);
  const text = (await page.evaluate('harness.props.text')) as string;
  const start = text.indexOf(' ', 90_000) + 1;
  const fragment = { start, end: start + 12 };
  await page.evaluate((wanted) => {
    const { harness } = globalThis as unknown as {
      harness: { handle: { setSelection(f: object, o: object): void } };
    };
    harness.handle.setSelection(wanted, { scroll: true });
  }, fragment);
  await page.waitForTimeout(300);
  expect((await article.told('select')).map(({ value }) => value)).toMatchObject([
    { fragment: [start, start + 12], raw: [start, start + 12], by: 'program' },
  ]);
  const box = (await page.evaluate((f) => {
    const { harness } = globalThis as unknown as { harness: { handle: { rectOf(f: object): DOMRect } } };
    return harness.handle.rectOf(f).toJSON();
  }, fragment)) as DOMRect;
  expect(box.y).toBeGreaterThan(0);
  expect(box.y).toBeLessThan(900);
  expect((await article.painted()).preview?.join('')).toBe(text.slice(start, start + 12));
  await page.evaluate(`{
    const field = document.createElement('input');
    document.body.prepend(field);
    field.focus();
    field.select();
  }`);
  expect(await article.told('select')).toEqual([]);
  expect(await page.evaluate('harness.handle.selection().fragment')).toEqual(fragment);
  await page.evaluate('harness.handle.setSelection(null)');
  expect((await article.told('select')).map(({ value }) => value)).toEqual([null]);
});

test('dragging across sections gives the right places', async ({ article, page }) => {
  const paragraphs = Array.from({ length: 80 }, (_, i) => `Paragraph number ${i} says little.`);
  const text = paragraphs.join('\n\n');
  await article.open(text);
  const start = text.indexOf('number 22');
  const end = text.indexOf('number 26');
  await page.evaluate(`harness.handle.reveal({ start: ${start}, end: ${end} })`);
  await page.waitForTimeout(200);
  const sections = await page.evaluate(
    `new Set([${start}, ${end}].map((at) => { const b = probe().boxOf(at, at + 1); return document.elementFromPoint(b.x + 1, b.y + 5).closest('.article-section'); })).size`,
  );
  expect(sections).toBe(2);
  await article.drag(await article.edgeOf(start, 'before'), await article.edgeOf(end + 3, 'before'));
  expect((await article.told('select')).at(-1)?.value).toMatchObject({
    raw: [start, end + 3],
    fragment: [start, end + 6],
  });
});

test('coming back from elsewhere finds the caret and the selection where they were', async ({
  article,
  page,
}) => {
  await article.open(TEXT);
  await page.evaluate(`document.body.prepend(document.createElement('input'))`);
  const { x, y } = await article.edgeOf(at('brown') + 2, 'before');
  await page.mouse.click(x, y);
  await article.told();
  await page.locator('input').focus();
  await page.keyboard.type('abc');
  await page.evaluate('harness.handle.focus()');
  await article.settled();
  expect(await page.evaluate('harness.handle.caret()')).toBe(at('brown') + 2);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await article.told('select')).at(-1)?.value.raw).toEqual([at('brown') + 2, at('brown') + 3]);
  await page.locator('input').click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+ArrowRight');
  expect((await article.told('select')).at(-1)?.value.raw).toEqual([at('brown') + 2, at('brown') + 4]);
});

test('a drag may begin at any fraction of a pixel', async ({ article, page }) => {
  await article.open(TEXT);
  const { x, y } = await article.middleOf(at('brown'), at('brown') + 1);
  const to = await article.middleOf(at('fox') + 1, at('fox') + 2);
  for (const part of [-0.8, -0.5, -0.2, 0, 0.1, 0.3, 0.5, 0.9]) {
    await article.drag({ x: x + part, y }, to);
    expect((await article.told('select')).at(-1)?.value).toMatchObject({ fragment: rangeOf('brown fox') });
    await page.mouse.click(x + 3, y);
    expect((await article.told('select')).map(({ value }) => value)).toEqual([null]);
    await page.waitForTimeout(500);
  }
});
