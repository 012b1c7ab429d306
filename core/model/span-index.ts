import type { AnnotationId } from './ids.ts';
import {
  compareByLength,
  compareByPlace,
  contains,
  endOf,
  lengthOf,
  type Span,
  startOf,
} from './span-order.ts';

/** The part of a span's fragment that lies in one bucket. UTF-16 units of the document's text. */
export interface Piece<S extends Span> {
  readonly span: S;
  readonly start: number;
  readonly end: number;
}

/** Leaves spans out of an answer, such as those of hidden layers. */
export type Accept<S extends Span> = (span: S) => boolean;

/**
 * The spans of one text, found by place. The text is cut into buckets (the blocks as shown), so that a question
 * costs what its bucket holds and not what the document holds. Spans are taken in only as far as a question needs them:
 * the first screen of a long text does not wait for those of its last. Offsets are UTF-16 units.
 */
export interface SpanIndex<S extends Span> {
  readonly size: number;
  get(id: AnnotationId): S | undefined;
  all(): IterableIterator<S>;
  /**
   * Takes in the spans that start before `offset`, or all. Questions do so by themselves; this is for doing it in small
   * parts beforehand.
   */
  settle(offset?: number): void;
  /** Adds a span; one with the same id is replaced. */
  add(span: S): void;
  /** Takes a span out and returns it; undefined where there is none. */
  remove(id: AnnotationId): S | undefined;
  /** Spans over the unit that begins at `offset`, shortest first. */
  at(offset: number, accept?: Accept<S>): S[];
  /** Like `at`, and those that end at `offset`: what a caret there touches. */
  touching(offset: number, accept?: Accept<S>): S[];
  /** Other spans with a place in common, in no particular order. */
  overlapping(span: Span): S[];
  /** What spans cover of bucket `index`, in the order of adding. */
  inBucket(index: number): readonly Piece<S>[];
  bucketAt(offset: number): number;
  /** The buckets that a span lies in, ascending. */
  bucketsOf(span: Span): number[];
  /**
   * The next or previous span in document order. From an offset: the first span that starts there or later, or
   * the last that starts before it. From a span: the one after or before it.
   */
  neighbour(from: number | S, direction: 1 | -1, accept?: Accept<S>): S | null;
  /** The shortest span that contains this one; of coincident spans one contains the other, by id. */
  parent(span: S, accept?: Accept<S>): S | null;
  /** The first span in document order whose parent is this one. */
  child(span: S, accept?: Accept<S>): S | null;
}

/**
 * Makes an index over buckets that begin at `starts` (ascending); what lies before the first belongs to it. The array of
 * spans must not change afterwards.
 */
export function createSpanIndex<S extends Span>(
  starts: readonly number[],
  spans: readonly S[] = [],
): SpanIndex<S> {
  const count = Math.max(1, starts.length);
  const pieces: Piece<S>[][] = Array.from({ length: count }, () => []);
  /** Spans by the bucket that they start in, in document order. */
  const heads: S[][] = Array.from({ length: count }, () => []);
  const byId = new Map<AnnotationId, S>();
  const waiting = byStart(spans);
  /** How many of those have been taken in. */
  let settled = 0;

  const bucketAt = (offset: number): number => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const bucketEnd = (index: number): number => starts[index + 1] ?? Number.POSITIVE_INFINITY;

  const bucketsOf = (span: Span): number[] => {
    const found: number[] = [];
    for (const { start, end } of span.fragments) {
      for (let index = bucketAt(start); index <= bucketAt(end - 1); index++) {
        if (found[found.length - 1] !== index) found.push(index);
      }
    }
    return found;
  };

  const settle = (offset = Number.POSITIVE_INFINITY): void => {
    for (let span = waiting[settled]; span && startOf(span) < offset; span = waiting[settled]) {
      settled++;
      takeIn(span);
    }
  };
  /** All that lies in a bucket starts before the bucket ends. */
  const settleBucket = (index: number): void => settle(bucketEnd(index));

  const takeIn = (span: S): void => {
    takeOut(span.id);
    byId.set(span.id, span);
    for (const { start, end } of span.fragments) {
      const last = bucketAt(end - 1);
      for (let index = bucketAt(start); index <= last; index++) {
        const from = index === 0 ? start : Math.max(start, starts[index] ?? 0);
        pieces[index]?.push({ span, start: from, end: Math.min(end, bucketEnd(index)) });
      }
    }
    const head = heads[bucketAt(startOf(span))] ?? [];
    head.splice(lowerBound(head, span), 0, span);
  };

  const takeOut = (id: AnnotationId): S | undefined => {
    const span = byId.get(id);
    if (span === undefined) return undefined;
    byId.delete(id);
    for (const index of bucketsOf(span)) {
      pieces[index] = (pieces[index] ?? []).filter((piece) => piece.span !== span);
    }
    const head = heads[bucketAt(startOf(span))] ?? [];
    head.splice(lowerBound(head, span), 1);
    return span;
  };

  const at = (offset: number, accept: Accept<S> = everything): S[] => {
    const bucket = bucketAt(offset);
    settleBucket(bucket);
    return (pieces[bucket] ?? [])
      .filter((piece) => piece.start <= offset && offset < piece.end && accept(piece.span))
      .map((piece) => piece.span)
      .sort(compareByLength);
  };

  const touching = (offset: number, accept: Accept<S> = everything): S[] => {
    const found = new Set(at(offset, accept));
    if (offset > 0) {
      for (const piece of pieces[bucketAt(offset - 1)] ?? []) {
        if (piece.end === offset && accept(piece.span)) found.add(piece.span);
      }
    }
    return [...found].sort(compareByLength);
  };

  const overlapping = (span: Span): S[] => {
    const found = new Set<S>();
    settleBucket(bucketAt(endOf(span) - 1));
    for (const { start, end } of span.fragments) {
      for (let index = bucketAt(start); index <= bucketAt(end - 1); index++) {
        for (const piece of pieces[index] ?? []) {
          if (piece.start < end && start < piece.end && piece.span.id !== span.id) found.add(piece.span);
        }
      }
    }
    return [...found];
  };

  const neighbour = (from: number | S, direction: 1 | -1, accept: Accept<S> = everything): S | null => {
    const offset = typeof from === 'number' ? from : startOf(from);
    const first = bucketAt(offset);
    settle();
    for (let index = first; index >= 0 && index < count; index += direction) {
      const head = heads[index] ?? [];
      const ordered = direction === 1 ? head : head.toReversed();
      for (const span of ordered) {
        if (!accept(span)) continue;
        const order =
          typeof from === 'number' ? (startOf(span) >= from ? 1 : -1) : compareByPlace(span, from);
        if (order * direction > 0) return span;
      }
    }
    return null;
  };

  const parent = (span: S, accept: Accept<S> = everything): S | null => {
    let best: S | null = null;
    const length = lengthOf(span);
    settleBucket(bucketAt(startOf(span)));
    for (const piece of pieces[bucketAt(startOf(span))] ?? []) {
      const other = piece.span;
      if (other === span || !accept(other) || lengthOf(other) < length || !contains(other, span)) continue;
      if (compareByLength(other, span) > 0 && (best === null || compareByLength(other, best) < 0))
        best = other;
    }
    return best;
  };

  const child = (span: S, accept: Accept<S> = everything): S | null => {
    const within = overlapping(span).filter(
      (other) => accept(other) && contains(span, other) && compareByLength(other, span) < 0,
    );
    within.sort(compareByPlace);
    return within.find((other) => parent(other, accept) === span) ?? null;
  };

  return {
    get size() {
      return byId.size + waiting.length - settled;
    },
    get(id) {
      if (!byId.has(id)) settle();
      return byId.get(id);
    },
    all() {
      settle();
      return byId.values();
    },
    settle,
    add(span) {
      settle();
      takeIn(span);
    },
    remove(id) {
      settle();
      return takeOut(id);
    },
    at,
    touching,
    overlapping,
    inBucket(index) {
      settleBucket(index);
      return pieces[index] ?? [];
    },
    bucketAt,
    bucketsOf,
    neighbour,
    parent,
    child,
  };
}

/** The spans by where they start: as they are where they are so already. */
function byStart<S extends Span>(spans: readonly S[]): readonly S[] {
  let before = 0;
  for (const span of spans) {
    const start = startOf(span);
    if (start < before) return spans.toSorted((a, b) => startOf(a) - startOf(b));
    before = start;
  }
  return spans;
}

const everything = (): boolean => true;

function lowerBound<S extends Span>(sorted: readonly S[], span: S): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compareByPlace(other, span) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
