import { describe, expect, test } from 'vitest';
import { asId } from '#model/ids.ts';
import { schemeProblems } from '#model/scheme-check.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { addNames } from './add-names.ts';
import { addParts, createLackCounter } from './add-parts.ts';
import { nameKey } from './name-map.ts';

const bare = {
  ...newsScheme,
  layers: newsScheme.layers.map((layer, index) => (index === 1 ? { ...layer, labels: [] } : layer)),
};
const bareLayer = bare.layers[1]?.id ?? '';

describe('names', () => {
  test('three hundred labels of one layer, each with a key of its own', () => {
    const wanted = Array.from({ length: 300 }, (_, index) => ({
      ...{ layer: 'entity', label: `Label ${index}`, newIn: null },
    }));
    const { scheme, added } = addNames(newsScheme, wanted);
    expect(added.size).toBe(300);
    expect(schemeProblems(scheme)).toEqual([]);
  });

  test('a layer without labels gets none, and takes spans without a label', () => {
    const { scheme, added } = addNames(bare, [
      { layer: bareLayer, label: 'x', newIn: null },
      { layer: bareLayer, label: null, newIn: null },
    ]);
    expect(scheme).toBe(bare);
    expect([...added]).toEqual([[nameKey(bareLayer, null), { layer: bareLayer, label: null }]]);
  });

  test('names without letters are passed over, layers that are gone too', () => {
    const { scheme, added } = addNames(newsScheme, [
      { layer: ' ', label: 'x', newIn: null },
      { layer: 'entity', label: '', newIn: null },
      { layer: 'entity', label: 'x', newIn: 'gone' },
    ]);
    expect(scheme).toBe(newsScheme);
    expect(added.size).toBe(0);
  });

  test('names of any script; a new layer with and without labels', () => {
    const { scheme, added } = addNames(newsScheme, [
      { layer: '人物', label: null, newIn: null },
      { layer: 'كيان', label: 'شخص', newIn: null },
      { layer: 'كيان', label: null, newIn: null },
    ]);
    expect(schemeProblems(scheme)).toEqual([]);
    expect(added.get(nameKey('人物', null))).toEqual({ layer: '人物', label: null });
    expect(scheme.layers.at(-1)?.labels.map(({ name }) => name)).toEqual(['شخص', 'Unlabelled']);
  });
});

describe('attributes and relation types', () => {
  const layer = asId<(typeof newsScheme.layers)[number]['id']>('entity');
  const attribute = (name: string, ...values: string[]) => ({
    ...({ what: 'attribute', name, layer, targetLayers: [] } as const),
    value: { is: 'values', values } as const,
  });

  test('get the narrowest type that takes what was seen', () => {
    const lacks = createLackCounter();
    lacks.add(attribute('Tags', 'good', 'new'));
    lacks.add(attribute('tags', 'Good'));
    lacks.add(attribute('Remark', 'anything'));
    lacks.add(attribute('Public', 'true'));
    lacks.add({
      ...({ what: 'attribute', name: 'See', layer, targetLayers: [layer] } as const),
      value: { is: 'links', links: [{ kind: 'annotation', id: asId('a') }, { kind: 'article' }] },
    });
    expect(lacks.parts().map(({ name, count }) => [name, count])).toEqual([
      ['Tags', 2],
      ['Public', 1],
      ['Remark', 1],
      ['See', 1],
    ]);
    const grown = addParts(newsScheme, lacks.parts());
    expect(schemeProblems(grown)).toEqual([]);
    expect(grown.layers[0]?.attributes.slice(-4)).toMatchObject([
      { name: 'Tags', type: 'choices', choices: [{ name: 'Good' }, { name: 'new' }] },
      { name: 'Public', type: 'flag' },
      { name: 'Remark', type: 'text' },
      { name: 'See', type: 'links', targetLayers: ['entity'], targetKinds: ['article'] },
    ]);
  });

  test('a relation type that there is leads to more layers', () => {
    const [known] = newsScheme.relationTypes;
    if (known === undefined) throw new Error('The scheme has no relation type.');
    const lacks = createLackCounter();
    lacks.add({ what: 'relation', name: known.name, source: layer, target: layer });
    lacks.add({ what: 'relation', name: 'New one', source: layer, target: layer });
    const grown = addParts(newsScheme, lacks.parts());
    expect(schemeProblems(grown)).toEqual([]);
    expect(grown.relationTypes[0]?.sourceLayers).toEqual([...new Set([...known.sourceLayers, layer])]);
    expect(grown.relationTypes.at(-1)).toMatchObject({ name: 'New one', sourceLayers: ['entity'] });
    expect(grown.relationTypes).toHaveLength(newsScheme.relationTypes.length + 1);
  });
});
