import type { Fragment } from '#model/annotation.ts';
import type { CodePointOffset, OffsetIndex, Utf16Offset } from '#model/offset.ts';
import { asCodePoint, asUtf16 } from '#model/offset.ts';
import type { GroundText } from './ground-text.ts';
import type { Field, Report } from './reader.ts';
import {
  fieldOf,
  isAbsent,
  readInteger,
  readList,
  readObject,
  readString,
  reportUnknownKeys,
} from './reader.ts';

/** A stretch of text as it stands in the file: half-open, from 0, in code points. */
export interface FragmentJson {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
  readonly text: string;
}

export function fragmentsToJson(
  text: string,
  index: OffsetIndex,
  fragments: readonly Fragment[],
): FragmentJson[] {
  return fragments.map(({ start, end }) => ({
    start: index.toCodePoint(start),
    end: index.toCodePoint(end),
    text: text.slice(start, end),
  }));
}

/** The text that the offsets of a line point into. */
export interface Ground {
  readonly groundText: GroundText;
  readonly index: OffsetIndex;
  /** Length in code points of the text as given, before it was normalised. */
  readonly givenLength: number;
}

const MOST_FRAGMENTS = 1000;

/** Reads `[{start, end, text?}]`: in order, neither overlapping nor touching, the text as stated. */
export function readFragments(field: Field, ground: Ground, report: Report): readonly Fragment[] | null {
  const items = readList(field, report);
  if (items === null) return null;
  if (items.length === 0 || items.length > MOST_FRAGMENTS) {
    report.problem(field.key, `must hold between 1 and ${MOST_FRAGMENTS} fragments`);
    return null;
  }
  const fragments: Fragment[] = [];
  for (const item of items) {
    const object = readObject(item, report);
    if (object === null) return null;
    reportUnknownKeys(object, ['start', 'end', 'text'], item.key, report);
    const fragment = readRange(
      fieldOf(object, 'start', item.key),
      fieldOf(object, 'end', item.key),
      ground,
      report,
    );
    if (fragment === null) return null;
    const stated = readString(fieldOf(object, 'text', item.key), report);
    if (stated !== null && !textMatches(stated, [fragment], `${item.key}.text`, ground, report)) return null;
    const before = fragments.at(-1);
    if (before !== undefined && fragment.start <= before.end) {
      report.problem(item.key, 'overlaps or touches the fragment before it, or stands before it in the text');
      return null;
    }
    fragments.push(fragment);
  }
  return fragments;
}

/** Reads a start and an end in code points; a problem names what is wrong with them. */
export function readRange(start: Field, end: Field, ground: Ground, report: Report): Fragment | null {
  const from = readPlace(start, ground, report);
  const to = readPlace(end, ground, report);
  if (from === null || to === null) return null;
  if (from >= to) {
    report.problem(end.key, 'is not after start, so the range holds no text');
    return null;
  }
  return { start: from, end: to };
}

function readPlace(field: Field, ground: Ground, report: Report): Utf16Offset | null {
  if (isAbsent(field)) {
    report.problem(field.key, 'is missing');
    return null;
  }
  const value = readInteger(field, report);
  if (value === null) return null;
  if (value < 0) {
    report.problem(field.key, `is ${value}; offsets count from 0`);
    return null;
  }
  if (value > ground.givenLength) {
    report.problem(
      field.key,
      `is ${value}, past the end of the text, which has ${ground.givenLength} code points`,
    );
    return null;
  }
  return ground.index.toUtf16(ground.groundText.moved(asCodePoint(value)));
}

/** Compares the text that the file states with the text at the fragments, joined by one space. */
export function textMatches(
  stated: string,
  fragments: readonly Fragment[],
  key: string,
  ground: Ground,
  report: Report,
): boolean {
  const { text } = ground.groundText;
  const unified = stated.replace(/\r\n?/g, '\n');
  const found = fragments.map(({ start, end }) => text.slice(start, end)).join(' ');
  if (found === unified) return true;
  report.problem(
    key,
    `is ${excerpt(unified)}, but the text there is ${excerpt(found)}.${otherUnit(unified, fragments, ground)}`,
  );
  return false;
}

/** The usual reason for a mismatch: the offsets were counted by a program that counts UTF-16 units. */
function otherUnit(stated: string, fragments: readonly Fragment[], ground: Ground): string {
  const { text } = ground.groundText;
  const asUnits = fragments.map(({ start, end }) =>
    text.slice(asUtf16(ground.index.toCodePoint(start)), asUtf16(ground.index.toCodePoint(end))),
  );
  return asUnits.join(' ') === stated
    ? ' The offsets seem to count UTF-16 units, as JavaScript does; this format counts Unicode code points, as Python does'
    : ' Offsets count Unicode code points from 0, as Python does';
}

function excerpt(text: string): string {
  const characters = Array.from(text.slice(0, 100));
  return JSON.stringify(characters.length <= 40 ? text : `${characters.slice(0, 39).join('')}…`);
}
