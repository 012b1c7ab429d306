import { describe, expect, test } from 'vitest';
import type { ExchangeAnnotation, ExchangeDocument } from '#formats/exchange.ts';
import { asUtf16 } from '#model/offset.ts';
import { NEWS_LAYERS, nastyDocument } from '../../../test-support/exchange-documents.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { fitDocument } from './fit-document.ts';
import { createNameMap, type NameChoice } from './name-map.ts';

const bare = { ...nastyDocument(), annotations: [], relations: [] } as ExchangeDocument;

function span(id: string, layer: string, label: string | null, attributes: object = {}): ExchangeAnnotation {
  return {
    id,
    layer,
    label,
    fragments: [{ start: asUtf16(0), end: asUtf16(2) }],
    quote: '🚋',
    attributes: attributes as ExchangeAnnotation['attributes'],
    annotator: null,
    origin: null,
    certainty: null,
    note: '',
    schemeVersion: null,
    createdAt: null,
    updatedAt: null,
  };
}

const relation = (type: string, source: string, target: string) => ({
  id: null,
  type,
  source,
  target,
  annotator: null,
  createdAt: null,
});

function fitted(document: ExchangeDocument, choices: readonly NameChoice[] = []) {
  return fitDocument(document, newsScheme, createNameMap(newsScheme, choices));
}

describe('names', () => {
  const nameOf = createNameMap(newsScheme, [
    { layer: 'ner', label: 'MISC', to: { layer: 'entity', label: 'work' } },
    { layer: 'entity', label: 'money', to: null },
  ]);
  test.each([
    ['entity', 'person', 'entity', 'person', 'id'],
    ['Entity', 'PERSON', 'entity', 'person', 'name'],
    ['ENTITY', 'agreement_or_law', 'entity', 'agreement-or-law', 'name'],
    ['anything', 'Facility', 'entity', 'facility', 'name'],
    ['ner', 'PER', 'entity', 'person', 'name'],
    ['ner', 'MISC', 'entity', 'work', 'choice'],
  ])('%s: %s is %s: %s by %s', (layer, label, toLayer, toLabel, by) => {
    expect(nameOf(layer, label)).toEqual({ to: { layer: toLayer, label: toLabel }, by });
  });

  test('are none where no layer or more than one has them, and where the user says so', () => {
    expect(nameOf('ner', 'VERB')).toEqual({ to: null, by: 'none' });
    // A label of entities and of claims.
    expect(nameOf('ner', 'event')).toEqual({ to: null, by: 'none' });
    expect(nameOf('entity', null)).toEqual({ to: null, by: 'none' });
    expect(nameOf('entity', 'money')).toEqual({ to: null, by: 'choice' });
    const ofOneLayer = createNameMap(newsScheme, [], ['claim']);
    expect(ofOneLayer('ner', 'event').to).toEqual({ layer: 'claim', label: 'event' });
  });
});

test('what fits the scheme stays as it is', () => {
  const document = nastyDocument();
  const known = document.annotations.filter(({ layer, label }) =>
    newsScheme.layers.some(({ id, labels }) => id === layer && labels.some((one) => one.id === label)),
  );
  const whole = { ...document, annotations: known };
  expect(fitted(whole)).toEqual({ document: whole, spans: known, leftOut: [] });
  expect(fitted(document).leftOut).toEqual([
    { what: 'span', why: 'the scheme has no “entity: Größe der Stadt”' },
    { what: 'span', why: 'the scheme has no “entity: _ugly|label[1]”' },
  ]);
  expect(NEWS_LAYERS).toContain('entity');
});

test('relations named like link attributes become links, to spans and to mere places', () => {
  const { document, spans, leftOut } = fitted({
    ...bare,
    annotations: [
      span('q', 'quote', 'DIRECT', { speaker: { is: 'values', values: ['@article', 'Someone'] } }),
      span('e', 'entity', 'PERSON'),
      span('c', 'cue', null),
      span('n', 'nonsense', 'x'),
    ],
    relations: [
      relation('speaker', 'q', 'e'),
      relation('cue', 'q', 'c'),
      relation('unheard-of', 'q', 'e'),
      relation('speaker', 'n', 'e'),
    ],
  });
  expect(spans.map(({ id }) => id)).toEqual(['q', 'e', 'n']);
  expect(document.annotations.map(({ id }) => id)).toEqual(['q', 'e']);
  expect(document.relations).toEqual([]);
  expect(document.annotations[0]?.attributes).toEqual({
    speaker: { is: 'links', links: [{ kind: 'annotation', id: 'e' }] },
    cue: { is: 'links', links: [{ kind: 'fragments', fragments: [{ start: 0, end: 2 }] }] },
  });
  expect(leftOut.map(({ what, why }) => `${what}: ${why}`)).toEqual([
    'relation: the scheme has no place for “unheard-of” there',
    'relation: the span that “speaker” starts from is left out',
    // A quote cannot be spoken by the article.
    'attribute: it does not fit “Speaker” of Quote',
    'span: the scheme has no “nonsense: x”',
  ]);
});

test('certainty and note come from attributes, values are found by name, misfits are left out', () => {
  const value = (...values: string[]) => ({ is: 'values', values });
  const { document, leftOut } = fitted({
    ...bare,
    annotations: [
      span('c', 'claim', 'quantity', {
        certainty: value('unsure'),
        note: value('look again'),
        Verifiable: value('YES'),
        topic: value('trams'),
        polarity: value('purple'),
        colour: value('red'),
        claimant: value('@article'),
        ['__proto__']: value('x'),
      }),
    ],
  });
  expect(document.annotations[0]).toMatchObject({
    certainty: 'unsure',
    note: 'look again',
    attributes: {
      verifiable: value('yes'),
      topic: value('trams'),
      claimant: { is: 'links', links: [{ kind: 'article' }] },
    },
  });
  expect(leftOut.map(({ why }) => why)).toEqual([
    'it does not fit “Polarity” of Claim',
    'Claim has no attribute “colour”',
    'Claim has no attribute “__proto__”',
  ]);
});

test('choices of the user map names that the scheme does not have', () => {
  const document = { ...bare, annotations: [span('a', 'ner', 'MISC')] };
  expect(fitted(document).document.annotations).toEqual([]);
  const choice = { layer: 'ner', label: 'MISC', to: { layer: 'entity', label: 'group' } };
  expect(fitted(document, [choice]).document.annotations).toMatchObject([
    { layer: 'entity', label: 'group' },
  ]);
});
