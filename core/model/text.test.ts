import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedText } from '../../test-support/arbitrary-text.ts';
import {
  graphemeEndAt,
  graphemeStartAt,
  isWhiteSpace,
  loneSurrogateAt,
  normaliseText,
  trimRange,
} from './text.ts';

describe('normaliseText', () => {
  it('drops the byte order mark and turns line ends into LF, and nothing else', () => {
    expect(normaliseText('\ufeffa\r\nb\rc\n\rd \u00a0e\u0301 \ufeff')).toBe(
      'a\nb\nc\n\nd \u00a0e\u0301 \ufeff',
    );
    expect(normaliseText('')).toBe('');
    expect(normaliseText('\ufeff\ufeffx')).toBe('x');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(decodedText, (decoded) => {
        const once = normaliseText(decoded);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toContain('\r');
        expect(
          Array.from(once)
            .filter((c) => c !== '\n')
            .join(''),
        ).toBe(
          Array.from(decoded.replace(/^\ufeff+/, ''))
            .filter((c) => c !== '\n' && c !== '\r')
            .join(''),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('loneSurrogateAt', () => {
  it('finds the first half without its other half', () => {
    expect(loneSurrogateAt('a😀b')).toBeNull();
    expect(loneSurrogateAt('😀\ud83d')).toBe(2);
    expect(loneSurrogateAt('ab\ude00😀')).toBe(2);
    expect(loneSurrogateAt('\ud83d\ud83d\ude00')).toBe(0);
  });

  it('agrees with a walk over the characters', () => {
    fc.assert(
      fc.property(decodedText, (text) => {
        let at = 0;
        let expected: number | null = null;
        for (const character of text) {
          const code = character.codePointAt(0) ?? 0;
          if (expected === null && code >= 0xd800 && code <= 0xdfff) expected = at;
          at += character.length;
        }
        expect(loneSurrogateAt(text)).toBe(expected);
      }),
    );
  });
});

describe('grapheme boundaries', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

  it('agree with segmenting the whole text', () => {
    fc.assert(
      fc.property(decodedText, (text) => {
        const boundaries = [...Array.from(segmenter.segment(text), ({ index }) => index), text.length];
        for (let at = 0; at <= text.length; at += 1) {
          expect(graphemeStartAt(text, at)).toBe(boundaries.findLast((boundary) => boundary <= at));
          expect(graphemeEndAt(text, at)).toBe(boundaries.find((boundary) => boundary >= at));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keep families, flags, keycaps, conjuncts and marks whole', () => {
    for (const cluster of ['👩‍👩‍👧‍👦', '🇩🇪', '1️⃣', 'e\u0301', 'क्षि', '\u1112\u1161\u11ab', ' \u0301']) {
      const text = `a${cluster}b`;
      for (let at = 2; at < text.length - 1; at += 1) {
        expect([graphemeStartAt(text, at), graphemeEndAt(text, at)]).toEqual([1, 1 + cluster.length]);
      }
    }
  });
});

describe('white space', () => {
  it('is what Unicode calls so, and U+FEFF', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const expected = /[\p{White_Space}\ufeff]/u.test(String.fromCharCode(unit));
      if (isWhiteSpace(unit) !== expected) expect.fail(`U+${unit.toString(16)}`);
    }
  });

  it('is trimmed from both ends, down to nothing', () => {
    expect(trimRange('  ab \n', 0, 6)).toEqual({ start: 2, end: 4 });
    expect(trimRange(' \n ', 1, 3)).toEqual({ start: 1, end: 1 });
  });
});
