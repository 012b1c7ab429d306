import { opensSentence, staysOpen } from './abbreviation.ts';
import type { Fragment } from './annotation.ts';
import type { Block } from './document.ts';
import { asUtf16 } from './offset.ts';
import { isWhiteSpace, trimRange } from './text.ts';

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a stretch of text without the white space around them, in UTF-16 units of the whole text.
 * UAX #29 boundaries, less those after abbreviations and initials, inside addresses, and before what goes on in
 * lower case. Line ends within the stretch count as spaces, so that hard-wrapped sentences stay whole.
 */
export function findSentences(text: string, start: number, end: number): Fragment[] {
  const stretch = text.slice(start, end).replace(/[\n\v\f\r\u0085\u2028\u2029]/gu, ' ');
  const found: Fragment[] = [];
  let from = 0;
  for (const { index, segment } of sentences.segment(stretch)) {
    const boundary = index + segment.length;
    if (boundary < stretch.length && !isSentenceEnd(stretch, from, boundary)) continue;
    const trimmed = trimRange(text, start + from, start + boundary);
    if (trimmed.start < trimmed.end) {
      found.push({ start: asUtf16(trimmed.start), end: asUtf16(trimmed.end) });
    }
    from = boundary;
  }
  return found;
}

/** Whether the boundary that UAX #29 sees really ends the sentence that began at `from`. */
function isSentenceEnd(text: string, from: number, boundary: number): boolean {
  const before = text.slice(Math.max(from, boundary - 60), boundary);
  const after = text.slice(boundary, boundary + 60).trimStart();
  if (after === '' || /^["'”’»)\]}」』]+(?:\s|$)/u.test(after)) return false;
  if (/^["'“‘(]?\p{Lowercase}/u.test(after)) return false;
  // 「…。」と言った: the quotation is part of the sentence that reports it.
  if (/[」』]\s*$/u.test(before) && /^(?:と|って|など)/u.test(after)) return false;
  if (!isWhiteSpace(before.charCodeAt(before.length - 1)) && isInAddress(text, boundary)) return false;
  return !staysOpen(before, after) || opensSentence(after, before);
}

/** Whether a place lies within a web or mail address. */
function isInAddress(text: string, at: number): boolean {
  const before = /[!-~]*$/u.exec(text.slice(Math.max(0, at - 200), at))?.[0] ?? '';
  const after = /^[!-~]*/u.exec(text.slice(at, at + 200))?.[0] ?? '';
  return after !== '' && /(?:[a-z][a-z0-9+.-]*:\/\/|www\.|@)/iu.test(before + after);
}

/** How much text on either side of a place is looked at first. */
const REACH = 2000;

/**
 * The sentence at a place, within its block; at a place between two sentences the one that follows, at the end
 * of a block its last. `null` where the place is in no block.
 */
export function sentenceAt(text: string, blocks: readonly Block[], offset: number): Fragment | null {
  const block = blockAt(blocks, offset);
  if (block === null) return null;
  // A block may be a megabyte long. A sentence found in a window is right where it touches neither of the
  // window's cut edges; otherwise the window is widened.
  for (let reach = REACH; ; reach *= 4) {
    const from = Math.max(block.start, offset - reach);
    const to = Math.min(block.end, offset + reach);
    const found = findSentences(text, wordEdge(text, from, block.start), wordEdge(text, to, block.end));
    const index = found.findIndex(({ end }) => offset < end);
    const sentence = found[index === -1 ? found.length - 1 : index];
    if (sentence === undefined) return null;
    const cutBefore = from > block.start && sentence === found[0];
    const cutAfter = to < block.end && sentence === found.at(-1);
    if (!cutBefore && !cutAfter) return sentence;
  }
}

/** A place at or before `at` with white space before it, so that no word is cut. */
function wordEdge(text: string, at: number, limit: number): number {
  if (at === limit) return at;
  for (let near = at; near > at - 200 && near > 0; near -= 1) {
    if (isWhiteSpace(text.charCodeAt(near - 1))) return near;
  }
  return at;
}

/** The block that holds a place, its end included; `null` between blocks. */
export function blockAt(blocks: readonly Block[], offset: number): Block | null {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle] as Block).start <= offset) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block !== undefined && offset <= block.end ? block : null;
}
