import type { Fragment } from './annotation.ts';
import type { AnnotationId } from './ids.ts';

/** The least that the index of spans needs to know: an annotation has it, and so has what a test makes up. */
export interface Span {
  readonly id: AnnotationId;
  /** One or more, sorted, neither overlapping nor touching. UTF-16 units. */
  readonly fragments: readonly Fragment[];
}

/** Where a span begins. */
export function startOf(span: Span): number {
  return span.fragments[0]?.start ?? 0;
}

/** Where a span ends, gaps between its fragments included. */
export function endOf(span: Span): number {
  return span.fragments[span.fragments.length - 1]?.end ?? 0;
}

/** How much text a span covers, gaps left out. */
export function lengthOf(span: Span): number {
  let length = 0;
  for (const { start, end } of span.fragments) length += end - start;
  return length;
}

/** Document order: by start, of those the outermost first, then by id. */
export function compareByPlace(a: Span, b: Span): number {
  return startOf(a) - startOf(b) || endOf(b) - endOf(a) || compareIds(a, b);
}

/** From the shortest to the longest, then by start, then by id: a total order, so that nesting is one too. */
export function compareByLength(a: Span, b: Span): number {
  return lengthOf(a) - lengthOf(b) || startOf(a) - startOf(b) || compareIds(a, b);
}

/** Whether every fragment of `inner` lies within one of `outer`. A span contains itself. */
export function contains(outer: Span, inner: Span): boolean {
  return inner.fragments.every((part) =>
    outer.fragments.some((whole) => whole.start <= part.start && part.end <= whole.end),
  );
}

/** Whether two spans have a place in common; touching is not enough. */
export function overlaps(a: Span, b: Span): boolean {
  return a.fragments.some((left) =>
    b.fragments.some((right) => left.start < right.end && right.start < left.end),
  );
}

function compareIds(a: Span, b: Span): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
