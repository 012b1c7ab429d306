import type { Fragment } from './annotation.ts';
import type { Utf16Offset } from './offset.ts';
import { asUtf16 } from './offset.ts';
import { graphemeEndAt, graphemeStartAt, isWhiteSpace, trimRange } from './text.ts';

/** A piece of text between two word boundaries (UAX #29), in UTF-16 units. */
interface Segment {
  readonly start: number;
  readonly end: number;
  /** Letters, digits or ideographs, as against punctuation, symbols and spaces. */
  readonly isWord: boolean;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** Longest stretch to look for white space on either side of a place: words are looked up in long texts. */
const REACH = 400;

/**
 * The segments around a place. Only the stretch between the nearest white space is segmented (a word boundary is
 * always before white space); where there is none, as in Chinese, the nearest REACH units.
 */
function segmentsAround(text: string, at: number): Segment[] {
  let from = at;
  while (from > 0 && at - from < REACH && !isWhiteSpace(text.charCodeAt(from - 1))) from -= 1;
  // The white space itself goes along: a mark may be set on it.
  from = graphemeStartAt(text, Math.max(0, from - 1));
  let to = at;
  while (to < text.length && to - at < REACH && !isWhiteSpace(text.charCodeAt(to))) to += 1;
  to = graphemeEndAt(text, to);
  return Array.from(words.segment(text.slice(from, to)), ({ index, segment, isWordLike }) => ({
    start: from + index,
    end: from + index + segment.length,
    isWord: isWordLike === true,
  }));
}

/** The segment that a place lies strictly within, `null` on a boundary. */
function segmentAcross(text: string, at: number): Segment | null {
  return segmentsAround(text, at).find(({ start, end }) => start < at && at < end) ?? null;
}

/**
 * The fragment grown to whole words at both edges and rid of white space around it, and of marks that belong to
 * its neighbours: a comma before its first word, an opening bracket after its last. An edge that lies between two
 * words, or beside other punctuation, stays: quotation marks that were selected are kept. Grapheme clusters are
 * never split. A selection of nothing but white space comes back as it is, grown to whole clusters.
 */
export function snapToWords(text: string, fragment: Fragment): Fragment {
  const whole = wholeClusters(text, fragment.start, fragment.end);
  const inner = trimRange(text, whole.start, whole.end);
  if (inner.start === inner.end) return whole;
  const grownOut = { start: grown(text, inner.start, 'start'), end: grown(text, inner.end, 'end') };
  return withoutStrayMarks(text, grownOut);
}

/** Marks that end what stands before them, and white space after them. */
const CLOSING_MARKS = /^[,;:.!?…)\]}”’»]+\s+/u;
/** Marks that begin what comes after them, and white space before them. */
const OPENING_MARKS = /\s+[([{“‘«„]+$/u;
/** Longest run of stray marks and white space that is looked at, in UTF-16 units. */
const STRAY = 20;

function withoutStrayMarks(text: string, fragment: Fragment): Fragment {
  const { start, end } = fragment;
  const before = CLOSING_MARKS.exec(text.slice(start, Math.min(end, start + STRAY)))?.[0].length ?? 0;
  const after = OPENING_MARKS.exec(text.slice(Math.max(start + before, end - STRAY), end))?.[0].length ?? 0;
  if (before + after === 0) return fragment;
  const inner = trimRange(text, start + before, end - after);
  // Nothing but marks was selected: then they are meant.
  if (inner.start === inner.end) return fragment;
  return withoutStrayMarks(text, wholeClusters(text, inner.start, inner.end));
}

/** An edge moved out of the words and clusters that it lies within: now and then a word boundary splits a cluster. */
function grown(text: string, from: number, edge: 'start' | 'end'): Utf16Offset {
  let at = from;
  while (true) {
    const segment = segmentAcross(text, at);
    // Spaces with a mark set on the last are one segment: none of the others is taken in.
    const isSpace = segment !== null && isWhiteSpace(text.charCodeAt(segment.start));
    const next = segment === null || isSpace ? at : segment[edge];
    const whole = edge === 'start' ? graphemeStartAt(text, next) : graphemeEndAt(text, next);
    if (whole === at) return whole;
    at = whole;
  }
}

function wholeClusters(text: string, start: number, end: number): Fragment {
  return { start: graphemeStartAt(text, start), end: graphemeEndAt(text, end) };
}

function clampTo(text: string, at: number): number {
  return Math.min(Math.max(at, 0), text.length);
}

/** The word at a place: the one it lies in or before, or else the one that ends there. `null` where there is none. */
export function wordAt(text: string, offset: number): Fragment | null {
  const at = clampTo(text, offset);
  const near = segmentsAround(text, at).filter(
    ({ isWord, start, end }) => isWord && start <= at && at <= end,
  );
  const word = near.find(({ end }) => at < end) ?? near[0];
  return word === undefined ? null : wholeClusters(text, word.start, word.end);
}

/**
 * The fragment with one edge moved by a word or by a grapheme cluster, at least one cluster long; unchanged
 * where the edge cannot go further. By words an edge stops at the outer side of words, and of punctuation where
 * white space follows (precedes, for the start); where none of these is near, after REACH units.
 */
export function moveEdge(
  text: string,
  fragment: Fragment,
  edge: 'start' | 'end',
  direction: -1 | 1,
  by: 'word' | 'character',
): Fragment {
  const from = fragment[edge];
  let at = stepCluster(text, from, direction);
  if (by === 'word') {
    while (at > 0 && at < text.length && !isWordStop(text, at, edge)) {
      at = stepCluster(text, at, direction);
      if (Math.abs(at - from) > REACH && !isWhiteSpace(text.charCodeAt(edge === 'end' ? at - 1 : at))) break;
    }
  }
  const moved = { ...fragment, [edge]: asUtf16(at) };
  const mayStay = by === 'character' || Math.abs(at - from) > REACH || isWordStop(text, at, edge);
  return mayStay && moved.start < moved.end ? moved : fragment;
}

function stepCluster(text: string, at: number, direction: -1 | 1): number {
  return direction === 1
    ? graphemeEndAt(text, Math.min(at + 1, text.length))
    : graphemeStartAt(text, Math.max(at - 1, 0));
}

/** Whether an edge moving by words stops here. */
function isWordStop(text: string, at: number, edge: 'start' | 'end'): boolean {
  const inside = edge === 'end' ? text.charCodeAt(at - 1) : text.charCodeAt(at);
  const outside = edge === 'end' ? text.charCodeAt(at) : text.charCodeAt(at - 1);
  if (Number.isNaN(inside) || isWhiteSpace(inside)) return false;
  if (Number.isNaN(outside) || isWhiteSpace(outside)) return true;
  return segmentsAround(text, at).some(
    (segment) => segment.isWord && (edge === 'end' ? segment.end : segment.start) === at,
  );
}
