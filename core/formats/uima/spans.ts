import type { Fragment } from '#model/annotation.ts';
import type { CasStructure } from './cas.ts';
import { OWN } from './cas.ts';
import type { PlacedRange } from './place.ts';

/** A span as read: one structure, or several that are fragments of one annotation. */
export interface ReadSpan {
  /** In the order of the text; the first stands for all. */
  readonly structures: readonly [CasStructure, ...CasStructure[]];
  readonly fragments: readonly Fragment[];
  /** Joins the structures, in the file's words; `null` for a span of one structure. */
  readonly group: string | null;
}

interface PlacedStructure {
  readonly structure: CasStructure;
  readonly fragment: Fragment;
}

/**
 * Puts structures together that have the same type, label and `group` (formats.md 0.5). Where two of them overlap or
 * touch, or only one has the group, they are no fragments of one annotation and stay apart.
 */
export function readSpans(
  structures: readonly CasStructure[],
  placeOf: (begin: number, end: number) => PlacedRange,
  leftOut: (structure: CasStructure, problem: string) => void,
): ReadSpan[] {
  const placed: PlacedStructure[] = [];
  for (const structure of structures) {
    const { fragment, problem } = placeOf(structure.begin ?? Number.NaN, structure.end ?? Number.NaN);
    if (problem === null) placed.push({ structure, fragment });
    else leftOut(structure, problem);
  }
  const groups = new Map<string, PlacedStructure[]>();
  for (const item of placed) {
    const key = groupKey(item.structure);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return placed.flatMap(({ structure, fragment }) => {
    const group = groups.get(groupKey(structure) ?? '');
    if (group === undefined || !isDiscontinuous(group)) {
      return [{ structures: [structure], fragments: [fragment], group: null }];
    }
    if (group[0]?.structure !== structure) return [];
    return [joined(group, structure)];
  });
}

function joined(group: PlacedStructure[], first: CasStructure): ReadSpan {
  const [head, ...rest] = [...group].sort(byPlace);
  return {
    structures: [head?.structure ?? first, ...rest.map(({ structure }) => structure)],
    fragments: [...group].sort(byPlace).map(({ fragment }) => fragment),
    group: textOf(first, 'group'),
  };
}

function groupKey(structure: CasStructure): string | null {
  const group = textOf(structure, 'group');
  if (group === null) return null;
  return JSON.stringify([structure.type, group, textOf(structure, 'value'), textOf(structure, OWN.id)]);
}

function isDiscontinuous(group: readonly PlacedStructure[]): boolean {
  const sorted = [...group].sort(byPlace);
  return (
    sorted.length > 1 &&
    sorted.every(({ fragment }, index) => {
      const before = sorted[index - 1]?.fragment;
      return before === undefined || before.end < fragment.start;
    })
  );
}

function byPlace(a: PlacedStructure, b: PlacedStructure): number {
  return a.fragment.start - b.fragment.start || a.fragment.end - b.fragment.end;
}

/** A feature that is one text; `null` where it is not. */
export function textOf(structure: CasStructure, feature: string): string | null {
  const value = structure.features.get(feature);
  return value?.is === 'text' ? value.text : null;
}
