import { expect, test } from 'vitest';
import type { Annotation } from '#model/annotation.ts';
import type { LayerId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { Layer } from '#model/scheme.ts';
import { groupAnnotations } from './groups.ts';

const layer = (id: string): Layer => ({ id: asId<LayerId>(id) }) as unknown as Layer;
const span = (id: string, layerId: string, start: number, quote: string): Annotation =>
  ({
    id,
    layer: layerId,
    label: layerId === 'entity' ? 'x' : null,
    quote,
    note: '',
    fragments: [{ start: asUtf16(start), end: asUtf16(start + quote.length) }],
  }) as unknown as Annotation;
const layers = [layer('entity'), layer('claim')];
const spans = [
  span('a', 'entity', 2, 'Ann'),
  span('c', 'claim', 5, 'it rains'),
  span('b', 'entity', 50, 'Bea'),
];
const byLayer = Map.groupBy(spans, (each) => each.layer);
const grouped = (filter: string, hidden: readonly string[] = []) =>
  groupAnnotations(
    byLayer,
    layers,
    new Set(hidden.map((id) => asId<LayerId>(id))),
    filter,
    ({ quote, label }) => `${quote} ${label === 'x' ? 'Person' : ''}`,
  );
const ids = (filter: string, hidden: readonly string[] = []) =>
  grouped(filter, hidden).map(({ layer: { id }, items }) => [id, items.map((each) => each.id)]);

test('spans are grouped by layer in the order they come', () => {
  expect(ids('')).toEqual([
    ['entity', ['a', 'b']],
    ['claim', ['c']],
  ]);
});

test('hidden layers and what the filter leaves out are not listed; labels are searched too', () => {
  expect(ids('', ['entity'])).toEqual([['claim', ['c']]]);
  expect(ids('person bea')).toEqual([['entity', ['b']]]);
  expect(ids('nothing')).toEqual([]);
  expect(ids('rains it')).toEqual([['claim', ['c']]]);
  expect(ids('"it rains"')).toEqual([['claim', ['c']]]);
  expect(ids('"rains it"')).toEqual([]);
});

test('a group is the same while nothing of its layer changed, so that its rows are not drawn anew', () => {
  expect(grouped('', ['claim'])[0]).toBe(grouped('')[0]);
});
