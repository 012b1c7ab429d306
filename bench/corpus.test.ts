import { expect, it } from 'vitest';
import { corpusJsonLines, makeArticles, makeCorpus } from './corpus.ts';

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

it('makes as many articles with as many spans as asked for, the same each time, with links to what is there', () => {
  const lines = [...makeArticles(40, 1000)];
  expect([...makeArticles(40, 1000)]).toEqual(lines);
  const articles = lines.map((line) => JSON.parse(line));
  expect(articles).toHaveLength(40);
  expect(new Set(articles.map(({ text }) => text)).size).toBe(40);
  const counts = articles.map(({ annotations }) => annotations.length);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1000);
  expect(Math.max(...counts)).toBeGreaterThan(Math.min(...counts) + 10);
  let links = 0;
  for (const { annotations } of articles) {
    const ids = new Set(annotations.map(({ id }: { id: string }) => id));
    for (const { attributes } of annotations) {
      for (const { annotation } of attributes?.speaker ?? []) {
        expect(ids).toContain(annotation);
        links += 1;
      }
    }
  }
  expect(links).toBeGreaterThan(20);
});
