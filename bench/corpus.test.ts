import { expect, it } from 'vitest';
import { corpusJsonLines, makeCorpus } from './corpus.ts';

it('is the same each time, inside the text, and of all four kinds', () => {
  const corpus = makeCorpus(20_000, 200);
  expect(makeCorpus(20_000, 200)).toEqual(corpus);
  expect(corpus.text.length).toBeGreaterThan(19_900);
  expect([...corpus.text]).toHaveLength(corpus.text.length);
  expect(new Set(corpus.spans.map((span) => span.layer)).size).toBe(4);
  for (const { start, end } of corpus.spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(corpus.text.length);
    expect(corpus.text.slice(start, end)).not.toMatch(/^\s|\s$/);
  }
  const [, article] = corpusJsonLines(corpus).trim().split('\n');
  expect(JSON.parse(article ?? '').annotations).toHaveLength(200);
});
