import type { Fragment } from '#model/annotation.ts';
import type { Utf16Offset } from '#model/offset.ts';
import { asUtf16 } from '#model/offset.ts';
import { loneSurrogateAt, normaliseText } from '#model/text.ts';
import type { WrittenUnit } from '../exchange.ts';
import type { ClaimedSpan, OffsetUnit } from '../unit-check.ts';
import { chooseUnit } from '../unit-check.ts';

/** A text as the app keeps it, with the way to it from the text that a file gave. */
export interface GivenText {
  readonly given: string;
  readonly text: string;
  readonly moved: (at: Utf16Offset) => Utf16Offset;
}

export type PlacedSpan =
  | { readonly fragment: Fragment; readonly problem: null }
  | { readonly fragment: null; readonly problem: string };

/** The text, or what is wrong with it, going on from "The text". */
export function givenText(given: unknown): GivenText | string {
  if (typeof given !== 'string') return 'is missing or is not a string.';
  const lone = loneSurrogateAt(given);
  if (lone !== null) return `holds half of a surrogate pair at ${lone}, which is not a character.`;
  const text = normaliseText(given);
  if (text === '') return 'is empty.';
  return { given, text, moved: moverOf(given, text) };
}

/** Line ends become LF and a byte order mark goes (formats.md 0.2); offsets of the file count what was there. */
function moverOf(given: string, text: string): GivenText['moved'] {
  if (given.length === text.length) return (at) => at;
  const places = new Uint32Array(given.length + 1);
  let leading = true;
  let removed = 0;
  for (let at = 0; at < given.length; at += 1) {
    places[at] = at - removed;
    const unit = given.charCodeAt(at);
    leading = leading && unit === 0xfeff;
    if (leading || (unit === 0x0d && given.charCodeAt(at + 1) === 0x0a)) removed += 1;
  }
  places[given.length] = text.length;
  return (at) => asUtf16(places[at] ?? text.length);
}

/** Spans of the file in UTF-16 units of the text, in the unit that fits what they claim (formats.md 0.8.3). */
export function placeSpans(
  ground: GivenText,
  spans: readonly ClaimedSpan[],
  first: WrittenUnit,
): { readonly unit: OffsetUnit; readonly spans: readonly PlacedSpan[] } {
  const choice = chooseUnit(ground.given, spans, first);
  return {
    unit: choice.unit,
    spans: choice.spans.map((checked): PlacedSpan => {
      const fragment = checked.fragments?.[0];
      if (fragment === undefined) return { fragment: null, problem: checked.problem ?? 'has no place.' };
      const start = ground.moved(fragment.start);
      const end = ground.moved(fragment.end);
      if (start < end) return { fragment: { start, end }, problem: null };
      return { fragment: null, problem: `${fragment.start}–${fragment.end} holds no text.` };
    }),
  };
}
