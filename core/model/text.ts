import type { Utf16Offset } from './offset.ts';
import { asUtf16 } from './offset.ts';

/**
 * The text of a document, from what the bytes were decoded to: leading byte order marks are dropped, CRLF and
 * CR become LF. Nothing else: no trimming, no NFC, no collapsing of spaces.
 *
 * All leading marks go, not only one, so that doing it twice changes nothing whether or not the decoder
 * dropped one already, and no stored text begins with U+FEFF.
 */
export function normaliseText(decoded: string): string {
  let start = 0;
  while (decoded.charCodeAt(start) === 0xfeff) start += 1;
  return normaliseLineEnds(start === 0 ? decoded : decoded.slice(start));
}

/** CRLF and CR become LF. */
export function normaliseLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Where the first surrogate without its other half stands, in UTF-16 units; `null` in well-formed text. */
export function loneSurrogateAt(text: string): Utf16Offset | null {
  if (text.isWellFormed()) return null;
  // With the u flag pairs are read as one character, so that only lone surrogates match.
  return asUtf16(text.search(/\p{Surrogate}/u));
}

/** Whether a UTF-16 unit is white space (Unicode `White_Space`, and U+FEFF, which JavaScript trims too). */
export function isWhiteSpace(unit: number): boolean {
  if (unit <= 0x20) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0xa0 || unit === 0x85;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}

/** The range `[start, end)` without the white space at both its ends; empty at `start` where all is white space. */
export function trimRange(text: string, start: number, end: number): { start: number; end: number } {
  let last = end;
  while (last > start && isWhiteSpace(text.charCodeAt(last - 1))) last -= 1;
  let first = start;
  while (first < last && isWhiteSpace(text.charCodeAt(first))) first += 1;
  return first < last ? { start: first, end: last } : { start, end: start };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The nearest boundary between grapheme clusters at or before a place. UTF-16 units. */
export function graphemeStartAt(text: string, offset: number): Utf16Offset {
  const at = clamp(offset, text.length);
  return asUtf16(isCertainBoundary(text, at) ? at : clusterAround(text, at).start);
}

/** The nearest boundary between grapheme clusters at or after a place. UTF-16 units. */
export function graphemeEndAt(text: string, offset: number): Utf16Offset {
  const at = clamp(offset, text.length);
  if (isCertainBoundary(text, at)) return asUtf16(at);
  const cluster = clusterAround(text, at);
  return asUtf16(cluster.start === at ? at : cluster.end);
}

function clamp(offset: number, length: number): number {
  return Math.min(Math.max(Math.trunc(offset), 0), length);
}

/** The cluster that holds the unit at `at`. Segments only the stretch between two certain boundaries. */
function clusterAround(text: string, at: number): { start: number; end: number } {
  let from = at - 1;
  while (!isCertainBoundary(text, from)) from -= 1;
  let to = at + 1;
  while (!isCertainBoundary(text, to)) to += 1;
  const cluster = graphemes.segment(text.slice(from, to)).containing(at - from);
  if (cluster === undefined) return { start: at, end: at };
  const start = from + cluster.index;
  return { start, end: start + cluster.segment.length };
}

/**
 * Whether a place is a boundary by its neighbours alone: UAX #29 breaks before a character that neither extends
 * nor joins, unless the character before it is prepended to whatever follows. May say false of a boundary, never
 * true of another place.
 */
function isCertainBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const unit = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  if (startsCluster(unit)) return !mayBePrepended(before);
  // U+1F400 to U+1FBFF: pictures, which only a joiner ties to what is before them. Flags and skin tones are not here.
  if (unit === 0xd83d || unit === 0xd83e) {
    if (before >= 0xdc00 && before <= 0xdfff) return isPictureHigh(text.charCodeAt(at - 2));
    return before !== 0x200d && !mayBePrepended(before);
  }
  // Hangul syllables, which only a leading jamo ties to what is before them.
  if (unit >= 0xac00 && unit <= 0xd7a3) return before >= 0xac00 && before <= 0xd7a3;
  return false;
}

function isPictureHigh(unit: number): boolean {
  return unit === 0xd83c || unit === 0xd83d || unit === 0xd83e;
}

/** Units that begin a cluster after anything but a prepended character: common letters, digits, punctuation, spaces. */
function startsCluster(unit: number): boolean {
  if (unit < 0x300) return unit !== 0x0a && unit !== 0xa9 && unit !== 0xae;
  return (
    (unit >= 0x0391 && unit <= 0x0481) || // Greek, Cyrillic
    (unit >= 0x05d0 && unit <= 0x05ea) || // Hebrew
    (unit >= 0x0620 && unit <= 0x064a) || // Arabic
    (unit >= 0x0e01 && unit <= 0x0e30) || // Thai consonants
    (unit >= 0x2010 && unit <= 0x2027) || // dashes, quotation marks
    (unit >= 0x3001 && unit <= 0x3029) || // CJK punctuation
    (unit >= 0x3041 && unit <= 0x3096) || // Hiragana
    (unit >= 0x30a1 && unit <= 0x30fa) || // Katakana
    (unit >= 0x3400 && unit <= 0x9fff) // Han
  );
}

function mayBePrepended(unit: number): boolean {
  return (
    (unit >= 0x0600 && unit <= 0x0605) ||
    unit === 0x06dd ||
    unit === 0x070f ||
    (unit >= 0x0890 && unit <= 0x08e2) ||
    unit === 0x0d4e ||
    (unit >= 0xd800 && unit <= 0xdfff)
  );
}
