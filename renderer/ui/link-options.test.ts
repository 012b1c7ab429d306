import { describe, expect, test } from 'vitest';
import type { Annotation } from '#model/annotation.ts';
import type { LayerId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import type { Scheme } from '#model/scheme.ts';
import { hasLinkOptions, linkOptions } from './link-options.ts';

const fragment = (start: number, end: number) => ({ start: asUtf16(start), end: asUtf16(end) });
const entity = asId<LayerId>('entity');
const span = (id: string, start: number, quote: string, layer = entity): Annotation =>
  ({
    id,
    layer,
    label: null,
    quote,
    fragments: [fragment(start, start + quote.length)],
  }) as unknown as Annotation;
const scheme = {
  layers: [{ id: entity, name: 'Entity', labels: [] }],
  relationTypes: [],
} as unknown as Scheme;
const words = {
  article: 'The article itself',
  inherited: 'Inherited',
  typed: (text: string) => `Use ${text}`,
};
const spans = [
  span('far', 900, 'José Álvarez'),
  span('near', 110, 'the minister'),
  span('self', 100, 'self'),
  span('claim', 105, 'a claim', asId<LayerId>('claim')),
];
const attribute = { targetLayers: [entity], targetKinds: ['article', 'text'] as const };
const offered = (typed: string) =>
  linkOptions(attribute, spans, scheme, [fragment(100, 104)], asId('self'), typed, words).map(({ id }) => id);

describe('what a link may point at', () => {
  test('is offered nearest first, without the span itself and without other layers', () => {
    expect(offered('')).toEqual(['near', 'far', 'article']);
  });

  test('is found by words in any order, without accents, and what is typed can be used as it is', () => {
    expect(offered('alvarez jose')).toEqual(['far', 'text']);
    expect(offered('nobody')).toEqual(['text']);
  });
});

test('a link that nothing fits, and nothing can be said of in words, has no options', () => {
  const only = [span('self', 100, 'self'), span('claim', 105, 'a claim', asId<LayerId>('claim'))];
  const spansOnly = { targetLayers: [entity] };
  expect(hasLinkOptions(spansOnly, only, asId('self'))).toBe(false);
  expect(hasLinkOptions(spansOnly, only, null)).toBe(true);
  expect(hasLinkOptions(spansOnly, [], null)).toBe(false);
  expect(hasLinkOptions({ ...spansOnly, targetKinds: ['text'] }, [], null)).toBe(true);
});
