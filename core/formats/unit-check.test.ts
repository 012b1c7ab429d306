import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentText } from '../../test-support/arbitrary-text.ts';
import { placesOf } from '../../test-support/jsonl-records.ts';
import { encodeUtf8 } from './bytes.ts';
import type { ClaimedSpan, OffsetUnit } from './unit-check.ts';
import { chooseUnit } from './unit-check.ts';

/** Another way to count: the length of what stands before. */
const LENGTHS: Readonly<Record<OffsetUnit, (head: string) => number>> = {
  'code-points': (head) => [...head].length,
  'utf-16': (head) => head.length,
  'code-points-crlf': (head) => [...head.replaceAll('\n', '\r\n')].length,
  'utf-16-crlf': (head) => head.replaceAll('\n', '\r\n').length,
  'utf-8-bytes': (head) => encodeUtf8(head).length,
  graphemes: (head) => [...new Intl.Segmenter().segment(head)].length,
};

const TEXT = 'o\u0308ne 🚋 two\nthree 👩‍👩‍👧‍👦 four';

function claimed(text: string, word: string, unit: OffsetUnit): ClaimedSpan {
  const at = text.indexOf(word);
  const count = LENGTHS[unit];
  return { start: count(text.slice(0, at)), end: count(text.slice(0, at + word.length)), text: word };
}

describe('chooseUnit', () => {
  test.each(Object.keys(LENGTHS) as OffsetUnit[])('recognises %s', (unit) => {
    const spans = ['two', 'three', 'four'].map((word) => claimed(TEXT, word, unit));
    for (const first of ['code-points', 'utf-16'] as const) {
      const chosen = chooseUnit(TEXT, spans, first);
      expect(chosen.unit).toBe(unit);
      expect(
        chosen.spans.map(({ fragments }) => TEXT.slice(fragments?.[0]?.start, fragments?.[0]?.end)),
      ).toEqual(['two', 'three', 'four']);
    }
  });

  test('takes every span of a file that counts in the unit of its format', () => {
    fc.assert(
      fc.property(
        documentText.filter((text) => text !== ''),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 }),
        fc.constantFrom('code-points' as const, 'utf-16' as const),
        (text, draws, unit) => {
          const places = placesOf(text);
          const expected = draws.map(([a, b]) => {
            const from = a % (places.length - 1);
            const to = from + 1 + (b % (places.length - 1 - from));
            return { start: places[from] ?? 0, end: places[to] ?? 0 };
          });
          const count = LENGTHS[unit];
          const spans = expected.map(({ start, end }) => ({
            start: count(text.slice(0, start)),
            end: count(text.slice(0, end)),
            text: text.slice(start, end),
          }));
          const chosen = chooseUnit(text, spans, unit);
          expect(chosen.unit).toBe(unit);
          expect(chosen.spans.map(({ fragments }) => fragments?.[0])).toEqual(expected);
        },
      ),
    );
  });

  test('keeps the format’s own unit where no unit fits all, and names the spans that do not match', () => {
    const good = claimed(TEXT, 'two', 'code-points');
    const chosen = chooseUnit(TEXT, [good, { ...good, text: 'tow' }], 'code-points');
    expect(chosen.unit).toBe('code-points');
    expect(chosen.spans[0]?.problem).toBeNull();
    expect(chosen.spans[1]).toEqual({
      fragments: null,
      problem: '7–10 (code points) has the text “two” and not “tow”.',
    });
  });

  test('guesses nothing where the file does not carry the text', () => {
    const spans = [{ start: 0, end: 99, text: null }];
    expect(chooseUnit(TEXT, spans, 'utf-16')).toEqual({
      unit: 'utf-16',
      spans: [{ fragments: null, problem: '0–99 (UTF-16 units) is not a stretch of the text.' }],
    });
  });

  test.each([
    [-1, 2, 'is not a stretch'],
    [0.5, 2, 'is not a stretch'],
    [Number.NaN, 2, 'is not a stretch'],
    [2, 2, 'is empty or reversed'],
    [3, 2, 'is empty or reversed'],
    [0, 1e12, 'is not a stretch'],
    [6, 7, 'is not a stretch'],
  ])('names %d–%d as no span', (start, end, message) => {
    expect(chooseUnit(TEXT, [{ start, end, text: null }], 'utf-16').spans[0]?.problem).toContain(message);
  });

  test('joins several fragments by one space', () => {
    const span = {
      start: 0,
      end: 0,
      text: 'two three',
      fragments: [claimed(TEXT, 'two', 'utf-16'), claimed(TEXT, 'three', 'utf-16')],
    };
    const chosen = chooseUnit(TEXT, [span], 'code-points');
    expect(chosen.unit).toBe('utf-16');
    expect(chosen.spans[0]?.fragments).toHaveLength(2);
  });
});
