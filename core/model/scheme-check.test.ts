import { describe, expect, it } from 'vitest';
import { newsScheme } from '../../test-support/news-scheme.ts';
import type { AttributeId, LayerId } from './ids.ts';
import { asId } from './ids.ts';
import type { Attribute, Layer, Scheme } from './scheme.ts';
import { schemeProblems } from './scheme-check.ts';

const [entity] = newsScheme.layers as [Layer];

function withEntity(patch: Partial<Layer>): Scheme {
  return {
    ...newsScheme,
    layers: newsScheme.layers.map((layer) => (layer.id === 'entity' ? { ...layer, ...patch } : layer)),
  };
}
function withAttribute(patch: Partial<Attribute>): Scheme {
  const attribute: Attribute = {
    id: asId<AttributeId>('x'),
    name: 'X',
    type: 'text',
    description: '',
    ...patch,
  };
  return withEntity({ attributes: [attribute] });
}

describe('the default scheme', () => {
  it('has no problems', () => {
    expect(schemeProblems(newsScheme)).toEqual([]);
  });

  it('holds every layer, label, attribute and relation of the model', () => {
    const outline = newsScheme.layers.map(({ id, key, hue, line, labels, attributes }) => ({
      layer: `${id} ${key} ${hue} ${line}`,
      labels: labels.map((label) => label.id).join(' '),
      attributes: attributes
        .map(
          ({ id: name, choices, type, quick }) =>
            `${name}${quick === true ? '!' : ''}:${choices?.map((choice) => choice.id).join('|') ?? type}`,
        )
        .join(' '),
    }));
    expect(outline).toEqual([
      {
        layer: 'entity e blue solid',
        labels:
          'person organisation geopolitical location facility group event agreement-or-law product work money date quantity',
        attributes: 'mention!:name|nominal|pronoun entity!:link',
      },
      {
        layer: 'quote q ochre dotted',
        labels: 'direct indirect mixed',
        attributes:
          'speaker!:links speakerKind!:named|unnamed|document|author|implicit cue:link addressee:links act:statement|belief|intention|decree|perception negated:flag nestedIn:link',
      },
      {
        layer: 'claim c green dashed',
        labels: 'quantity causation law-or-rule prediction event comparison definition other not-a-claim',
        attributes:
          'claimant!:link object:link topic:text verifiable:yes|no|unclear checkWorthiness!:no|trivial|worth-checking|urgent|unclear commitment:certain|probable|possible|unspecified polarity:positive|negative|unspecified',
      },
      {
        layer: 'stance s purple double',
        labels: 'favor against neutral mixed unclear',
        attributes:
          'target!:link holder!:link targetMention:explicit|implied attitude:sentiment|agreement|arguing|intention|speculation intensity:low|medium|high ironic:flag',
      },
    ]);
    expect(newsScheme.relationTypes.map(({ id }) => id).join(' ')).toBe(
      'supports attacks restates contradicts expressedIn sameAs',
    );
  });

  it('explains every layer, label, attribute and relation', () => {
    const explained = [
      newsScheme,
      ...newsScheme.relationTypes,
      ...newsScheme.layers.flatMap((layer) => [layer, ...layer.labels, ...layer.attributes]),
    ];
    for (const { name, description } of explained) expect(description.length, name).toBeGreaterThan(15);
  });
});

describe('schemeProblems', () => {
  it.each<[string, Scheme, RegExp]>([
    ['a version that does not count', { ...newsScheme, version: 0 }, /version/],
    ['no layers', { ...newsScheme, layers: [], relationTypes: [] }, /no layer/],
    [
      'only archived layers',
      { ...newsScheme, layers: newsScheme.layers.map((l) => ({ ...l, archived: true })) },
      /no layer/,
    ],
    [
      'two layers of one id',
      { ...newsScheme, layers: [...newsScheme.layers, { ...entity, key: 'x' }] },
      /layer id “entity” twice/,
    ],
    ['two layers of one key', withEntity({ key: 'Q' }), /layer key “q” twice/],
    ['a key of two characters', withEntity({ key: 'ab' }), /not one character/],
    [
      'two labels of one id',
      withEntity({ labels: entity.labels.map((l) => ({ ...l, id: entity.labels[0]?.id ?? l.id })) }),
      /label id “person” twice/,
    ],
    [
      'two labels of one key',
      withEntity({ labels: entity.labels.map((l) => ({ ...l, key: '1' })) }),
      /label key “1” twice/,
    ],
    [
      'only archived labels',
      withEntity({ labels: entity.labels.map((l) => ({ ...l, archived: true })) }),
      /only archived/,
    ],
    [
      'three quick attributes',
      withEntity({
        attributes: newsScheme.layers.flatMap((l) => l.attributes).filter((a) => a.quick === true),
      }),
      /quick/,
    ],
    ['a choice without choices', withAttribute({ type: 'choice' }), /no choices/],
    [
      'choices of one id',
      withAttribute({
        type: 'choices',
        choices: [
          { id: 'a', name: 'A', key: '1' },
          { id: 'a', name: 'B', key: '2' },
        ],
      }),
      /choice id “a” twice/,
    ],
    [
      'choices for a text',
      withAttribute({ choices: [{ id: 'a', name: 'A', key: '1' }] }),
      /which has no choices/,
    ],
    ['a link to nothing', withAttribute({ type: 'link' }), /nothing to link to/],
    ['targets for a text', withAttribute({ targetKinds: ['article'] }), /which has no targets/],
    [
      'a target that is not there',
      withAttribute({ type: 'links', targetLayers: [asId<LayerId>('nowhere')] }),
      /“nowhere”/,
    ],
    [
      'relations without their layer',
      { ...newsScheme, layers: [entity] },
      /“Supports” names the layer “claim”/,
    ],
  ])('sees %s', (_, scheme, expected) => {
    expect(schemeProblems(scheme).join('\n')).toMatch(expected);
  });

  it('lets an archived label share its key', () => {
    const [first, second, ...rest] = entity.labels;
    if (first === undefined || second === undefined) throw new Error('no labels');
    expect(
      schemeProblems(
        withEntity({ labels: [{ ...first, archived: true }, { ...second, key: first.key }, ...rest] }),
      ),
    ).toEqual([]);
  });
});
