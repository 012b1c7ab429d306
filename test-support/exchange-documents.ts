import fc from 'fast-check';
import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../core/formats/exchange.ts';
import type { Attributes, Fragment } from '../core/model/annotation.ts';
import { compareAnnotations } from '../core/model/annotation-order.ts';
import { normaliseFragments, quoteOf } from '../core/model/fragment.ts';
import { asUtf16 } from '../core/model/offset.ts';
import { uuid } from './jsonl-records.ts';
import { newsRecords } from './news-records.ts';
import { newsScheme } from './news-scheme.ts';

/**
 * A document over the news scheme, as an exporter gets it: every layer, label and kind of attribute in every state,
 * overlaps, nesting, discontinuous spans, relations, two annotators, characters that break careless programs.
 */
export const exchangeDocument: fc.Arbitrary<ExchangeDocument> = newsRecords(newsScheme, 1).map(([document]) =>
  inOrder(document as ExchangeDocument),
);

/** None to three of them, by title then id. */
export const exchangeDocuments: fc.Arbitrary<readonly ExchangeDocument[]> = fc
  .nat({ max: 3 })
  .chain((count) => newsRecords(newsScheme, count))
  .map((documents) => documents.map(inOrder).toSorted(byTitle));

/** All layers of the news scheme, in its order: the `layers` of `WriteOptions`. */
export const NEWS_LAYERS: readonly string[] = newsScheme.layers.map(({ id }) => id);

function inOrder(document: ExchangeDocument): ExchangeDocument {
  return { ...document, annotations: document.annotations.toSorted(compareExchange) };
}

function compareExchange(a: ExchangeAnnotation, b: ExchangeAnnotation): number {
  return compareAnnotations(a as never, b as never);
}

function byTitle(a: ExchangeDocument, b: ExchangeDocument): number {
  return compareStrings(a.title ?? '', b.title ?? '') || compareStrings(a.id ?? '', b.id ?? '');
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const AT = '2026-01-02T03:04:05.678Z';
const ANN = { id: uuid(901), name: 'ann' };
const NASTY_TEXT = [
  '🚋=1+1, “Böhm” o\u0308 \\ | [x] -> a_b * # <b> & ]]> "q" \'s\'\t\u00a0end.',
  '',
  'العربية שלום 👩‍👩‍👧‍👦 a\u0085b\u2028c\u2029d\u000ce\u000bf',
  '@home +1 -2 Zürich\n\n\nLast line, no line feed 🚋',
].join('\n');

/** The document of formats.md 19.3: what breaks careless formats, all in one. Its labels are not all of the scheme. */
export function nastyDocument(): ExchangeDocument {
  const text = NASTY_TEXT;
  const at = (words: string, from = 0): Fragment => {
    const start = text.indexOf(words, from);
    if (start === -1) throw new Error(`“${words}” is not in the nasty text.`);
    return { start: asUtf16(start), end: asUtf16(start + words.length) };
  };
  let count = 0;
  const span = (
    layer: string,
    label: string,
    fragments: readonly Fragment[],
    more: Partial<Omit<ExchangeAnnotation, 'attributes'>> & { readonly attributes?: object } = {},
  ): ExchangeAnnotation => {
    count += 1;
    const normal = normaliseFragments(fragments);
    const { attributes, ...rest } = more;
    return {
      id: uuid(count),
      layer,
      label,
      fragments: normal,
      quote: quoteOf(text, normal),
      attributes: (attributes ?? {}) as Attributes,
      annotator: ANN,
      origin: 'manual',
      certainty: 'sure',
      note: '',
      schemeVersion: 1,
      createdAt: AT,
      updatedAt: AT,
      ...rest,
    };
  };
  const whole = { start: asUtf16(0), end: asUtf16(text.length) };
  const tram = at('🚋');
  const lastTram = at('🚋', 10);
  const annotations = [
    span('quote', 'direct', [whole], { note: 'first line\nsecond; with, commas\tand\ttabs "quoted"' }),
    span('entity', 'person', [tram]),
    // Identical to the one before, but for its id.
    span('entity', 'person', [tram]),
    span('entity', 'organisation', [{ start: tram.start, end: at('“Böhm”').end }]),
    span('entity', 'person', [at('Böhm')], { certainty: 'unsure' }),
    // Crosses the next.
    span('claim', 'quantity', [{ start: at('“Böhm”').start, end: at('[x]').end }], {
      attributes: {
        topic: { is: 'values', values: ['=cmd|x!A1\nsecond line, "quoted"'] },
        claimant: { is: 'links', links: [{ kind: 'annotation', id: uuid(5) }] },
        checkWorthiness: { is: 'not-applicable' },
        verifiable: { is: 'none' },
      },
    }),
    span('claim', 'causation', [{ start: at('[x]').start, end: at('a_b').end }], {
      attributes: { claimant: { is: 'links', links: [{ kind: 'article' }] } },
    }),
    // Three nested, and one that touches.
    span('stance', 'favor', [{ start: at('a_b').start, end: at(']]>').end }], {
      attributes: {
        target: { is: 'links', links: [{ kind: 'text', text: 'the tram → line, "2"' }] },
        holder: { is: 'links', links: [{ kind: 'inherited' }] },
        ironic: { is: 'values', values: ['yes'] },
      },
    }),
    span('entity', 'Größe der Stadt', [{ start: at('* #').start, end: at('&').end }]),
    span('entity', '_ugly|label[1]', [at('# <b>')]),
    span('entity', 'work', [at(' ]]>')]),
    // Over a line break and a blank line, with a cue that is no annotation.
    span('quote', 'indirect', [{ start: at('"q"').start, end: at('שלום').end }], {
      attributes: {
        cue: { is: 'links', links: [{ kind: 'fragments', fragments: [at('end.'), at('العربية')] }] },
        speaker: {
          is: 'links',
          links: [
            { kind: 'annotation', id: uuid(5) },
            { kind: 'text', text: 'nobody' },
          ],
        },
        negated: { is: 'values', values: ['no'] },
      },
    }),
    span('entity', 'group', [{ start: at('Zürich').start, end: at('Last').end }]),
    // Discontinuous, with a fragment inside the span before.
    span('claim', 'other', [at('@home'), at('Last'), lastTram]),
    span('entity', 'product', [at('👩‍👩‍👧‍👦')]),
    span('entity', 'product', [{ start: at('a\u0085').start, end: at('f\n').start }]),
    span('entity', 'location', [at('o\u0308')]),
    span('entity', 'quantity', [at('+1 -2')], {
      annotator: { id: uuid(902), name: 'bob 🚋' },
      origin: 'bulk',
    }),
    span('entity', 'product', [lastTram]),
  ];
  const relation = (id: number, type: string, source: number, target: number): ExchangeRelation => ({
    id: uuid(id),
    type,
    source: uuid(source),
    target: uuid(target),
    annotator: ANN,
    createdAt: AT,
  });
  return inOrder({
    id: uuid(800),
    title: '=Trams, "quotes" & <tags>/..\\ 🚋',
    text,
    textSha256: null,
    language: 'en',
    blockRule: 'line',
    blocks: null,
    source: {
      publisher: 'The “Paper”, Ltd.',
      author: null,
      url: 'https://example.org/?a=1&b=<2>',
      publishedAt: '2026-01-01',
      fileName: 'trams.txt',
      mediaType: 'text/plain',
      encoding: 'utf-8',
      bytesSha256: null,
      importedAt: AT,
    },
    metadata: { 'a key, with a comma': 'a\nvalue', text: 'a name that formats use' },
    states: [{ annotator: ANN, state: 'in-progress' }],
    annotations,
    relations: [
      relation(701, 'supports', 6, 7),
      relation(702, 'contradicts', 7, 6),
      relation(703, 'sameAs', 2, 3),
      relation(704, 'expressedIn', 8, 1),
    ],
  });
}

/** The nasty document, one with the same title and no annotations, and one of a single character. */
export function nastyDocuments(): readonly ExchangeDocument[] {
  const nasty = nastyDocument();
  const bare = { annotations: [], relations: [], states: [], metadata: {} };
  return [
    nasty,
    { ...nasty, ...bare, id: uuid(801), text: 'Nothing is tagged here.\n' },
    { ...nasty, ...bare, id: uuid(802), title: 'One character', text: '🚋' },
  ].toSorted(byTitle);
}
