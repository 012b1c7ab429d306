import type { LayerId } from '#model/ids.ts';
import type { Piece } from '#model/span-index.ts';
import type { Span } from '#model/span-order.ts';

/** Lines that fit between two lines of text. Spans in deeper lanes share the lowest. */
export const LANES = 4;

/** A span as the painter sees it. */
export interface PaintedSpan extends Span {
  readonly layer: LayerId;
}

/** What is to be painted of a block: a stretch in the look of a layer, its line in a lane. UTF-16 units. */
export interface PlannedRange {
  readonly layer: LayerId;
  readonly lane: number;
  readonly start: number;
  readonly end: number;
}

/**
 * What to paint for the pieces of one block. A crowded block, where single spans could not be told apart and would
 * cost time at every frame, shows per layer where anything is, one lane for each layer; hover and selection still
 * single spans out. Whether a block is crowded depends on that block alone, so its look does not flicker on scrolling.
 */
export function planBlock<S extends PaintedSpan>(
  pieces: readonly Piece<S>[],
  length: number,
  laneOf: (span: S) => number,
): PlannedRange[] {
  if (!isCrowded(pieces.length, length)) {
    return pieces.map(({ span, start, end }) => ({
      layer: span.layer,
      lane: Math.min(LANES - 1, laneOf(span)),
      start,
      end,
    }));
  }
  const byLayer = Map.groupBy(pieces, ({ span }) => span.layer);
  // The layer of the longest spans lies lowest, as longer spans do elsewhere.
  const layers = [...byLayer].sort(
    ([a, left], [b, right]) => meanLength(left) - meanLength(right) || (a < b ? -1 : 1),
  );
  return layers.flatMap(([layer, own], rank) =>
    merge(own).map((range) => ({ layer, lane: Math.min(LANES - 1, rank), ...range })),
  );
}

/** More than forty spans to a thousand characters, and enough of them to matter. */
function isCrowded(count: number, length: number): boolean {
  return count > 24 && count * 1000 > length * 40;
}

function meanLength(pieces: readonly Piece<Span>[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0) / pieces.length;
}

function merge(pieces: readonly Piece<Span>[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
