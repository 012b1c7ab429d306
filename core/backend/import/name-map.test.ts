import { expect, test } from 'vitest';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { createNameMap } from './name-map.ts';

const nameOf = createNameMap(newsScheme, []);

test.each([
  ['entity', 'person', 'entity', 'person', 'id'],
  ['Entity', 'Person', 'entity', 'person', 'name'],
  // Labels of a usual set, with a layer and without one, as CoNLL files have them.
  ['entity', 'Organization', 'entity', 'organisation', 'name'],
  ['PER', null, 'entity', 'person', 'name'],
  ['LOC', null, 'entity', 'location', 'name'],
  ['NORP', null, 'entity', 'group', 'name'],
  ['WORK_OF_ART', null, 'entity', 'work', 'name'],
] as const)('%s: %s is found as %s: %s', (layer, label, toLayer, toLabel, by) => {
  expect(nameOf(layer, label)).toEqual({ to: { layer: toLayer, label: toLabel }, by });
});

test.each([
  ['MISC', null],
  ['claim', 'Organization'],
  // In entities and claims alike.
  ['event', null],
] as const)('%s: %s is found nowhere', (layer, label) => {
  expect(nameOf(layer, label)).toEqual({ to: null, by: 'none' });
});

test('what the user chose goes before what is usual', () => {
  const chosen = createNameMap(newsScheme, [{ layer: 'PER', label: null, to: null }]);
  expect(chosen('PER', null)).toEqual({ to: null, by: 'choice' });
});
