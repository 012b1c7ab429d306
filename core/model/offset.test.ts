import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodedText } from '../../test-support/arbitrary-text.ts';
import { asCodePoint, asUtf16, OffsetIndex } from './offset.ts';

describe('OffsetIndex', () => {
  it('agrees with counting the characters one by one', () => {
    fc.assert(
      fc.property(decodedText, (text) => {
        const index = new OffsetIndex(text);
        const characters = Array.from(text);
        expect(index.length).toBe(text.length);
        expect(index.codePoints).toBe(characters.length);
        const places = new Map<number, number>();
        let at = 0;
        for (const [codePoint, character] of characters.entries()) {
          places.set(at, codePoint);
          at += character.length;
        }
        places.set(at, characters.length);
        for (let unit = 0; unit <= text.length; unit += 1) {
          const codePoint = places.get(unit);
          if (codePoint === undefined) {
            expect(() => index.toCodePoint(asUtf16(unit))).toThrow(RangeError);
          } else {
            expect(index.toCodePoint(asUtf16(unit))).toBe(codePoint);
            expect(index.toUtf16(asCodePoint(codePoint))).toBe(unit);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what is not a place in the text', () => {
    for (const text of ['abc', 'a😀c']) {
      const index = new OffsetIndex(text);
      for (const at of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, text.length + 1]) {
        expect(() => index.toCodePoint(asUtf16(at))).toThrow(RangeError);
        expect(() => index.toUtf16(asCodePoint(at))).toThrow(RangeError);
      }
    }
    expect(() => new OffsetIndex('a😀c').toUtf16(asCodePoint(4))).toThrow(RangeError);
    expect(() => new OffsetIndex('a😀c').toCodePoint(asUtf16(2))).toThrow(/surrogate pair/);
  });

  it('counts a lone surrogate as one code point', () => {
    const index = new OffsetIndex('\ud83da\ude00');
    expect(index.codePoints).toBe(3);
    expect(index.toCodePoint(asUtf16(1))).toBe(1);
  });

  it('knows the places in an empty text', () => {
    const index = new OffsetIndex('');
    expect(index.toCodePoint(asUtf16(0))).toBe(0);
    expect(index.toUtf16(asCodePoint(0))).toBe(0);
  });
});
