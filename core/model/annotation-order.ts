import type { Annotation } from './annotation.ts';
import { endOf, startOf } from './span-order.ts';

/**
 * The one order in which annotations of a document are listed and exported: by start, then the longer first
 * (so that an outer span precedes those nested in it), then layer, then id. Start and end are those of the hull.
 */
export function compareAnnotations(
  a: Pick<Annotation, 'fragments' | 'layer' | 'id'>,
  b: Pick<Annotation, 'fragments' | 'layer' | 'id'>,
): number {
  return (
    startOf(a) - startOf(b) || endOf(b) - endOf(a) || compareText(a.layer, b.layer) || compareText(a.id, b.id)
  );
}

/** By UTF-16 units: the same on every machine, unlike a locale's order. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
