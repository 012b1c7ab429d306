import { expect, test } from './fixture.ts';

const TEXT = 'A headline here\n\nThe quick brown fox jumps.\n\nOver the lazy dog it went, again and again.';
const SHOWN = TEXT.split('\n\n');

test('shows the text', async ({ article }) => {
  await article.open(TEXT, [{ id: 'a', layer: 'entity', at: [[21, 26]] }]);
  expect(await article.shown()).toEqual(SHOWN);
  expect(await article.painted()).toEqual({ '0-0': ['quick'] });
});
