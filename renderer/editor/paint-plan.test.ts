import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asId, type LayerId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import { LANES, type PaintedSpan, planBlock } from './paint-plan.ts';

const LAYERS = ['entity', 'quote', 'claim'].map((id) => asId<LayerId>(id));

const pieces = fc.array(
  fc
    .tuple(fc.nat(99), fc.integer({ min: 1, max: 30 }), fc.constantFrom(...LAYERS))
    .map(([start, length, layer]) => {
      const fragments = [{ start: asUtf16(start), end: asUtf16(start + length) }];
      const span: PaintedSpan = { id: asId(`${layer}${start}-${length}`), layer, fragments };
      return { span, start, end: start + length };
    }),
  { maxLength: 60 },
);

describe('the plan of a block', () => {
  it('covers per layer exactly what the spans cover, crowded or not', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 100, max: 2000 }), fc.nat(6), (list, length, lane) => {
        const plan = planBlock(list, length, () => lane);
        for (const layer of LAYERS) {
          const covered = (ranges: readonly { start: number; end: number }[]) =>
            Array.from({ length: 140 }, (_, at) => ranges.some(({ start, end }) => start <= at && at < end));
          expect(covered(plan.filter((range) => range.layer === layer))).toEqual(
            covered(list.filter(({ span }) => span.layer === layer)),
          );
        }
        for (const range of plan) expect(range.lane).toBeLessThan(LANES);
      }),
    );
  });

  it('shows each span of an ordinary block in its own lane', () => {
    const span = (id: string, start: number, end: number) => ({
      span: { id: asId(id), layer: asId<LayerId>('claim'), fragments: [] } as PaintedSpan,
      start,
      end,
    });
    const plan = planBlock([span('a', 0, 40), span('b', 10, 20)], 500, ({ id }) =>
      id === asId('a') ? 9 : 0,
    );
    expect(plan.map(({ lane }) => lane)).toEqual([LANES - 1, 0]);
  });

  it('gives each layer of a crowded block few ranges that do not touch, and a lane of its own', () => {
    const crowd = Array.from({ length: 300 }, (_, i) => {
      const layer = LAYERS[i % 3] ?? asId<LayerId>('entity');
      const start = (i * 7) % 480;
      return { span: { id: asId(`s${i}`), layer, fragments: [] } as PaintedSpan, start, end: start + 9 };
    });
    const plan = planBlock(crowd, 500, () => 0);
    expect(plan.length).toBeLessThan(crowd.length / 2);
    const byLayer = Map.groupBy(plan, ({ layer }) => layer);
    expect(new Set([...byLayer.values()].map(([first]) => first?.lane)).size).toBe(3);
    for (const ranges of byLayer.values()) {
      ranges.forEach((range, i) => {
        expect(range.start).toBeGreaterThan(ranges[i - 1]?.end ?? -1);
      });
    }
  });
});
