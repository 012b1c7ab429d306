import type { Fragment } from '#model/annotation.ts';
import { asUtf16 } from '#model/offset.ts';
import type { GivenText } from '../json-spans/given-text.ts';
import { type PlaceOf, placesIn } from '../unit-check.ts';

/** A selection as a file gives it: two positions, and a name, which is often its words. */
export interface ClaimedSelection {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export interface ChosenPositions {
  /** One for each selection, in UTF-16 units of the text; `null` where the positions are no stretch of it. */
  readonly fragments: readonly (Fragment | null)[];
  /** What was chosen where there was a choice: a sentence with samples. */
  readonly notice: string | null;
}

/** A way to read positions. */
interface Reading {
  /** Goes on from "were read as". */
  readonly says: string;
  readonly isUsual: boolean;
  place(selection: ClaimedSelection): Fragment | null;
}

const AS_TWO = 'code points, with two for a line end';
const AS_ONE = 'code points, with one for a line end';

/**
 * Places selections in a text. They are half-open and count code points of the text file. What else tools do
 * (formats.md 14) is tried, and taken where the names of selections say so: ATLAS.ti counts CR LF as one, others as two
 * where the file does not have it; UTF-16 units; the last character included. Names may be anything, so only those count
 * that are the words at their place in some reading: the first that has all of these is taken. Where no name is, the
 * program that wrote the file decides, and where words begin and end.
 */
export function choosePositions(
  ground: GivenText,
  selections: readonly ClaimedSelection[],
  origin: string,
): ChosenPositions {
  const { given, text, moved } = ground;
  const readings = readingsOf(ground, /atlas/i.test(origin));
  const [usual] = readings as [Reading, ...Reading[]];
  const named = selections.filter(({ name }) => folded(name) !== '');
  let chosen = usual;
  const fitting = (reading: Reading) =>
    new Set(named.filter((one) => isQuotation(text, reading.place(one), one.name)));
  const fitUsually = fitting(usual);
  let quotations = fitUsually.size;
  if (fitUsually.size < named.length) {
    const fits = readings.map((reading) => ({ reading, fit: fitting(reading) }));
    const all = new Set(fits.flatMap(({ fit }) => [...fit]));
    quotations = all.size;
    chosen = fits.find(({ fit }) => fit.size === all.size)?.reading ?? usual;
  }
  const hasPairs = moved(asUtf16(given.length)) !== given.length && given.includes('\r\n');
  if (quotations === 0 && hasPairs) chosen = byWords(text, selections, readings);
  const fragments = selections.map((one) => chosen.place(one));
  const firstLineEnd = text.indexOf('\n');
  /** Whether line ends make a difference to it. */
  const isPastLineEnd = (place: Fragment | null): place is Fragment =>
    place !== null && firstLineEnd !== -1 && place.end > firstLineEnd;
  const isChoice = !chosen.isUsual || (hasPairs && fragments.some(isPastLineEnd));
  return { fragments, notice: isChoice ? noticeOf(chosen, text, fragments.filter(isPastLineEnd)) : null };
}

function readingsOf({ given, text, moved }: GivenText, isAtlas: boolean): readonly Reading[] {
  const hasPairs = given.includes('\r\n');
  const stored = (unit: 'code-points' | 'utf-16') => (): PlaceOf => {
    const placeOf = placesIn(unit, given);
    return (at) => {
      const place = placeOf(at);
      return place === null ? null : moved(asUtf16(place));
    };
  };
  const asOne = [AS_ONE, () => placesIn('code-points', text)] as const;
  const asStored = [hasPairs ? AS_TWO : 'code points', stored('code-points')] as const;
  const units: (readonly [says: string, make: () => PlaceOf])[] = [
    ...(hasPairs ? (isAtlas ? [asOne, asStored] : [asStored, asOne]) : [asStored]),
    ...(hasPairs || !text.includes('\n')
      ? []
      : [[AS_TWO, () => placesIn('code-points-crlf', text)] as const]),
    ['UTF-16 units', stored('utf-16')],
    ...(hasPairs ? [['UTF-16 units, with one for a line end', () => placesIn('utf-16', text)] as const] : []),
  ];
  const lazy = units.map(([says, make]) => {
    let placeOf: PlaceOf | null = null;
    const at = (position: number): number | null => {
      placeOf ??= make();
      return placeOf(position);
    };
    return { says, at };
  });
  const reading = (says: string, at: PlaceOf, after: number, isUsual: boolean): Reading => ({
    says,
    isUsual,
    place({ start, end }) {
      const from = at(start);
      const to = at(end + after);
      return from === null || to === null || from >= to ? null : { start: asUtf16(from), end: asUtf16(to) };
    },
  });
  return [
    ...lazy.map(({ says, at }, index) => reading(says, at, 0, index === 0)),
    ...lazy.map(({ says, at }) => reading(`${says}, with the last character included`, at, 1, false)),
  ];
}

/** As it is compared: other tools write line ends as spaces, or leave them out at the ends. */
function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Whether a name is the words of a selection, or the beginning of them. */
function isQuotation(text: string, place: Fragment | null, name: string): boolean {
  if (place === null) return false;
  // A span of a whole text is looked at as far as its name may reach.
  const end = Math.min(place.end, place.start + name.length * 8 + 1000);
  const words = folded(text.slice(place.start, end));
  const wanted = folded(name);
  if (end === place.end && words === wanted) return true;
  const cut = /^(.+?)(?:…|\.\.\.)$/su.exec(wanted)?.[1]?.trimEnd() ?? (wanted.length >= 60 ? wanted : null);
  return cut !== null && cut.length >= 8 && words.startsWith(cut);
}

/** The reading of line ends under which more selections begin and end where words do; the usual one of equals. */
function byWords(
  text: string,
  selections: readonly ClaimedSelection[],
  readings: readonly Reading[],
): Reading {
  const [first, second] = readings as [Reading, Reading];
  const score = (reading: Reading): number =>
    selections.reduce((sum, one) => {
      const place = reading.place(one);
      return place === null ? sum : sum + Number(isEdge(text, place.start)) + Number(isEdge(text, place.end));
    }, 0);
  return score(second) > score(first) ? second : first;
}

function isEdge(text: string, at: number): boolean {
  const isWord = (character: string): boolean => /^[\p{L}\p{N}\p{M}]$/u.test(character);
  return !(isWord(text.charAt(at - 1)) && isWord(text.charAt(at)));
}

/** With those of the fragments that line ends make a difference to. */
function noticeOf({ says }: Reading, text: string, fragments: readonly Fragment[]): string {
  const samples = fragments.slice(-3).map(({ start, end }) => `“${shortened(text.slice(start, end))}”`);
  const check = samples.length === 0 ? '' : ` Check some spans: ${samples.join(', ')}.`;
  return `positions were read as ${says}.${check}`;
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 80).replace(/\s+/gu, ' ')];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}…` : characters.join('');
}
