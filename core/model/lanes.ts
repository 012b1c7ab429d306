import type { SpanIndex } from './span-index.ts';
import { compareByLength, type Span } from './span-order.ts';

/**
 * At which height below the text each span's line is drawn: 0 is next to the text. A span takes the lowest lane
 * that no shorter span overlapping it has taken. So spans that overlap never share a lane, the longest lies
 * lowest, and the lane of a span does not depend on what happens to be in view.
 */
export interface Lanes<S extends Span> {
  laneOf(span: S): number;
  /**
   * To be called after `span` was added to the index or taken out of it: forgets the lanes that may change by it and
   * returns the other spans whose lanes those were.
   */
  invalidate(span: S): S[];
}

export function createLanes<S extends Span>(index: SpanIndex<S>): Lanes<S> {
  const known = new Map<S, number>();

  /** Goes from shorter to longer spans with a stack of its own: chains of overlaps can be as long as the document. */
  const laneOf = (wanted: S): number => {
    const stack = [wanted];
    for (let span = stack.at(-1); span !== undefined; span = stack.at(-1)) {
      const below = new Set<number>();
      let waits = false;
      for (const other of known.has(span) ? [] : index.overlapping(span)) {
        if (compareByLength(other, span) >= 0) continue;
        const lane = known.get(other);
        if (lane !== undefined) below.add(lane);
        else {
          stack.push(other);
          waits = true;
        }
      }
      if (waits) continue;
      stack.pop();
      if (known.has(span)) continue;
      let lane = 0;
      while (below.has(lane)) lane++;
      known.set(span, lane);
    }
    return known.get(wanted) ?? 0;
  };

  const invalidate = (changed: S): S[] => {
    known.delete(changed);
    const forgotten = new Set<S>();
    const queue = [changed];
    for (let span = queue.pop(); span !== undefined; span = queue.pop()) {
      for (const other of index.overlapping(span)) {
        if (compareByLength(other, span) <= 0 || !known.has(other)) continue;
        known.delete(other);
        forgotten.add(other);
        queue.push(other);
      }
    }
    return [...forgotten];
  };

  return { laneOf, invalidate };
}
