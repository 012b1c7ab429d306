import { analyse } from 'chardet';
import { canonicalEncoding } from './strict-decode.ts';

/** How much of a file is looked at; more changes no guess and costs time. */
const SAMPLE_BYTES = 64 * 1024;

/**
 * Encodings in the order of their likelihood by letter frequencies, as WHATWG names. Guesses: short texts and
 * the Central European encodings are often wrong, which is why the user is shown the text.
 */
export function guessEncodings(bytes: Uint8Array): string[] {
  const names: string[] = [];
  for (const { name } of analyse(bytes.subarray(0, SAMPLE_BYTES))) {
    const encoding = whatwgName(name);
    if (encoding !== null && !names.includes(encoding)) names.push(encoding);
  }
  return names;
}

function whatwgName(name: string): string | null {
  const encoding = canonicalEncoding(name);
  // UTF-16 was settled before, by its mark or its zero bytes.
  return encoding === null || encoding.startsWith('utf-16') ? null : encoding;
}
