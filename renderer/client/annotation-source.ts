import type { Annotation } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import type { AnnotationId, LayerId } from '#model/ids.ts';

/** Which annotations of the open document were added or changed, and which are gone. */
export interface AnnotationChange {
  readonly put: readonly Annotation[];
  readonly removed: readonly AnnotationId[];
}

/** The annotations of one document, as the article paints them: what is there, and word of each change. */
export interface AnnotationSource {
  all(): readonly Annotation[];
  get(id: AnnotationId): Annotation | undefined;
  /** Calls back after each change, synchronously; returns the unsubscribe function. */
  subscribe(listener: (change: AnnotationChange) => void): () => void;
}

/** An annotation source that the client keeps up to date. */
export interface AnnotationStore extends AnnotationSource {
  /** The same by layer. A list is the same array until an annotation of its layer changes; the map until any does. */
  byLayer(): ReadonlyMap<LayerId, readonly Annotation[]>;
  /** Applies a change and tells the listeners; a change of nothing is not told. */
  apply(change: AnnotationChange): void;
}

/** Above so many at once, sorting anew is quicker than a new list for each. */
const FEW = 8;

/** Makes a store that holds the given annotations, in the order of the text. */
export function createAnnotationStore(initial: readonly Annotation[]): AnnotationStore {
  let made: Map<AnnotationId, Annotation> | null = null;
  /** Made when first asked for, so that the first screen of a document does not wait for it. */
  const byId = (): Map<AnnotationId, Annotation> => {
    made ??= new Map(list.map((annotation) => [annotation.id, annotation]));
    return made;
  };
  const listeners = new Set<(change: AnnotationChange) => void>();
  let list = inOrder(initial);
  let layers: ReadonlyMap<LayerId, readonly Annotation[]> | null = null;

  return {
    all: () => list,
    byLayer: () => {
      layers ??= Map.groupBy(list, ({ layer }) => layer);
      return layers;
    },
    get: (id) => byId().get(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(change) {
      const gone: Annotation[] = [];
      const ids = byId();
      const removed = change.removed.filter((id) => {
        const before = ids.get(id);
        if (before) gone.push(before);
        return ids.delete(id);
      });
      for (const annotation of change.put) {
        const before = ids.get(annotation.id);
        if (before) gone.push(before);
        ids.set(annotation.id, annotation);
      }
      if (removed.length === 0 && change.put.length === 0) return;
      const { put } = change;
      if (put.length + gone.length > FEW) {
        list = [...ids.values()].sort(compareAnnotations);
        layers = null;
      } else {
        list = patched(list, gone, put);
        layers &&= patchedLayers(layers, gone, put);
      }
      for (const listener of [...listeners]) listener({ put, removed });
    },
  };
}

/** The annotations in the order of the text; as the backend reads them they are. */
function inOrder(annotations: readonly Annotation[]): readonly Annotation[] {
  const sorted = annotations.every((annotation, index) => {
    const before = annotations[index - 1];
    return before === undefined || compareAnnotations(before, annotation) <= 0;
  });
  return sorted ? annotations : annotations.toSorted(compareAnnotations);
}

/** A sorted list without some annotations and with others, found by their places. */
function patched(
  list: readonly Annotation[],
  gone: readonly Annotation[],
  put: readonly Annotation[],
): readonly Annotation[] {
  let next = list;
  for (const annotation of gone) next = next.toSpliced(placeOf(next, annotation), 1);
  for (const annotation of put) next = next.toSpliced(placeOf(next, annotation), 0, annotation);
  return next;
}

/** The lists of all layers, only those of the given annotations being others. */
function patchedLayers(
  lists: ReadonlyMap<LayerId, readonly Annotation[]>,
  gone: readonly Annotation[],
  put: readonly Annotation[],
): ReadonlyMap<LayerId, readonly Annotation[]> {
  const next = new Map(lists);
  for (const layer of new Set([...gone, ...put].map((annotation) => annotation.layer))) {
    const own = (annotation: Annotation): boolean => annotation.layer === layer;
    const list = patched(lists.get(layer) ?? [], gone.filter(own), put.filter(own));
    if (list.length > 0) next.set(layer, list);
    else next.delete(layer);
  }
  return next;
}

/** Where an annotation stands in a sorted list, or would. */
function placeOf(list: readonly Annotation[], annotation: Annotation): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = list[middle];
    if (at && compareAnnotations(at, annotation) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
