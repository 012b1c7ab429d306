import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId } from './ids.ts';
import { createLanes } from './lanes.ts';
import { asUtf16 } from './offset.ts';
import { createSpanIndex } from './span-index.ts';
import {
  compareByLength,
  compareByPlace,
  contains,
  endOf,
  overlaps,
  type Span,
  startOf,
} from './span-order.ts';

const LENGTH = 60;

function spanOf(id: number, points: readonly number[]): Span {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const fragments: { start: ReturnType<typeof asUtf16>; end: ReturnType<typeof asUtf16> }[] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) {
    fragments.push({ start: asUtf16(sorted[i] ?? 0), end: asUtf16(sorted[i + 1] ?? 0) });
  }
  return { id: asId(`s${String(id).padStart(3, '0')}`), fragments };
}

const points = fc.oneof(
  { weight: 4, arbitrary: fc.uniqueArray(fc.nat(LENGTH), { minLength: 2, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.uniqueArray(fc.nat(LENGTH), { minLength: 4, maxLength: 4 }) },
);
const spans = fc.array(points, { maxLength: 14 }).map((list) => list.map((p, id) => spanOf(id, p)));
const starts = fc.uniqueArray(fc.nat(LENGTH), { maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
/** Adds all, then takes some out and puts some elsewhere, so that the index is not only tested fresh. */
const history = fc.record({
  starts,
  spans,
  removed: fc.array(fc.nat(13), { maxLength: 5 }),
  moved: fc.array(fc.tuple(fc.nat(13), points), { maxLength: 5 }),
  /** How far spans are taken in before anything else. */
  settled: fc.option(fc.nat(LENGTH), { nil: 0 }),
});

function play({
  starts,
  spans,
  removed,
  moved,
  settled,
}: typeof history extends fc.Arbitrary<infer T> ? T : never) {
  const index = createSpanIndex<Span>(starts, spans);
  const model = new Map(spans.map((span) => [span.id, span]));
  const lanes = createLanes(index);
  index.settle(settled);
  for (const span of spans) lanes.laneOf(span);
  for (const n of removed) {
    const span = index.remove(spanOf(n, [0, 1]).id);
    if (span !== undefined) lanes.invalidate(span);
    model.delete(spanOf(n, [0, 1]).id);
  }
  for (const [n, place] of moved) {
    const span = spanOf(n, place);
    const before = index.remove(span.id);
    if (before !== undefined) lanes.invalidate(before);
    index.add(span);
    lanes.invalidate(span);
    model.set(span.id, span);
  }
  return { index, lanes, list: [...model.values()] };
}

const covers = (span: Span, offset: number) =>
  span.fragments.some(({ start, end }) => start <= offset && offset < end);
const ids = (list: readonly Span[]) => list.map((span) => span.id);
const accept = (span: Span) => Number(span.id.slice(1)) % 3 !== 0;

describe('the index of spans', () => {
  it('finds at each place what a search through all finds', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, list } = play(steps);
        expect(index.size).toBe(list.length);
        for (let offset = 0; offset <= LENGTH + 1; offset++) {
          const at = list.filter((span) => covers(span, offset)).sort(compareByLength);
          expect(ids(index.at(offset))).toEqual(ids(at));
          const touching = list.filter(
            (span) => covers(span, offset) || span.fragments.some(({ end }) => end === offset),
          );
          expect(ids(index.touching(offset))).toEqual(ids(touching.sort(compareByLength)));
          expect(ids(index.at(offset, accept))).toEqual(ids(at.filter(accept)));
        }
      }),
    );
  });

  it('cuts spans into the pieces of each bucket, and no other', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, list } = play(steps);
        const inside = (bucket: number, offset: number) => index.bucketAt(offset) === bucket;
        const count = Math.max(1, steps.starts.length);
        for (let bucket = 0; bucket < count; bucket++) {
          for (let offset = 0; offset < LENGTH; offset++) {
            const found = index
              .inBucket(bucket)
              .filter((piece) => piece.start <= offset && offset < piece.end);
            const expected = list.filter((span) => inside(bucket, offset) && covers(span, offset));
            expect(ids(found.map((piece) => piece.span)).sort()).toEqual(ids(expected).sort());
          }
        }
        for (const span of list) {
          const buckets = new Set<number>();
          for (let offset = 0; offset < LENGTH; offset++) {
            if (covers(span, offset)) buckets.add(index.bucketAt(offset));
          }
          expect(index.bucketsOf(span)).toEqual([...buckets]);
        }
      }),
    );
  });

  it('walks in document order, from spans and from places', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, list } = play(steps);
        const order = list.filter(accept).sort(compareByPlace);
        for (const span of list) {
          const after = order.find((other) => compareByPlace(other, span) > 0) ?? null;
          const before = order.findLast((other) => compareByPlace(other, span) < 0) ?? null;
          expect(index.neighbour(span, 1, accept)).toBe(after);
          expect(index.neighbour(span, -1, accept)).toBe(before);
        }
        for (let offset = 0; offset <= LENGTH; offset++) {
          const after = order.find((other) => startOf(other) >= offset) ?? null;
          const before = order.findLast((other) => startOf(other) < offset) ?? null;
          expect(index.neighbour(offset, 1, accept)).toBe(after);
          expect(index.neighbour(offset, -1, accept)).toBe(before);
        }
      }),
    );
  });

  it('nests spans as a search through all does', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, list } = play(steps);
        const parentOf = (span: Span) =>
          list
            .filter((other) => other !== span && accept(other) && contains(other, span))
            .filter((other) => compareByLength(other, span) > 0)
            .sort(compareByLength)[0] ?? null;
        for (const span of list) {
          expect(index.parent(span, accept)).toBe(parentOf(span));
          const children = list.filter((other) => accept(other) && parentOf(other) === span);
          if (accept(span)) expect(index.child(span, accept)).toBe(children.sort(compareByPlace)[0] ?? null);
        }
      }),
    );
  });

  it('knows which spans share a place', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, list } = play(steps);
        for (const span of list) {
          const expected = list.filter((other) => other !== span && overlaps(other, span));
          expect(ids(index.overlapping(span)).sort()).toEqual(ids(expected).sort());
          expect(startOf(span)).toBeLessThan(endOf(span));
        }
      }),
    );
  });
});

describe('lanes', () => {
  it('give each span the lowest lane that no shorter overlapping span has, after any history', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { lanes, list } = play(steps);
        const expected = new Map<Span, number>();
        for (const span of [...list].sort(compareByLength)) {
          const taken = [...expected].filter(([other]) => overlaps(other, span)).map(([, lane]) => lane);
          let lane = 0;
          while (taken.includes(lane)) lane++;
          expected.set(span, lane);
        }
        for (const span of list) expect(lanes.laneOf(span)).toBe(expected.get(span));
        for (const a of list) {
          for (const b of list) {
            if (a !== b && overlaps(a, b)) expect(lanes.laneOf(a)).not.toBe(lanes.laneOf(b));
          }
        }
      }),
    );
  });

  it('name every span whose lane changed', () => {
    fc.assert(
      fc.property(spans, points, (list, place) => {
        const index = createSpanIndex<Span>([10, 30], list);
        const lanes = createLanes(index);
        const before = new Map(list.map((span) => [span, lanes.laneOf(span)]));
        const added = spanOf(99, place);
        index.add(added);
        const named = new Set(lanes.invalidate(added));
        for (const span of list) {
          if (lanes.laneOf(span) !== before.get(span)) expect(named.has(span)).toBe(true);
        }
      }),
    );
  });

  it('survive a chain of overlaps as long as a document', () => {
    const list = Array.from({ length: 5000 }, (_, i) => spanOf(i, [i * 3, i * 3 + 4 + (i % 2)]));
    const index = createSpanIndex<Span>([0, 5000, 10000], list);
    const last = list[list.length - 1];
    expect(last && createLanes(index).laneOf(last)).toBeGreaterThanOrEqual(0);
  });
});
