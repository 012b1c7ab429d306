import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import { hasControlBytes, knownBinary, shareOfControlBytes } from './binary.ts';
import { guessEncodings } from './guess-encoding.ts';
import { canonicalEncoding, firstBadByte, tryDecode } from './strict-decode.ts';
import { utf16WithoutMark } from './utf16.ts';

export interface Decoded {
  /** As decoded: line ends and a byte order mark are still there. */
  readonly text: string;
  /** WHATWG label, lower case. */
  readonly encoding: string;
  /** False where the encoding was guessed from the bytes and the user should look at the text. */
  readonly certain: boolean;
}

/**
 * Bytes to text, in this order: the encoding the user chose; a byte order mark; strict UTF-8; UTF-16 by its
 * zero bytes; a guess by letter frequencies. Never puts U+FFFD for what it cannot read: the error is a
 * sentence for the user that says what the file is and what to do.
 */
export function decodeBytes(bytes: Uint8Array, chosen?: string): Result<Decoded, string> {
  if (bytes.length === 0) return failure('The file is empty.');
  if (chosen !== undefined) return decodeAs(bytes, chosen);
  const known = knownBinary(bytes);
  if (known !== null) return failure(known);
  const marked = markedEncoding(bytes);
  if (marked !== null) return decodeAs(bytes, marked);
  if (!bytes.includes(0)) {
    const utf8 = tryDecode(bytes, 'utf-8');
    if (utf8 !== null) return decodeUtf8(bytes, utf8);
  }
  const utf16 = hasControlBytes(bytes) ? utf16WithoutMark(bytes) : null;
  if (utf16 !== null) {
    const decoded = decodeAs(bytes, utf16);
    return decoded.ok ? success({ ...decoded.value, certain: false }) : decoded;
  }
  if (bytes.includes(0) || shareOfControlBytes(bytes) > 0.01) return failure(BINARY);
  return guess(bytes);
}

const BINARY =
  'This is not a text file: it holds bytes that no text has. Export it as plain text (.txt) from the program it belongs to.';

/** The encoding that a byte order mark names. */
function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

function decodeUtf8(bytes: Uint8Array, text: string): Result<Decoded, string> {
  if (shareOfControlBytes(bytes) > 0.1) return failure(BINARY);
  // ISO-2022-JP is made of ASCII bytes and escapes, so it is always valid UTF-8 too.
  if (text.includes('\u001b$') || text.includes('\u001b(J')) {
    const japanese = tryDecode(bytes, 'iso-2022-jp');
    if (japanese !== null) return success({ text: japanese, encoding: 'iso-2022-jp', certain: false });
  }
  return success({ text, encoding: 'utf-8', certain: true });
}

function guess(bytes: Uint8Array): Result<Decoded, string> {
  for (const encoding of guessEncodings(bytes)) {
    if (encoding === 'utf-8') return decodeAs(bytes, 'utf-8');
    const text = tryDecode(bytes, encoding);
    // No legacy text holds C1 controls, but a wrong guess often gives them.
    if (text !== null && !/[\u0080-\u0084\u0086-\u009f]/.test(text)) {
      return success({ text, encoding, certain: false });
    }
  }
  return failure(
    'The encoding of this file was not recognised. Choose its encoding in the import window, or save it as UTF-8.',
  );
}

/** Decodes strictly in a named encoding; the error names the first byte that cannot be. */
function decodeAs(bytes: Uint8Array, label: string): Result<Decoded, string> {
  const encoding = canonicalEncoding(label);
  if (encoding === null) {
    return failure(
      `There is no encoding named "${label}". Choose one such as utf-8, windows-1252 or shift_jis.`,
    );
  }
  const text = tryDecode(bytes, encoding);
  if (text !== null) return success({ text, encoding, certain: true });
  const at = firstBadByte(bytes, encoding);
  const line = countLines(bytes.subarray(0, at));
  return failure(
    `This is not ${encoding} throughout: byte ${at + 1} (line ${line}) cannot be read. Choose another encoding, or repair the file.`,
  );
}

function countLines(bytes: Uint8Array): number {
  let lines = 1;
  for (const byte of bytes) if (byte === 0x0a) lines += 1;
  return lines;
}
