import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTerms } from './find-terms.ts';
import { fold, foldedTerms } from './search-fold.ts';

const found = (text: string, search: string) =>
  findTerms(text, search).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Größe der STRASSE, der Straße', 'strasse', ['STRASSE', 'Straße']],
  ['caf\u00e9 und cafe\u0301 und cafe', 'CAFE\u0301', ['caf\u00e9', 'cafe\u0301', 'cafe']],
  ['It’s the company’s “plan”.', `it's "plan"`, ['It’s', 'plan']],
  ['人民银行', '民银', ['民银']],
  ['one two one', 'two one', ['one', 'two', 'one']],
  ['The rail\n  operator spoke, RAIL OPERATOR.', '"rail operator"', ['rail\n  operator', 'RAIL OPERATOR']],
  ['😀 emoji 😀', '😀', ['😀', '😀']],
  ['한국 \u1112\u1161\u11ab\u1100\u116e\u11a8', '한국', ['한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8']],
  ['Straße', 's', ['S', 'ß']],
  ['ﬁnal', 'f', ['ﬁ']],
  ['nothing', '', []],
  ['nothing', 'else', []],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['tramline', 'tram tramline', ['tramline']],
])('%j is searched for %j', (text, search, expected) => {
  expect(found(text, search)).toEqual(expected);
});

test('nothing is marked in a document that is not found; a word may stand in the title', () => {
  expect(found('one two', 'one three')).toEqual([]);
  const text = 'one two';
  expect(findTerms(text, 'one three', 'Three')).toEqual([{ start: 0, end: 3 }]);
});

describe('what is marked is what the search finds', () => {
  const letters = fc.constantFrom(...'aAsSßeéE \n\u0301\u0308ʼ’"”ﬁ한\u1112\u1161İŉ😀ǆ');
  const text = fc.string({
    unit: fc.oneof(letters, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
    maxLength: 40,
  });

  test('wherever a text is cut and whatever is looked for', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(8), (given, other, at, length) => {
        const start = given.length === 0 ? 0 : at % given.length;
        for (const search of [given.slice(start, start + length), other]) {
          const terms = foldedTerms(search);
          const matches = findTerms(given, search);
          expect(matches.length > 0).toBe(
            terms.length > 0 && terms.every((term) => fold(given).includes(term)),
          );
          let reached = 0;
          for (const match of matches) {
            expect(match.start).toBeLessThan(match.end);
            expect(match.end).toBeGreaterThan(reached);
            reached = match.end;
            const words = fold(given.slice(match.start, match.end));
            expect(terms.some((term) => words.includes(term))).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
