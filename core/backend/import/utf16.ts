import { shareOfControlBytes } from './binary.ts';
import { decodesSoFar } from './strict-decode.ts';

/**
 * UTF-16 without a byte order mark, told by what it would mean. Legacy text has no control bytes, UTF-16 of
 * almost any language has (its spaces and line ends); read in the wrong byte order it gives characters that
 * are not assigned and few of those that every text has. `null` where neither order makes sense, and for UTF-8 with a
 * stray control, which in pairs of bytes would mean Chinese. Says nothing of single bad bytes.
 */
export function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (shareOfControlBytes(sample) < FEW_CONTROLS && decodesSoFar(sample, 'utf-8')) return null;
  const possible = (['utf-16le', 'utf-16be'] as const)
    .map((encoding) => ({ encoding, ...plausibility(new TextDecoder(encoding).decode(sample)) }))
    .filter(({ strange, common }) => strange < 0.01 && common > 0.02)
    .sort((a, b) => b.common - a.common);
  return possible[0]?.encoding ?? null;
}

const SAMPLE_BYTES = 64 * 1024;
/** UTF-16 that happens to be UTF-8 has far more: in most scripts one of the two bytes of a character is a control, or those of spaces. */
const FEW_CONTROLS = 0.05;

/** Controls, unassigned and private characters. */
const STRANGE = /[\p{Cc}\p{Cn}\p{Co}]/gu;
const LINE_ENDS_AND_TABS = /[\t\n\f\r]/g;
/** Spaces, line ends, ASCII letters and digits, and the punctuation of Chinese, Japanese and Korean text. */
const COMMON = /[\t\n\r -~\u3000-\u3002\uff01-\uff1f]/g;

/** Shares of characters. */
function plausibility(text: string): { strange: number; common: number } {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const length = Math.max(1, text.length);
  return {
    strange: (count(STRANGE) - count(LINE_ENDS_AND_TABS)) / length,
    common: count(COMMON) / length,
  };
}
