import type { Annotation } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import type { AnnotationId } from '#model/ids.ts';

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
  /** Applies a change and tells the listeners; a change of nothing is not told. */
  apply(change: AnnotationChange): void;
}

/** Above so many at once, sorting anew is quicker than finding each place. */
const FEW = 100;

/** Makes a store that holds the given annotations, in the order of the text. */
export function createAnnotationStore(initial: readonly Annotation[]): AnnotationStore {
  const byId = new Map(initial.map((annotation) => [annotation.id, annotation]));
  const listeners = new Set<(change: AnnotationChange) => void>();
  let list = inOrder(initial);

  return {
    all: () => list,
    get: (id) => byId.get(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(change) {
      const gone: Annotation[] = [];
      const removed = change.removed.filter((id) => {
        const before = byId.get(id);
        if (before) gone.push(before);
        return byId.delete(id);
      });
      for (const annotation of change.put) {
        const before = byId.get(annotation.id);
        if (before) gone.push(before);
        byId.set(annotation.id, annotation);
      }
      if (removed.length === 0 && change.put.length === 0) return;
      list =
        change.put.length + gone.length > FEW
          ? [...byId.values()].sort(compareAnnotations)
          : patched(list, gone, change.put);
      for (const listener of [...listeners]) listener({ put: change.put, removed });
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
  const next = list.slice();
  for (const annotation of gone) next.splice(placeOf(next, annotation), 1);
  for (const annotation of put) next.splice(placeOf(next, annotation), 0, annotation);
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
