import type { FormatProblem, InputFile } from './exchange.ts';

/** The part of the WHATWG encoding standard that Node and the window share; neither's types are known here. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/**
 * The text of bytes that are UTF-8, without a leading byte order mark; `null` where they are not UTF-8. Bytes from within a
 * file keep what looks like such a mark.
 */
export function decodeUtf8(bytes: Uint8Array, from: 'start' | 'within' = 'start'): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: from === 'within' }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-8 without a byte order mark. A lone surrogate becomes U+FFFD: texts of the app have none. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * The text of an input file, or the problem that keeps it out: formats for exchange are UTF-8, and a byte that is
 * not is named by its line (formats.md 0.8.1).
 */
export function decodeInput(
  file: InputFile,
  from: 'start' | 'within' = 'start',
):
  | { readonly text: string; readonly problem: null }
  | { readonly text: null; readonly problem: FormatProblem } {
  const text = decodeUtf8(file.bytes, from);
  if (text !== null) return { text, problem: null };
  return {
    text: null,
    problem: {
      file: file.name,
      line: lineOfFault(file.bytes),
      message: 'This line has bytes that are not UTF-8. Save the file as UTF-8 and import it again.',
    },
  };
}

/** The line, from 1, of the first byte that is not UTF-8. No character of UTF-8 has the byte of a line feed in it. */
function lineOfFault(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || decodeUtf8(bytes.subarray(start, end)) === null) return line;
    line += 1;
    start = end + 1;
  }
}
