import type { Fragment } from '#model/annotation.ts';
import { asCodePoint, asUtf16, OffsetIndex } from '#model/offset.ts';
import type { WrittenUnit } from './exchange.ts';

/** What the offsets of a file may count; `-crlf`: with each line end of the text as two characters. */
export type OffsetUnit =
  | 'code-points'
  | 'utf-16'
  | 'code-points-crlf'
  | 'utf-16-crlf'
  | 'utf-8-bytes'
  | 'graphemes';

const UNITS: readonly OffsetUnit[] = [
  'code-points',
  'utf-16',
  'code-points-crlf',
  'utf-16-crlf',
  'utf-8-bytes',
  'graphemes',
];

export const UNIT_NAMES: Readonly<Record<OffsetUnit, string>> = {
  'code-points': 'code points',
  'utf-16': 'UTF-16 units',
  'code-points-crlf': 'code points, with two for each line end',
  'utf-16-crlf': 'UTF-16 units, with two for each line end',
  'utf-8-bytes': 'bytes of UTF-8',
  graphemes: 'grapheme clusters',
};

/** A span as a file gives it: half-open, in whatever unit the file counts. */
export interface ClaimedSpan {
  readonly start: number;
  readonly end: number;
  /** What the file says stands there; `null` where it does not say. Several fragments are joined by one space. */
  readonly text: string | null;
  /** Where the span has several; `start` and `end` are not looked at then. */
  readonly fragments?: readonly { readonly start: number; readonly end: number }[];
  /** How the file has the numbers, where `start` and `end` are others: they are nowhere in the text then. */
  readonly shown?: string;
}

export type CheckedSpan =
  /** In the order of the file, in UTF-16 units of the text. */
  | { readonly fragments: readonly Fragment[]; readonly problem: null }
  /** Goes on from "The span": says what is wrong, with the numbers of the file. */
  | { readonly fragments: null; readonly problem: string };

export interface UnitChoice {
  readonly unit: OffsetUnit;
  /** One for each span given. */
  readonly spans: readonly CheckedSpan[];
}

/**
 * The unit under which every span of a file matches the text it claims (formats.md 0.8.3): the format's own unit
 * first, then the others in a fixed order. Where none makes all match, the format's own unit with the spans that
 * do not match as problems; single spans are never shifted. `text` is the text as the app keeps it (LF).
 */
export function chooseUnit(text: string, spans: readonly ClaimedSpan[], first: WrittenUnit): UnitChoice {
  const own = spansIn(first, text, spans);
  const claims = spans.some((span) => span.text !== null);
  // Without a claimed text, another unit would be a guess.
  if (!claims || own.every(isFine)) return { unit: first, spans: own };
  for (const unit of UNITS) {
    if (unit === first) continue;
    const checked = spansIn(unit, text, spans);
    if (checked.every(isFine)) return { unit, spans: checked };
  }
  return { unit: first, spans: own };
}

const isFine = ({ problem }: CheckedSpan): boolean => problem === null;

function spansIn(unit: OffsetUnit, text: string, spans: readonly ClaimedSpan[]): CheckedSpan[] {
  const placeOf = placesIn(unit, text);
  return spans.map((span) => checkedSpan(span, unit, text, placeOf));
}

function checkedSpan(span: ClaimedSpan, unit: OffsetUnit, text: string, placeOf: PlaceOf): CheckedSpan {
  const fragments: Fragment[] = [];
  for (const { start, end } of span.fragments ?? [span]) {
    const numbers = `${span.shown ?? `${start}–${end}`} (${UNIT_NAMES[unit]})`;
    const from = placeOf(start);
    const to = placeOf(end);
    if (from === null || to === null) {
      return { fragments: null, problem: `${numbers} is not a stretch of the text.` };
    }
    if (from >= to) return { fragments: null, problem: `${numbers} is empty or reversed.` };
    fragments.push({ start: asUtf16(from), end: asUtf16(to) });
  }
  const found = fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (span.text === null || span.text === found) return { fragments, problem: null };
  const hull =
    span.shown ??
    span.fragments?.map(({ start, end }) => `${start}–${end}`).join(', ') ??
    `${span.start}–${span.end}`;
  return {
    fragments: null,
    problem: `${hull} (${UNIT_NAMES[unit]}) has the text “${shortened(found)}” and not “${shortened(span.text)}”.`,
  };
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 120)];
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text;
}

/** From a number of the file to a UTF-16 place of the text; `null` where there is none. */
export type PlaceOf = (at: number) => number | null;

export function placesIn(unit: OffsetUnit, text: string): PlaceOf {
  switch (unit) {
    case 'utf-16':
      return (at) => (isPlace(at, text.length) && !insidePair(text, at) ? at : null);
    case 'code-points': {
      const index = new OffsetIndex(text);
      return (at) => (isPlace(at, index.codePoints) ? index.toUtf16(asCodePoint(at)) : null);
    }
    case 'code-points-crlf':
      return counted(text, text, (character) => (character === '\n' ? 2 : 1));
    case 'utf-16-crlf':
      return counted(text, text, (character) => (character === '\n' ? 2 : character.length));
    case 'utf-8-bytes':
      return counted(text, text, bytesOf);
    case 'graphemes':
      return counted(text, graphemesOf(text), () => 1);
  }
}

function isPlace(at: number, length: number): boolean {
  return Number.isInteger(at) && at >= 0 && at <= length;
}

function insidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    yield segment;
  }
}

/** Places by counting: each piece of the text counts what `sizeOf` says. */
function counted(text: string, pieces: Iterable<string>, sizeOf: (piece: string) => number): PlaceOf {
  const places = new Map<number, number>([[0, 0]]);
  let at = 0;
  let count = 0;
  for (const piece of pieces) {
    at += piece.length;
    count += sizeOf(piece);
    places.set(count, at);
  }
  if (at !== text.length) throw new RangeError('The pieces are not the text.');
  return (number) => places.get(number) ?? null;
}
