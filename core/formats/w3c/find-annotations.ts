import type { Json } from '../shared/json-access.ts';
import { hasType, idIn, isObject, listOf, member, textOf } from '../shared/json-access.ts';

/** An annotation of a file, with the collection that it lies in. */
export interface FoundAnnotation {
  readonly json: Json;
  readonly collection: Json | null;
}

export interface FoundAnnotations {
  readonly items: readonly FoundAnnotation[];
  readonly collections: readonly Json[];
  /** Pages that lie elsewhere: nothing is ever fetched. */
  readonly elsewhere: readonly string[];
  /** How many things are neither annotations nor collections of them. */
  readonly unknown: number;
}

/** Annotations, lists of them, `@graph`, collections and pages, which may hang on one another in a long chain. */
export function findAnnotations(value: unknown): FoundAnnotations {
  const found = {
    items: [] as FoundAnnotation[],
    collections: [] as Json[],
    elsewhere: [] as string[],
    unknown: 0,
  };
  const open: { readonly value: unknown; readonly collection: Json | null }[] = [{ value, collection: null }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value: one, collection } = next;
    if (Array.isArray(one)) {
      for (const item of one.toReversed()) open.push({ value: item, collection });
      continue;
    }
    if (!isObject(one)) {
      const page = textOf(one);
      if (page !== null && collection !== null) found.elsewhere.push(page);
      else found.unknown += 1;
      continue;
    }
    const graph = member(one, 'graph');
    if (hasType(one, 'AnnotationCollection')) {
      found.collections.push(one);
      for (const inner of [one.items, one.first].toReversed()) {
        if (inner !== undefined && inner !== null) open.push({ value: inner, collection: one });
      }
    } else if (hasType(one, 'AnnotationPage')) {
      for (const inner of [one.items, one.next].toReversed()) {
        if (inner !== undefined && inner !== null) open.push({ value: inner, collection: collection ?? one });
      }
    } else if (graph !== undefined) {
      open.push({ value: graph, collection });
    } else if (hasType(one, 'Annotation') || (idIn(one) !== null && listOf(one.target).length > 0)) {
      found.items.push({ json: one, collection });
    } else {
      found.unknown += 1;
    }
  }
  return found;
}
