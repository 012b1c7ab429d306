import { expect, it } from 'vitest';
import { span } from '../../test-support/memory-workbench.ts';
import { compareAnnotations } from './annotation-order.ts';
import type { AnnotationId, LayerId } from './ids.ts';
import { asId } from './ids.ts';

it('goes by start, then the longer first, then layer, then id', () => {
  const item = (id: string, layer: string, ...ranges: [number, number][]) => ({
    id: asId<AnnotationId>(id),
    layer: asId<LayerId>(layer),
    fragments: ranges.map(([start, end]) => span(start, end)),
  });
  const sorted = [
    item('a', 'stance', [0, 2], [8, 9]),
    item('b', 'claim', [0, 5]),
    item('d', 'Entity', [3, 5]),
    item('c', 'entity', [3, 5]),
    item('z', 'entity', [3, 5]),
    item('a', 'claim', [4, 9]),
  ];
  expect(sorted.toReversed().sort(compareAnnotations)).toEqual(sorted);
  expect(compareAnnotations(item('a', 'x', [0, 1]), item('a', 'x', [0, 1]))).toBe(0);
});
