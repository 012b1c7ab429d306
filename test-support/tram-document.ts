import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../core/formats/exchange.ts';
import type { Attributes } from '../core/model/annotation.ts';
import { quoteOf } from '../core/model/fragment.ts';
import { asUtf16 } from '../core/model/offset.ts';

const TEXT = 'Minister Ana Bo\u0308hm 🚋 said: “Night and weekend trams cut noise.”\nLi Wei disagrees.\n';
const ANNOTATOR = { id: null, name: 'ann1' };

/** The layers of `tramDocument`, in the order of a scheme. */
export const TRAM_LAYERS: readonly string[] = ['entity', 'quote', 'claim', 'stance'];

/** The small document that formats.md has an example of in each format. Offsets count UTF-16 units. */
export function tramDocument(): ExchangeDocument {
  const span = (
    id: string,
    layer: string,
    label: string,
    places: readonly (readonly [number, number])[],
    more: Partial<ExchangeAnnotation> = {},
  ): ExchangeAnnotation => {
    const fragments = places.map(([start, end]) => ({ start: asUtf16(start), end: asUtf16(end) }));
    return {
      id,
      layer,
      label,
      fragments,
      quote: quoteOf(TEXT, fragments),
      attributes: {},
      annotator: ANNOTATOR,
      origin: null,
      certainty: null,
      note: '',
      schemeVersion: null,
      createdAt: null,
      updatedAt: null,
      ...more,
    };
  };
  const relation = (id: string, type: string, source: string, target: string): ExchangeRelation => ({
    id,
    type,
    source,
    target,
    annotator: ANNOTATOR,
    createdAt: null,
  });
  return {
    id: 'tram-1',
    title: 'tram-1',
    text: TEXT,
    textSha256: null,
    language: null,
    blockRule: null,
    blocks: null,
    source: {
      publisher: null,
      author: null,
      url: null,
      publishedAt: null,
      fileName: null,
      mediaType: null,
      encoding: null,
      bytesSha256: null,
      importedAt: null,
    },
    metadata: {},
    states: [{ annotator: ANNOTATOR, state: 'submitted' }],
    annotations: [
      span('e1', 'entity', 'PERSON', [[9, 18]], { certainty: 'sure' }),
      span('e2', 'entity', 'PERSON', [[65, 71]]),
      span('e3', 'entity', 'SERVICE', [
        [29, 34],
        [47, 52],
      ]),
      span('e4', 'entity', 'SERVICE', [[39, 52]]),
      span('q1', 'quote', 'DIRECT', [[28, 64]]),
      span('c1', 'claim', 'FACTUAL', [[29, 62]]),
      span('s1', 'stance', 'STANCE', [[72, 81]], {
        attributes: { polarity: { is: 'values', values: ['against'] } } as Attributes,
      }),
    ],
    relations: [
      relation('r1', 'speaker', 'q1', 'e1'),
      relation('r2', 'holder', 's1', 'e2'),
      relation('r3', 'target', 's1', 'c1'),
    ],
  };
}
