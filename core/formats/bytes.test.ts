import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodedText, documentText } from '../../test-support/arbitrary-text.ts';
import { decodeInput, decodeUtf8, encodeUtf8 } from './bytes.ts';

describe('UTF-8', () => {
  test('comes back as it went, but for a leading byte order mark', () => {
    fc.assert(
      fc.property(documentText, (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
        expect(decodeUtf8(encodeUtf8(`\ufeff${text}`))).toBe(text);
      }),
    );
  });

  test('is refused where it is none, and the line of the first fault is named', () => {
    const faults = [[0xff], [0xc3, 0x28], [0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x9a], [0xc0, 0xaf]];
    fc.assert(
      fc.property(decodedText, fc.constantFrom(...faults), documentText, (before, fault, after) => {
        const head = encodeUtf8(before);
        const bytes = Uint8Array.from([...head, ...fault, 0x0a, ...encodeUtf8(after), ...fault]);
        expect(decodeUtf8(bytes)).toBeNull();
        expect(decodeInput({ name: 'a.json', bytes })).toEqual({
          text: null,
          problem: {
            file: 'a.json',
            line: before.split('\n').length,
            message: expect.stringContaining('not UTF-8'),
          },
        });
      }),
    );
  });
});
