import { describe, expect, test } from 'vitest';
import { type DistinguishingFact, distinguish, firstWords } from './distinguish.ts';

type Facts = Partial<Record<DistinguishingFact, string>>;

function shown(...documents: readonly (Facts & { readonly title: string })[]) {
  const found = distinguish(documents, (document, fact) => document[fact] ?? null);
  return documents.map((document) => found.get(document)?.map(({ value }) => value) ?? null);
}

describe('documents of one title', () => {
  test('are told apart by the first fact that is another in each; others need nothing', () => {
    expect(
      shown(
        { title: 'Strike', publisher: 'Courier', publishedAt: '2024-03-01', fileName: 'x.html' },
        { title: 'strike ', publisher: 'Courier', publishedAt: '2024-03-02', fileName: 'x.html' },
        { title: 'Other', publisher: 'Courier' },
      ),
    ).toEqual([['2024-03-01'], ['2024-03-02'], null]);
  });

  test('are told apart by several facts where one does not do', () => {
    expect(
      shown(
        { title: 'Strike', publisher: 'Courier', publishedAt: '2024-03-01' },
        { title: 'Strike', publisher: 'Courier', publishedAt: '2024-03-02' },
        { title: 'Strike', publisher: 'Herald', publishedAt: '2024-03-01' },
        { title: 'Strike', publisher: 'Herald' },
      ),
    ).toEqual([['Courier', '2024-03-01'], ['Courier', '2024-03-02'], ['Herald', '2024-03-01'], ['Herald']]);
  });

  test('show nothing where they differ in nothing', () => {
    expect(shown({ title: 'Strike' }, { title: 'Strike' })).toEqual([[], []]);
  });
});

describe('the first words of a text', () => {
  test('are those after its title, cut between words', () => {
    expect(firstWords('Strike\n\nThe rail  operator\nspoke.', 'Strike')).toBe('The rail operator spoke.');
    expect(firstWords('Strike', 'Strike')).toBeNull();
    const long = firstWords(`${'words '.repeat(30)}end`, 'Strike');
    expect(long).toBe(`${'words '.repeat(10).trim()}…`);
  });

  test('are cut between characters where there are no spaces', () => {
    expect(firstWords('😀'.repeat(80), 'Strike')).toBe(`${'😀'.repeat(60)}…`);
  });
});
