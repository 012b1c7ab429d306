import type { Annotation } from './annotation.ts';
import { hullOf } from './fragment.ts';

/**
 * The one order in which annotations of a document are listed and exported: by start, then the longer first
 * (so that an outer span precedes those nested in it), then layer, then id. Start and end are those of the hull.
 */
export function compareAnnotations(
  a: Pick<Annotation, 'fragments' | 'layer' | 'id'>,
  b: Pick<Annotation, 'fragments' | 'layer' | 'id'>,
): number {
  const left = hullOf(a.fragments);
  const right = hullOf(b.fragments);
  return (
    left.start - right.start ||
    right.end - left.end ||
    compareText(a.layer, b.layer) ||
    compareText(a.id, b.id)
  );
}

/** By UTF-16 units: the same on every machine, unlike a locale's order. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
