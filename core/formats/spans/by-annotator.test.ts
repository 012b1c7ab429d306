import { describe, expect, test } from 'vitest';
import { asId } from '#model/ids.ts';
import { NEWS_LAYERS, nastyDocument } from '../../../test-support/exchange-documents.ts';
import { codecOf } from '../codecs.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';

describe.each(['brat', 'webanno-tsv'] as const)('%s', (format) => {
  test('says of what leads to another annotator’s file that it does', () => {
    const document = nastyDocument();
    const [first] = document.annotations;
    if (first === undefined) throw new Error('There is none.');
    const linking = (id: string, name: string, to: string): ExchangeAnnotation => ({
      ...first,
      id,
      annotator: { id: null, name },
      attributes: { speaker: { is: 'links', links: [{ kind: 'annotation', id: asId(to) }] } } as never,
    });
    const relation = { id: 'r', type: 'about', source: 'a', annotator: null, createdAt: null };
    const written = codecOf(format)?.serialise?.(
      [
        {
          ...document,
          annotations: [linking('a', 'ann', 'b'), linking('b', 'bob', 'gone')],
          relations: [
            { ...relation, target: 'b' },
            { ...relation, target: 'gone' },
          ],
        },
      ],
      { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS },
    );
    const losses = (written?.losses ?? []).filter(({ what }) => what.endsWith('-dropped'));
    expect(losses.map(({ annotationId, why }) => [annotationId, why])).toEqual([
      ['a', 'It links to a span of another annotator, and each has a file of their own.'],
      ['r', 'It leads to a span of another annotator, and each has a file of their own.'],
      ['r', 'One of the two spans of the relation is not in the export.'],
      ['b', 'It links to a span that is not in the export.'],
    ]);
  });
});
