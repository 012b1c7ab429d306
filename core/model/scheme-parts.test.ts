import { describe, expect, test } from 'vitest';
import { newsScheme } from '../../test-support/news-scheme.ts';
import type { Layer, Scheme } from './scheme.ts';
import { schemeProblems } from './scheme-check.ts';
import { newAttribute, newLabel, newLayer, newRelationType } from './scheme-parts.ts';

const withLayer = (scheme: Scheme, name: string): Scheme => ({
  ...scheme,
  layers: [...scheme.layers, newLayer(scheme, name)],
});
const withLabel = (layer: Layer, name: string): Layer => ({
  ...layer,
  labels: [...layer.labels, newLabel(layer, name)],
});

describe('new layers', () => {
  test('have an id, a key and a look of their own', () => {
    const layer = newLayer(newsScheme, 'Frame  Device');
    expect(layer).toMatchObject({
      id: 'frame-device',
      name: 'Frame Device',
      key: 'f',
      hue: 'red',
      line: 'wavy',
    });
  });

  test('as many as come: the scheme stays usable', () => {
    const names = ['entity', 'Entity', 'ENTITY!', '', '🚋', '人物', 'شخص', 'x', 'w', 'l'.repeat(5000)];
    const many = [...names, ...Array.from({ length: 40 }, (_, index) => `Layer ${index}`)];
    const grown = many.reduce(withLayer, newsScheme);
    expect(schemeProblems(grown)).toEqual([]);
    const looks = grown.layers.map(({ hue, line }) => `${hue} ${line}`);
    expect(new Set(looks.slice(0, 12)).size).toBe(12);
    expect(grown.layers.find(({ name }) => name === '人物')?.id).toBe('人物');
    expect(grown.layers.map(({ id }) => id as string)).toContain('entity-2');
  });
});

test('a thousand labels of one layer have a key each', () => {
  const [first, ...others] = newsScheme.layers;
  if (first === undefined) throw new Error('The scheme has no layer.');
  const names = Array.from({ length: 1000 }, (_, index) => `Label ${index}`);
  const grown = { ...newsScheme, layers: [names.reduce(withLabel, first), ...others] };
  expect(schemeProblems(grown)).toEqual([]);
});

test('attributes and relation types', () => {
  const layer = newsScheme.layers[0] as Layer;
  const attribute = newAttribute(layer, 'Tone', { type: 'choices', choices: ['Good', 'good', 'bad'] });
  expect(attribute).toMatchObject({
    id: 'tone',
    choices: [
      { id: 'good', name: 'Good', key: '1' },
      { id: 'good-2', name: 'good', key: '2' },
      { id: 'bad', name: 'bad', key: '3' },
    ],
  });
  const layers = { sourceLayers: [layer.id], targetLayers: [layer.id] };
  const type = newRelationType(newsScheme, 'sameAs', layers);
  expect(type).toMatchObject({ id: 'sameas', name: 'sameAs' });
  const grown: Scheme = {
    ...newsScheme,
    layers: [{ ...layer, attributes: [...layer.attributes, attribute] }, ...newsScheme.layers.slice(1)],
    relationTypes: [...newsScheme.relationTypes, type],
  };
  expect(schemeProblems(grown)).toEqual([]);
});
