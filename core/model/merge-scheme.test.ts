import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newsScheme } from '../../test-support/news-scheme.ts';
import { asId, type LayerId } from './ids.ts';
import { mergeSchemes, type SchemeMerge } from './merge-scheme.ts';
import type { Attribute, Label, Layer, RelationType, Scheme } from './scheme.ts';
import { schemeProblems } from './scheme-check.ts';

const NONE = new Map<LayerId, number>();
const label = (id: string, more: Partial<Label> = {}): Label => ({
  id: asId(id),
  name: id,
  key: id.slice(0, 1),
  description: '',
  ...more,
});
const attribute = (id: string, more: Partial<Attribute> = {}): Attribute => ({
  id: asId(id),
  name: id,
  type: 'text',
  description: '',
  ...more,
});
const layer = (id: string, more: Partial<Layer> = {}): Layer => ({
  id: asId(id),
  name: id,
  key: id.slice(0, 1),
  description: '',
  hue: 'blue',
  line: 'solid',
  labels: [],
  attributes: [],
  ...more,
});
const type = (id: string, source: string, target: string): RelationType => ({
  id: asId(id),
  name: id,
  description: '',
  sourceLayers: [asId(source)],
  targetLayers: [asId(target)],
});
const scheme = (layers: readonly Layer[], relationTypes: readonly RelationType[] = []): Scheme => ({
  name: 'S',
  version: 3,
  description: '',
  layers,
  relationTypes,
});
const said = (items: SchemeMerge['added']) =>
  items.map(({ kind, place, name }) => [kind, place, name].filter((part) => part !== null).join(' | '));
const clashesOf = ({ clashes }: SchemeMerge) => clashes.map(({ name, why }) => `${name} ${why}`);

test('a scheme merged into itself adds nothing', () => {
  const { scheme: merged, added, existing, clashes } = mergeSchemes(newsScheme, newsScheme, NONE);
  expect(merged).toBe(newsScheme);
  expect([added, clashes]).toEqual([[], []]);
  const parts = newsScheme.layers.reduce(
    (sum, one) => sum + 1 + one.labels.length + one.attributes.length,
    0,
  );
  expect(existing).toHaveLength(parts + newsScheme.relationTypes.length);
});

test('into a scheme of something else, all of it comes, with ids, keys and looks where they are free', () => {
  const ours = scheme([layer('event', { labels: [label('e1')] })]);
  const { scheme: merged, added, existing, clashes } = mergeSchemes(ours, newsScheme, NONE);
  expect([existing, clashes]).toEqual([[], []]);
  expect(schemeProblems(merged)).toEqual([]);
  expect(merged.version).toBe(4);
  expect(merged.name).toBe('S');
  expect(merged.layers[0]).toEqual(ours.layers[0]);
  const theirs = (one: Layer) => ({ ...one, key: '', hue: '', line: '' });
  expect(merged.layers.slice(1).map(theirs)).toEqual(newsScheme.layers.map(theirs));
  expect(merged.relationTypes).toEqual(newsScheme.relationTypes);
  // “e” and solid blue are taken.
  expect(merged.layers[1]).toMatchObject({ id: 'entity', key: 'n', hue: 'blue' });
  expect(merged.layers[1]?.line).not.toBe('solid');
  expect(said(added).slice(0, 2)).toEqual(['layer | Entity', 'layer | Quote']);
});

describe('what is there', () => {
  const ours = scheme(
    [
      layer('a', {
        labels: [
          label('x'),
          label('y', { name: 'Why', description: 'Here.' }),
          label('z', { archived: true, key: 'x' }),
        ],
        attributes: [
          attribute('kind', { type: 'choice', choices: [{ id: 'one', name: 'One', key: 'o' }] }),
          attribute('to', { type: 'link', targetLayers: [asId('a')] }),
          attribute('free'),
        ],
      }),
    ],
    [type('r', 'a', 'a')],
  );
  const other = scheme(
    [
      layer('A', {
        description: 'A layer.',
        labels: [
          label('X', { description: 'An x.' }),
          label('y', { description: 'There.' }),
          label('z'),
          label('new', { key: 'x' }),
          label('old', { archived: true }),
        ],
        attributes: [
          attribute('kind', {
            type: 'choice',
            choices: [
              { id: '1', name: 'ONE', key: '1' },
              { id: 'two', name: 'Two', key: 'o' },
            ],
          }),
          attribute('to', { type: 'link', targetLayers: [asId('A'), asId('B')], targetKinds: ['article'] }),
          attribute('free', { type: 'flag' }),
        ],
      }),
      layer('B', { key: 'a' }),
    ],
    [type('r', 'A', 'B'), type('s', 'B', 'A')],
  );
  const merge = mergeSchemes(ours, other, NONE);

  test('is extended by choices, ends and descriptions, and stays otherwise', () => {
    expect(schemeProblems(merge.scheme)).toEqual([]);
    expect(said(merge.added)).toEqual([
      'description | a',
      'layer | B',
      'description | a | x',
      'label | a | new',
      'choice | a: kind | Two',
      'end | a: to | B',
      'end | a: to | article',
      'end | r | B',
      'relation-type | s',
    ]);
    const [a, b] = merge.scheme.layers as [Layer, Layer];
    expect(a.labels.map(({ id, name, key, description }) => [id, name, key, description])).toEqual([
      ['x', 'x', 'x', 'An x.'],
      ['y', 'Why', 'y', 'Here.'],
      ['z', 'z', 'x', ''],
      ['new', 'new', 'n', ''],
    ]);
    expect(a).toMatchObject({ id: 'a', name: 'a', key: 'a', description: 'A layer.' });
    expect(a.attributes[0]?.choices).toEqual([
      { id: 'one', name: 'One', key: 'o' },
      { id: 'two', name: 'Two', key: 't' },
    ]);
    expect(a.attributes[1]).toMatchObject({ targetLayers: ['a', 'B'], targetKinds: ['article'] });
    expect(a.attributes[2]?.type).toBe('text');
    expect(b).toMatchObject({ id: 'B', key: 'b' });
    expect(merge.scheme.relationTypes).toMatchObject([
      { id: 'r', sourceLayers: ['a'], targetLayers: ['a', 'B'] },
      { id: 's', sourceLayers: ['B'], targetLayers: ['a'] },
    ]);
  });

  test('is told where it differs', () => {
    expect(clashesOf(merge)).toEqual([
      'A is named “a” here, which stays',
      'X is named “x” here, which stays',
      'y is named “Why” here, which stays',
      'z is archived here and stays so',
      'free is of the type text here and flag in the file, and stays as it is',
    ]);
    expect(mergeSchemes(merge.scheme, other, NONE).added).toEqual([]);
  });
});

test('a layer with spans that have no label gets no labels', () => {
  const ours = scheme([layer('topic')]);
  const other = scheme([layer('topic', { labels: [label('x')] })]);
  const with2 = mergeSchemes(ours, other, new Map([[asId<LayerId>('topic'), 2]]));
  expect(with2.scheme).toBe(ours);
  expect(clashesOf(with2)).toEqual([
    'topic has no labels here, and 2 spans without one: its labels were not added',
  ]);
  expect(said(mergeSchemes(ours, other, NONE).added)).toEqual(['label | topic | x']);
});

test('names that a file has twice, and ends that are nowhere, are told', () => {
  const ours = scheme([layer('a')]);
  const other = scheme(
    [
      layer('b', { labels: [label('x', { name: 'Same' }), label('y', { name: 'Same' })] }),
      layer('gone', { archived: true, attributes: [attribute('t')] }),
    ],
    [type('r', 'b', 'gone')],
  );
  const merge = mergeSchemes(ours, other, NONE);
  expect(said(merge.added)).toEqual(['layer | b', 'label | b | Same']);
  expect(clashesOf(merge)).toEqual([
    'Same is in the file twice; one was taken',
    'r leads to or from layers that are not here; it was not added',
  ]);
  expect(schemeProblems(merge.scheme)).toEqual([]);
});

test('whatever is merged into whatever, nothing of it is lost and the outcome can be used', () => {
  const names = fc.constantFrom('Entity', 'entity', 'A', 'a', 'A B', 'a-b', 'person', 'Ünï', 'x'.repeat(150));
  const labels = fc
    .uniqueArray(fc.tuple(names, fc.uuid()), { selector: ([name]) => name, maxLength: 5 })
    .map((list) => list.map(([name, id], at) => label(at % 2 === 0 ? id : name, { name, key: String(at) })));
  const layers = fc
    .uniqueArray(fc.tuple(names, labels), { selector: ([name]) => name, minLength: 1, maxLength: 4 })
    .map((list) => list.map(([name, own], at) => layer(name, { key: String(at), labels: own })));
  fc.assert(
    fc.property(layers, layers, (ours, theirs) => {
      const before = scheme(ours);
      const { scheme: after, added } = mergeSchemes(before, scheme(theirs), NONE);
      expect(schemeProblems(after)).toEqual([]);
      expect(after.layers.slice(0, ours.length).map(({ id, name, key }) => [id, name, key])).toEqual(
        ours.map(({ id, name, key }) => [id, name, key]),
      );
      for (const [at, one] of ours.entries()) {
        expect(after.layers[at]?.labels.slice(0, one.labels.length)).toEqual(one.labels);
      }
      const count = (of: Scheme) => of.layers.reduce((sum, one) => sum + 1 + one.labels.length, 0);
      expect(count(after) - count(before)).toBe(added.length);
      expect(mergeSchemes(after, scheme(theirs), NONE).added).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
