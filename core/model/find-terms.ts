import type { Fragment } from './annotation.ts';
import { asUtf16 } from './offset.ts';
import { fold, foldedTerms } from './search-fold.ts';

/**
 * What folds by itself, wherever it stands: words of ASCII, one character for one; white space; Korean letters that become
 * syllables; any other character with its marks.
 */
const PARTS =
  /(?<plain>[!-~]+(?!\p{M}))|\s+|[\u1100-\u11ff\uac00-\ud7ff\ua960-\ua97f]\p{M}*(?:[\u1100-\u11ff\uac00-\ud7ff]\p{M}*)*|\P{M}\p{M}*|\p{M}+/gsu;

/** A part of a text and where it begins in the folded text; UTF-16 units. */
interface Part {
  readonly folded: number;
  readonly start: number;
  readonly end: number;
  /** Whether each unit of it is one unit of the folded text. */
  readonly plain: boolean;
}

/**
 * Where the words and phrases of a search stand in a text, as the search of the documents finds them: in the order of the text,
 * none within another; none at all where a word stands neither in title nor text, so that the document is not found. A match that begins or ends within a character, as the S of ß, has the whole character.
 */
export function findTerms(text: string, search: string, title = ''): readonly Fragment[] {
  const terms = foldedTerms(search);
  if (terms.length === 0) return [];
  const { folded, parts } = foldByParts(text);
  const foldedTitle = fold(title);
  const places = terms.map((term) => ({ term, found: placesOf(folded, term) }));
  if (places.some(({ term, found }) => found.length === 0 && !foldedTitle.includes(term))) return [];
  const found = places.flatMap((each) => each.found);
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const matches: Fragment[] = [];
  let reached = 0;
  for (const { start, end } of found) {
    const last = placeOf(parts, end - 1, 'end');
    if (last <= reached) continue;
    reached = last;
    matches.push({ start: asUtf16(placeOf(parts, start, 'start')), end: asUtf16(last) });
  }
  return matches;
}

function foldByParts(text: string): { readonly folded: string; readonly parts: readonly Part[] } {
  const parts: Part[] = [];
  let folded = '';
  for (const { 0: part, index: start, groups } of text.matchAll(PARTS)) {
    const plain = groups?.plain !== undefined;
    parts.push({ folded: folded.length, start, end: start + part.length, plain });
    folded += plain ? part.toUpperCase() : fold(part);
  }
  return { folded, parts };
}

function placesOf(folded: string, term: string): { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
    places.push({ start: at, end: at + term.length });
  }
  return places;
}

/** The place in the text of a unit of the folded text: before or after what it was made of. */
function placeOf(parts: readonly Part[], unit: number, side: 'start' | 'end'): number {
  let low = 0;
  let high = parts.length - 1;
  // The last part that begins at the unit or before: those that fold to nothing come before it.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.folded ?? 0) <= unit) low = middle;
    else high = middle - 1;
  }
  const part = parts[low];
  if (part === undefined) return 0;
  if (part.plain) return part.start + unit - part.folded + (side === 'end' ? 1 : 0);
  return part[side];
}
