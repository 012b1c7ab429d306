import { expect, type PlainSpan, test } from './fixture.ts';

const TEXT =
  'A headline here\n\nThe quick brown fox jumps over it.\n\nOver the lazy dog it went, again and again.';
const span = (id: string, layer: string, words: string): PlainSpan => ({
  id,
  layer,
  at: [[TEXT.indexOf(words), TEXT.indexOf(words) + words.length]],
});
const NESTED = [
  span('inner', 'entity', 'brown'),
  span('middle', 'claim', 'quick brown fox'),
  span('outer', 'quote', 'The quick brown fox jumps over it.'),
  span('apart', 'stance', 'lazy dog'),
];
const BROWN = TEXT.indexOf('brown');

test('clicks at one place go outward, and round again', async ({ article, page }) => {
  await article.open(TEXT, NESTED);
  const { x, y } = await article.middleOf(BROWN, BROWN + 5);
  const taken: unknown[] = [];
  for (let i = 0; i < 4; i++) {
    await page.mouse.click(x, y);
    taken.push((await article.told('activate')).at(-1)?.value.id);
  }
  expect(taken).toEqual(['inner', 'middle', 'outer', 'inner']);
  await page.mouse.click(x, y, { clickCount: 3, delay: 10 });
  const quick = await article.told();
  expect(quick.filter(({ kind }) => kind === 'activate').map(({ value }) => value.id)).toEqual([
    'middle',
    'outer',
    'inner',
  ]);
  expect(quick.filter(({ kind }) => kind === 'select')).toEqual([]);
  await article.clickOn(TEXT.indexOf('went'), TEXT.indexOf('went') + 4);
  expect((await article.told('activate')).map(({ value }) => [value.id, value.stack])).toEqual([[null, []]]);
});

test('the whole last character of a span belongs to it, the space behind it does not', async ({
  article,
  page,
}) => {
  await article.open(TEXT, [span('a', 'entity', 'again and again.')]);
  const end = TEXT.length;
  const right = await article.edgeOf(end - 1, 'after');
  await page.mouse.click(right.x, right.y);
  expect((await article.told('activate')).at(-1)?.value.id).toBe('a');
  await page.mouse.click(right.x + 60, right.y);
  expect((await article.told('activate')).at(-1)?.value.id).toBe(null);
});

test('hovering tells and paints the shortest span, and lets the rest step back', async ({
  article,
  page,
}) => {
  await article.open(TEXT, NESTED);
  const { x, y } = await article.middleOf(BROWN, BROWN + 5);
  await page.mouse.move(x, y);
  await article.settled();
  await page.mouse.move(x + 1, y);
  expect((await article.told('hover')).map(({ value }) => value)).toEqual(['inner']);
  expect(await article.painted()).toMatchObject({ 'hovered-0-0': ['brown'] });
  expect(Object.keys(await article.painted()).sort()).toEqual([
    '0-0-quiet',
    '1-2-quiet',
    '2-1-quiet',
    '3-0-quiet',
    'hovered-0-0',
  ]);
  await page.mouse.move(5, 5);
  expect((await article.told('hover')).map(({ value }) => value)).toEqual([null]);
  expect(Object.keys(await article.painted()).sort()).toEqual(['0-0', '1-2', '2-1', '3-0']);
});

test('each layer and lane is painted by itself; hidden layers are gone and cannot be hit', async ({
  article,
  page,
}) => {
  await article.open(TEXT, NESTED);
  expect(await article.painted()).toEqual({
    '0-0': ['brown'],
    '2-1': ['quick brown fox'],
    '1-2': ['The quick brown fox jumps over it.'],
    '3-0': ['lazy dog'],
  });
  await article.call('hide', ['entity', 'quote']);
  expect(await article.painted()).toEqual({ '2-1': ['quick brown fox'], '3-0': ['lazy dog'] });
  await article.clickOn(BROWN, BROWN + 5);
  expect((await article.told('activate')).at(-1)?.value.stack).toEqual(['middle']);
  expect(await page.evaluate(`harness.handle.neighbour('middle', 1)`)).toBe('apart');
  expect(await page.evaluate(`harness.handle.relative('middle', 'parent')`)).toBe(null);
  await article.call('hide', []);
  expect(await page.evaluate(`harness.handle.relative('middle', 'parent')`)).toBe('outer');
  expect(await page.evaluate(`harness.handle.relative('outer', 'child')`)).toBe('middle');
});

test('added, changed and removed spans are painted at once', async ({ article }) => {
  await article.open(TEXT, []);
  await article.call('put', span('a', 'claim', 'quick brown fox'));
  expect(await article.painted()).toEqual({ '2-0': ['quick brown fox'] });
  await article.call('put', span('b', 'entity', 'brown'));
  expect(await article.painted()).toEqual({ '2-1': ['quick brown fox'], '0-0': ['brown'] });
  await article.call('put', span('b', 'entity', 'fox jumps'));
  expect(await article.painted()).toEqual({ '2-1': ['quick brown fox'], '0-0': ['fox jumps'] });
  await article.call('remove', 'b');
  expect(await article.painted()).toEqual({ '2-0': ['quick brown fox'] });
  // Across blocks: each block has its part, the separators between them are not shown.
  await article.call('put', {
    id: 'c',
    layer: 'quote',
    at: [[TEXT.indexOf('over'), TEXT.indexOf(' the lazy')]],
  });
  expect(await article.painted()).toEqual({ '2-0': ['quick brown fox'], '1-0': ['over it.', 'Over'] });
});

test('the ends of the selected span are dragged by their handles', async ({ article, page }) => {
  await article.open(TEXT, NESTED);
  await article.clickOn(BROWN, BROWN + 5);
  await article.settled();
  const grips = page.locator('.article-grip');
  for (const box of [await grips.nth(0).boundingBox(), await grips.nth(1).boundingBox()]) {
    expect(box?.width).toBeGreaterThanOrEqual(24);
    expect(box?.height).toBeGreaterThanOrEqual(24);
  }
  await article.told();
  const grip = await grips.nth(1).boundingBox();
  if (grip === null) throw new Error('no handle');
  const from = { x: grip.x + 12, y: grip.y + 12 };
  const to = await article.edgeOf(TEXT.indexOf('jumps') + 4, 'before');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, from.y, { steps: 3 });
  await article.settled();
  expect((await article.painted()).preview).toEqual(['brown fox jumps']);
  await page.mouse.up();
  expect((await article.told('boundary')).map(({ value }) => value)).toEqual([
    { id: 'inner', fragments: [[BROWN, TEXT.indexOf('jumps') + 5]] },
  ]);
  expect((await article.painted()).preview).toBeUndefined();

  // Escape gives the drag up.
  const start = await grips.nth(0).boundingBox();
  if (start === null) throw new Error('no handle');
  await page.mouse.move(start.x + 12, start.y + 12);
  await page.mouse.down();
  await page.mouse.move(start.x - 60, start.y + 12, { steps: 3 });
  await article.settled();
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await article.told('boundary')).toEqual([]);
  await page.evaluate('harness.set({ readOnlyBoundaries: true })');
  await expect(grips.nth(0)).toBeHidden();
});

test('only what is near the view is registered, all of it for printing', async ({ article, page }) => {
  await article.openMade(300_000, 3000);
  const atTop = (await page.evaluate('probe().ranges()')) as number;
  expect(atTop).toBeGreaterThan(10);
  expect(atTop).toBeLessThan(400);
  /** Blocks in view that are not painted, and how many are painted out of view, above and below. */
  const reach = () =>
    page.evaluate(`(() => {
      const view = document.querySelector('.article-scroller').getBoundingClientRect();
      const { from, to } = probe().window();
      const boxes = [...document.querySelectorAll('.article-block')].map((block) => block.getBoundingClientRect());
      const inView = (box) => box.bottom > view.top && box.top < view.bottom;
      return {
        missed: boxes.flatMap((box, i) => (inView(box) && (i < from || i >= to) ? [i] : [])),
        beyond: boxes.slice(from, to).filter((box) => !inView(box)).length,
      };
    })()`) as Promise<{ missed: number[]; beyond: number }>;
  expect(await reach()).toEqual({ missed: [], beyond: 0 });
  // While the text scrolls, more is painted than is in view, so that it comes into view painted.
  const ahead = await page.evaluate(
    `new Promise((done) => {
      const scroller = document.querySelector('.article-scroller');
      scroller.addEventListener('scroll', () => {
        const { from, to } = probe().window();
        const view = scroller.getBoundingClientRect();
        const blocks = [...document.querySelectorAll('.article-block')];
        done({
          above: view.top - blocks[from].getBoundingClientRect().top,
          below: blocks[to - 1].getBoundingClientRect().bottom - view.bottom,
        });
      }, { once: true });
      scroller.scrollTop = 3000;
    })`,
  );
  expect(Math.min(...Object.values(ahead as Record<string, number>))).toBeGreaterThanOrEqual(160);
  await page.evaluate(`document.querySelector('.article-scroller').scrollTop = 20000`);
  await article.settled();
  const [from, to] = (await page.evaluate('[probe().window().from, probe().window().to]')) as [
    number,
    number,
  ];
  expect(from).toBeGreaterThan(20);
  // At rest again.
  await expect.poll(reach).toMatchObject({ missed: [] });
  await expect.poll(async () => (await reach()).beyond).toBeLessThanOrEqual(1);
  const visible = await page.evaluate(
    `[...CSS.highlights.values()].flatMap((h) => [...h]).every((r) => {
      const box = r.startContainer.parentElement.getBoundingClientRect();
      return box.bottom > -3000 && box.top < 4000;
    })`,
  );
  expect(visible).toBe(true);
  expect(to - from).toBeLessThan(60);
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect(await page.evaluate('probe().ranges()')).toBeGreaterThanOrEqual(3000);
  await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
  expect(await page.evaluate('probe().ranges()')).toBeLessThan(400);
});

test('a crowded block is thinned out, and its spans can still be told apart by hovering', async ({
  article,
  page,
}) => {
  await article.openMade(2000, 600);
  expect(await page.evaluate('probe().ranges()')).toBeLessThan(400);
  expect(await page.evaluate('probe().spans()')).toBe(600);
  await article.clickOn(300, 302);
  const [told] = await article.told('activate');
  expect(told?.value.stack.length).toBeGreaterThan(1);
  const painted = await article.painted();
  expect(Object.keys(painted).some((name) => name.startsWith('selected'))).toBe(true);
});
