import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBytes } from './decode.ts';

/** News sentences in legacy encodings, as Python's codecs wrote them: another implementation than ours. */
const encodings = JSON.parse(
  readFileSync(new URL('fixtures/encodings.json', import.meta.url), 'utf8'),
) as readonly { readonly encoding: string; readonly text: string; readonly base64: string }[];

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
}

/** What the user would be told; fails the test where the bytes are readable. */
function problemOf(bytes: Uint8Array, chosen?: string): string {
  const decoded = decodeBytes(bytes, chosen);
  expect(decoded.ok).toBe(false);
  return decoded.ok ? '' : decoded.error;
}

describe.each(encodings)('$encoding', ({ encoding, text, base64 }) => {
  test('is recognised, and said to be a guess', () => {
    expect(decodeBytes(bytesOf(base64))).toEqual({ ok: true, value: { text, encoding, certain: false } });
  });

  test('is decoded where the user chooses it', () => {
    expect(decodeBytes(bytesOf(base64), encoding)).toEqual({
      ok: true,
      value: { text, encoding, certain: true },
    });
  });

  test.each(['le', 'be'] as const)('its text in UTF-16 %s, with and without a mark', (order) => {
    const expected = { encoding: `utf-16${order}`, certain: true };
    expect(decodeBytes(utf16(text, order, true))).toEqual({
      ok: true,
      value: { ...expected, text: `\ufeff${text}` },
    });
    expect(decodeBytes(utf16(text, order, false))).toEqual({
      ok: true,
      value: { ...expected, certain: false, text },
    });
  });
});

describe('UTF-8', () => {
  test('whatever the text, with and without a mark, it is never taken for anything else', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !/\p{Cc}/u.test(value));
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(!value.startsWith('%PDF-') && !value.startsWith('GIF8'));
        expect(decodeBytes(new Uint8Array(Buffer.from(value)))).toEqual({
          ok: true,
          value: { text: value, encoding: 'utf-8', certain: true },
        });
        expect(decodeBytes(new Uint8Array(Buffer.from(`\ufeff${value}`)))).toMatchObject({
          ok: true,
          value: { encoding: 'utf-8', certain: true },
        });
      }),
    );
  });

  test('a damaged file names the byte and the line', () => {
    const good = Buffer.from(
      'Städte und Gemeinden über alle Maßen\nzweite Zeile mit größerem Fuß\n'.repeat(20),
    );
    const bad = new Uint8Array(Buffer.concat([Buffer.from('\ufeff'), good, Buffer.from([0xc3, 0x28])]));
    const message = problemOf(bad);
    expect(message).toContain(`byte ${bad.length - 1} (line 41)`);
    expect(message).toContain('Choose another encoding');
  });
});

describe('what is no text', () => {
  test.each([
    ['%PDF-1.7 …', 'PDF'],
    ['PK\u0003\u0004 …', 'ZIP'],
    ['{\\rtf1 …', 'RTF'],
    ['SQLite format 3\0…', 'database'],
    ['\u0000\u0001\u0002\u0003 random \u0000\u0000', 'not a text file'],
  ])('%j', (content, word) => {
    expect(problemOf(new Uint8Array(Buffer.from(content, 'latin1')))).toContain(word);
  });

  test('nothing at all', () => {
    expect(problemOf(new Uint8Array())).toBe('The file is empty.');
  });

  test('random bytes are refused or shown as a guess, never certain', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 400, maxLength: 800 }), (bytes) => {
        const decoded = decodeBytes(bytes);
        expect(decoded.ok && decoded.value.certain).toBe(false);
      }),
    );
  });
});

describe('strictness', () => {
  test('half a surrogate pair in UTF-16 is refused with its place', () => {
    const bytes = utf16('ab\ud83d cd', 'le', true);
    expect(problemOf(bytes)).toMatch(/byte 7 \(line 1\)/);
    expect(problemOf(utf16(`${'Some text before. '.repeat(20)}\udc00 and after`, 'be', false))).toMatch(
      /utf-16be.*byte 721 /,
    );
  });

  test('a stray NUL in UTF-8 makes no UTF-16 of it', () => {
    // Both of an even length, as UTF-16 has.
    for (const text of [
      'Head\n\nA line with \0 in it and more text here.\n',
      'Café: un \0 dans le texte, et après.\n',
    ])
      expect(problemOf(new Uint8Array(Buffer.from(text)))).toMatch(/not a text file/);
    const hindi = 'ट्राम रात भर चलेगी, परिषद ने सोमवार को कहा।\n\nयह दूसरा अनुच्छेद है।\n';
    for (const order of ['le', 'be'] as const)
      expect(decodeBytes(utf16(hindi, order, false))).toMatchObject({ ok: true, value: { text: hindi } });
  });

  test('a chosen encoding that does not fit, or is none', () => {
    expect(problemOf(new Uint8Array([0x61, 0x81, 0x20]), 'shift_jis')).toContain('not shift_jis throughout');
    expect(problemOf(new Uint8Array([0x61]), 'klingon')).toContain('no encoding named "klingon"');
  });

  test('ASCII is certain, and needs no guess', () => {
    expect(decodeBytes(new Uint8Array(Buffer.from('plain\r\ntext\f')))).toMatchObject({
      ok: true,
      value: { encoding: 'utf-8', certain: true, text: 'plain\r\ntext\f' },
    });
  });
});
