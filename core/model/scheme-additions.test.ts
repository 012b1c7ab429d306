import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newsScheme } from '../../test-support/news-scheme.ts';
import type { Layer, Scheme } from './scheme.ts';
import { addToScheme, type SchemeAdditions, schemeChange } from './scheme-additions.ts';
import { schemeProblems } from './scheme-check.ts';
import type { SchemeWishes } from './scheme-wishes.ts';

function added(wishes: SchemeWishes, scheme: Scheme = newsScheme): SchemeAdditions {
  const result = addToScheme(scheme, wishes);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const layerOf = (scheme: Scheme, id: string): Layer => {
  const layer = scheme.layers.find((one) => one.id === id);
  if (layer === undefined) throw new Error(`no layer ${id}`);
  return layer;
};

describe('what is there', () => {
  test('stays as it is, found by id, by name, and by the looks of the name', () => {
    const {
      scheme,
      layers,
      labels,
      added: count,
    } = added({
      layers: [{ name: 'ENTITY' }, { id: 'quote', name: 'Anything' }],
      labels: [
        { layer: 'entity', name: 'agreement_or LAW' },
        { layer: 'Entity', name: 'Person' },
      ],
      attributes: [{ layer: 'quote', name: 'speaker kind', type: 'text' }],
      relationTypes: [{ name: 'expressed in', sourceLayers: ['claim'], targetLayers: ['quote'] }],
    });
    expect(scheme).toBe(newsScheme);
    expect([layers, labels]).toEqual([
      ['entity', 'quote'],
      ['agreement-or-law', 'person'],
    ]);
    expect(count).toEqual({ layers: 0, labels: 0, attributes: 0, relationTypes: 0 });
  });

  test('is not taken for something else where two look alike', () => {
    const [entity] = newsScheme.layers as [Layer, ...Layer[]];
    const [person] = entity.labels as [Layer['labels'][number]];
    const twins = [
      { ...person, id: 'a-b', name: 'A B' },
      { ...person, id: 'a-b-2', name: 'a-b', key: '2' },
    ] as unknown as Layer['labels'];
    const scheme = { ...newsScheme, layers: [{ ...entity, labels: twins }] };
    const wishes = ['A B', 'a-b', 'A_B'].map((name) => ({ layer: 'entity', name }));
    expect(added({ labels: wishes }, scheme).labels).toEqual(['a-b', 'a-b-2', 'a-b-3']);
  });
});

test('what is missing is added with ids, keys, hue and line that are free', () => {
  const {
    scheme,
    layers,
    labels,
    added: count,
  } = added({
    layers: [{ name: 'Theme' }, { name: 'Frame', id: 'my.frame', key: 'f', hue: 'red', line: 'wavy' }],
    labels: [
      { layer: 'Theme', name: ' War ' },
      { layer: 'Theme', name: 'War', description: 'the same wish again' },
      { layer: 'my.frame', name: 'Person', description: 'A human angle.' },
      { layer: 'entity', name: 'Vessel', key: '1' },
    ],
  });
  expect(schemeProblems(scheme)).toEqual([]);
  expect(scheme.version).toBe(newsScheme.version + 1);
  expect([layers, labels]).toEqual([
    ['theme', 'my.frame'],
    ['war', 'war', 'person', 'vessel'],
  ]);
  expect(count).toEqual({ layers: 2, labels: 3, attributes: 0, relationTypes: 0 });
  // “t” gives the keyboard back to the text, “f” hides the panes, and “e” to “q” are taken.
  expect(layerOf(scheme, 'theme')).toMatchObject({ key: 'h', hue: 'red', line: 'wavy' });
  expect(layerOf(scheme, 'my.frame')).toMatchObject({ key: 'a', hue: 'red', line: 'solid' });
  expect(layerOf(scheme, 'entity').labels.at(-1)).toMatchObject({ name: 'Vessel', key: 'v' });
  expect(scheme.layers.slice(1, 4)).toEqual(newsScheme.layers.slice(1));
});

test('attributes and relation types come with their choices and layers', () => {
  const { scheme, attributes, relationTypes } = added({
    layers: [{ name: 'Frame' }],
    attributes: [
      {
        layer: 'Frame',
        name: 'Tone',
        type: 'choice',
        choices: [{ name: 'warm' }, { name: 'warm' }, { name: 'cold' }],
      },
      { layer: 'Frame', name: 'About', type: 'links', targetLayers: ['entity', 'Frame'], quick: true },
      { layer: 'entity', name: 'Third quick', type: 'flag', quick: true },
    ],
    relationTypes: [{ name: 'Frames', sourceLayers: ['frame'], targetLayers: ['entity', 'Entity'] }],
  });
  expect(schemeProblems(scheme)).toEqual([]);
  expect([attributes, relationTypes]).toEqual([['tone', 'about', 'third-quick'], ['frames']]);
  const [tone, about] = layerOf(scheme, 'frame').attributes;
  expect(tone?.choices).toEqual([
    { id: 'warm', name: 'warm', key: 'w' },
    { id: 'cold', name: 'cold', key: 'c' },
  ]);
  expect(about).toMatchObject({ targetLayers: ['entity', 'frame'], quick: true });
  expect(layerOf(scheme, 'entity').attributes.at(-1)?.quick).toBeUndefined();
  expect(scheme.relationTypes.at(-1)).toMatchObject({ sourceLayers: ['frame'], targetLayers: ['entity'] });
});

test('what cannot be added is refused, and nothing is', () => {
  const code = (wishes: SchemeWishes): string => {
    const result = addToScheme(newsScheme, wishes);
    return result.ok ? 'added' : result.error.code;
  };
  expect(code({ layers: [{ name: ' ' }] })).toBe('scheme.bad-name');
  expect(code({ labels: [{ layer: 'nowhere', name: 'A' }] })).toBe('scheme.unknown-layer');
  expect(code({ relationTypes: [{ name: 'A', sourceLayers: [], targetLayers: ['claim'] }] })).toBe(
    'scheme.unknown-layer',
  );
  expect(code({ attributes: [{ layer: 'claim', name: 'A', type: 'choice' }] })).toBe('scheme.bad-attribute');
  expect(code({ attributes: [{ layer: 'claim', name: 'A', type: 'link' }] })).toBe('scheme.bad-attribute');
});

test('whatever the names, the scheme can be used, and asking again adds nothing', () => {
  const name = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
      fc.constantFrom('A', 'a', 'A-', 'Entity'),
    )
    .filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { maxLength: 8 }),
      fc.array(name, { maxLength: 80 }),
      (layers, labels) => {
        const wishes: SchemeWishes = {
          layers: layers.map((one) => ({ name: one })),
          labels: labels.map((one, index) => ({ layer: layers[index % 3] ?? 'entity', name: one })),
        };
        const first = addToScheme(newsScheme, wishes);
        // Two layers of the same look cannot be told apart by name: refused, and told so.
        if (!first.ok) throw new Error(first.error.message);
        expect(schemeProblems(first.value.scheme)).toEqual([]);
        const ids = first.value.scheme.layers.flatMap((layer) => [
          layer.id,
          ...layer.labels.map(({ id }) => id),
        ]);
        expect(ids.every((id) => id.length > 0 && id.length <= 200)).toBe(true);
        const again = addToScheme(first.value.scheme, wishes);
        expect(again.ok && again.value.scheme).toBe(first.value.scheme);
        expect(again.ok && again.value.labels).toEqual(first.value.labels);
      },
    ),
    { numRuns: 60 },
  );
});

test('the change puts the next version in force', () => {
  const { scheme } = added({ layers: [{ name: 'Theme' }] });
  expect(schemeChange(scheme)).toEqual({ kind: 'scheme', id: '2', before: null, after: scheme });
});
