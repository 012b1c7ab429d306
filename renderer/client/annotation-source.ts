import type { Annotation } from '#model/annotation.ts';
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

/** Makes a store that holds the given annotations. */
export function createAnnotationStore(initial: readonly Annotation[]): AnnotationStore {
  const byId = new Map(initial.map((annotation) => [annotation.id, annotation]));
  const listeners = new Set<(change: AnnotationChange) => void>();
  let list: readonly Annotation[] | null = null;

  return {
    all() {
      list ??= [...byId.values()];
      return list;
    },
    get: (id) => byId.get(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(change) {
      const removed = change.removed.filter((id) => byId.delete(id));
      for (const annotation of change.put) byId.set(annotation.id, annotation);
      if (removed.length === 0 && change.put.length === 0) return;
      list = null;
      for (const listener of [...listeners]) listener({ put: change.put, removed });
    },
  };
}
