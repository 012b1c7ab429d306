import type { RequestOf } from '#contract/contract.ts';
import type { InspectedFile } from '../../client/bridge.ts';

export type FoundName = InspectedFile['names'][number];
export type NameChoice = NonNullable<RequestOf<'import.start'>['names']>[number];

/** What needs a look comes first. */
const ORDER: readonly FoundName['by'][] = ['none', 'new', 'memory', 'choice', 'name', 'id'];

/**
 * The layers and labels of all files, each once with all its spans: those that the scheme lacks, then those that were
 * chosen, then those that were found. A choice keeps the place of a name among those that the scheme lacks.
 */
export function namesOf(inspected: readonly InspectedFile[]): FoundName[] {
  const names = new Map<string, FoundName>();
  for (const name of inspected.flatMap((file) => file.names)) {
    const key = nameKey(name);
    const before = names.get(key);
    names.set(key, before === undefined ? name : { ...before, count: before.count + name.count });
  }
  return [...names.values()].sort((one, other) => placeOf(one) - placeOf(other) || compare(one, other));
}

export function nameKey({ layer, label }: Pick<FoundName, 'layer' | 'label'>): string {
  return JSON.stringify([layer, label]);
}

/** As people read it. */
export function shownName({ layer, label }: Pick<FoundName, 'layer' | 'label'>): string {
  return label === null ? layer : `${layer}: ${label}`;
}

/** A name does not move while it is being decided. */
function placeOf({ by }: FoundName): number {
  return by === 'new' || by === 'choice' || by === 'memory' ? 0 : ORDER.indexOf(by);
}

const natural = new Intl.Collator(undefined, { numeric: true });

/** The most frequent first. */
function compare(one: FoundName, other: FoundName): number {
  return other.count - one.count || natural.compare(shownName(one), shownName(other));
}
