import type { Json } from '../shared/json-access.ts';
import { idIn, isObject, listOf, member, textOf } from '../shared/json-access.ts';

/** What an annotation says, key by key; a key may come several times. */
export type DataPairs = readonly { readonly key: string; readonly values: readonly string[] }[];

/** Finds data that annotations only refer to, by the ids of their set and their own. */
export type DataFinder = (set: string, id: string) => Json | null;

export function dataFinder(sets: readonly unknown[]): DataFinder {
  const found = new Map<string, Json>();
  for (const set of sets) {
    if (!isObject(set)) continue;
    for (const data of listOf(set.data)) {
      const id = idIn(data);
      if (isObject(data) && id !== null) found.set(JSON.stringify([idIn(set), id]), data);
    }
  }
  return (set, id) => found.get(JSON.stringify([set, id])) ?? null;
}

/** The data of an annotation; `unread` counts what has no key or no value that is a text. */
export function readData(
  data: unknown,
  find: DataFinder,
): { readonly pairs: DataPairs; readonly unread: number } {
  const pairs: { key: string; values: readonly string[] }[] = [];
  let unread = 0;
  for (const one of listOf(data)) {
    const set = isObject(one) ? idIn(one.set) : null;
    const id = idIn(one);
    const full =
      isObject(one) && member(one, 'key') === undefined && set !== null && id !== null ? find(set, id) : one;
    const key = isObject(full) ? idIn(full.key) : null;
    const values = isObject(full) ? valuesOf(full.value) : null;
    if (key === null || key === '' || values === null) unread += 1;
    else pairs.push({ key, values });
  }
  return { pairs, unread };
}

/** A value, typed or bare, as texts: one, or one for each item of a list. */
function valuesOf(value: unknown, depth = 0): readonly string[] | null {
  if (isObject(value)) {
    if (member(value, 'type') === 'Null') return ['none'];
    return depth > 4 ? null : valuesOf(value.value, depth + 1);
  }
  if (Array.isArray(value)) {
    if (depth > 4 || value.length === 0) return null;
    const lists = value.map((item) => valuesOf(item, depth + 1));
    return lists.every((list) => list !== null) ? lists.flat() : null;
  }
  const text = textOf(value);
  if (text !== null) return [text];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : null;
}
