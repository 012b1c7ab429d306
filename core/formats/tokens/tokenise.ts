import type { Fragment } from '#model/annotation.ts';
import { asUtf16 } from '#model/offset.ts';
import { isWhiteSpace } from '#model/text.ts';
import type { TokenRule } from '../exchange.ts';

const words = new Intl.Segmenter('en', { granularity: 'word' });
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Whether a UTF-16 unit never belongs to a token: the Unicode property White_Space, and U+001C to U+001F, where
 * Python's `str.split()` cuts too (formats.md 7: spaCy splits lines of columns with it). U+FEFF likewise: at the
 * start of a file readers take it for a byte order mark.
 */
export function isTokenBreak(unit: number): boolean {
  return isWhiteSpace(unit) || (unit >= 0x1c && unit <= 0x1f);
}

/** The range `[start, end)` without what is no part of a token at both its ends; `null` where nothing is left. */
export function trimToTokens(text: string, start: number, end: number): Fragment | null {
  let first = start;
  let last = end;
  while (first < last && isTokenBreak(text.charCodeAt(first))) first += 1;
  while (last > first && isTokenBreak(text.charCodeAt(last - 1))) last -= 1;
  return first < last ? { start: asUtf16(first), end: asUtf16(last) } : null;
}

/**
 * The tokens of a stretch of text, in UTF-16 units of the whole text: cut at white space, then by the rule: at the word
 * boundaries of UAX #29, with punctuation single (formats.md 7, "Tokens"), at every character, or nowhere. Together they
 * hold every character that is not white space.
 */
export function findTokens(text: string, start: number, end: number, rule: TokenRule = 'words'): Fragment[] {
  const tokens: Fragment[] = [];
  const push = (from: number, to: number) => {
    if (rule === 'words') pushSingle(text, from, to, tokens);
    else tokens.push({ start: asUtf16(from), end: asUtf16(to) });
  };
  if (rule === 'whitespace') {
    eachUnbroken(text, start, end, push);
    return tokens;
  }
  const segmenter = rule === 'words' ? words : characters;
  for (const { index, segment } of segmenter.segment(text.slice(start, end))) {
    const from = start + index;
    eachUnbroken(text, from, from + segment.length, push);
  }
  return tokens;
}

/** A segment may hold white space: a mark is set on a space, a U+FEFF joins two words. */
function eachUnbroken(
  text: string,
  start: number,
  end: number,
  push: (from: number, to: number) => void,
): void {
  let from = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && !isTokenBreak(text.charCodeAt(at))) continue;
    if (from < at) push(from, at);
    from = at + 1;
  }
}

/** UAX #29 keeps a run of underscores in one piece. */
function pushSingle(text: string, start: number, end: number, tokens: Fragment[]): void {
  if (end - start < 2 || text.charCodeAt(start) !== UNDERSCORE || !/^\p{P}+$/u.test(text.slice(start, end))) {
    tokens.push({ start: asUtf16(start), end: asUtf16(end) });
    return;
  }
  let at = start;
  for (const character of text.slice(start, end)) {
    tokens.push({ start: asUtf16(at), end: asUtf16(at + character.length) });
    at += character.length;
  }
}

const UNDERSCORE = 0x5f;

/** The tokens, cut also at each of the places that lie strictly within one. Both sorted. */
export function cutTokens(tokens: readonly Fragment[], places: readonly number[]): Fragment[] {
  const cut: Fragment[] = [];
  let next = 0;
  for (const token of tokens) {
    let { start } = token;
    for (; next < places.length && (places[next] ?? 0) < token.end; next += 1) {
      const place = asUtf16(places[next] ?? 0);
      if (place > start) {
        cut.push({ start, end: place });
        start = place;
      }
    }
    cut.push({ start, end: token.end });
  }
  return cut;
}
