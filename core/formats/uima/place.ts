import type { Fragment } from '#model/annotation.ts';
import { asCodePoint, asUtf16, OffsetIndex } from '#model/offset.ts';
import { groundText } from '../jsonl/ground-text.ts';

export type PlacedRange =
  | { readonly fragment: Fragment; readonly problem: null }
  /** Goes on from "The span": what is wrong with it. */
  | { readonly fragment: null; readonly problem: string };

/**
 * From offsets of a text as given, in UTF-16 units, to those of the text as the app keeps it: line ends of a CAS may
 * be CR LF, and its offsets count both.
 */
export function placesIn(given: string): (begin: number, end: number) => PlacedRange {
  const ground = groundText(given);
  const givenIndex = ground.changed ? new OffsetIndex(given) : null;
  const index = ground.changed ? new OffsetIndex(ground.text) : null;
  const moved = (at: number): number =>
    givenIndex === null || index === null
      ? at
      : index.toUtf16(ground.moved(asCodePoint(givenIndex.toCodePoint(asUtf16(at)))));
  return (begin, end) => {
    const problem = problemOf(given, begin, end);
    if (problem !== null) return { fragment: null, problem };
    const fragment = { start: asUtf16(moved(begin)), end: asUtf16(moved(end)) };
    return fragment.start < fragment.end
      ? { fragment, problem: null }
      : { fragment: null, problem: 'covers nothing but a line end that the text no longer has' };
  };
}

function problemOf(text: string, begin: number, end: number): string | null {
  if (!Number.isInteger(begin) || !Number.isInteger(end)) return 'has a begin or an end that is not a number';
  if (begin < 0 || begin > text.length || end < 0 || end > text.length) {
    return `from ${begin} to ${end} is outside the text, which has ${text.length} UTF-16 units`;
  }
  if (begin === end) return `at ${begin} has no width`;
  if (begin > end) return `from ${begin} to ${end} is reversed`;
  const cut = [begin, end].find((at) => splitsPair(text, at));
  return cut === undefined ? null : `from ${begin} to ${end} cuts a character in two`;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
