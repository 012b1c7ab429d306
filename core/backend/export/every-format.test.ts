import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codecOf } from '#formats/codecs.ts';
import type { ExchangeDocument, WriteOptions } from '#formats/exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import type { KeptFact } from '#formats/kept-facts.ts';
import { KEPT_FACTS } from '#formats/kept-facts.ts';
import type { LinkTarget } from '#model/annotation.ts';
import { asGoldDocument } from '../../../test-support/as-gold.ts';
import { writtenAsRead } from '../../../test-support/as-read.ts';
import {
  exchangeDocument,
  exchangeDocuments,
  NEWS_LAYERS,
} from '../../../test-support/exchange-documents.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { fitDocument } from '../import/fit-document.ts';
import { createNameMap } from '../import/name-map.ts';
import { chooseFrom } from './choose.ts';
import { compareDocuments } from './compare.ts';

const formats = FORMATS.filter(({ id }) => codecOf(id)?.serialise != null);

/** Of formats that have links among their relations; the others have them in what they keep of an annotation, or not at all. */
const WITH_LINKS = new Set<string>([
  'doccano',
  'labelstudio',
  'prodigy',
  'brat',
  'webanno-tsv',
  'uima-xmi',
  'uima-json',
  'huggingface',
  'w3c',
  'tei',
  'refi-qda',
  'csv',
  'tsv',
  'stam',
]);

/** What the writer says that it wrote, and what is there when it is read back. */
function counts(
  format: (typeof formats)[number]['id'],
  documents: readonly ExchangeDocument[],
  layers: readonly string[],
) {
  const codec = codecOf(format);
  if (codec?.serialise == null || codec.parse === null || documents.length === 0) return null;
  const filter = { layers: new Set(layers), annotators: null, origins: null, certainties: null };
  const written = codec.serialise(
    documents.map((document) => chooseFrom(document, filter).document),
    { ...DEFAULT_WRITE_OPTIONS, layers },
  );
  const parsed = codec.parse(writtenAsRead(format, written), written.names);
  const all = parsed.documents.flatMap(({ annotations }) => annotations);
  const links = all
    .flatMap(({ attributes }) => Object.values(attributes))
    .flatMap((value) => (value?.is === 'links' ? value.links : []));
  const isWord = ({ kind }: LinkTarget) => kind === 'fragments';
  // TEI has an element for the article and for a name as well.
  const isHeld = (link: LinkTarget) => format === 'tei' || link.kind === 'annotation' || isWord(link);
  const hasLinks = WITH_LINKS.has(format) && !(format === 'doccano' && layers.length === 1);
  const { annotations, relations, links: own, linkedWords } = written.counts;
  return {
    said: { annotations, relations, links: own, linkedWords },
    found: {
      annotations: all.length,
      relations: parsed.documents.reduce((sum, document) => sum + document.relations.length, 0),
      links: hasLinks ? links.filter(isHeld).length : 0,
      linkedWords: hasLinks ? links.filter(isWord).length : 0,
    },
  };
}

/** What reading back shows after an export of these layers: what `write-codec.ts` does, without files. */
function differences(
  format: (typeof formats)[number]['id'],
  documents: readonly ExchangeDocument[],
  layers: readonly string[],
  more: { readonly gold?: boolean; readonly keeps?: readonly KeptFact[] } = {},
) {
  const codec = codecOf(format);
  if (codec?.serialise == null || codec.parse === null) return [];
  const options: WriteOptions = { ...DEFAULT_WRITE_OPTIONS, layers, gold: more.gold === true };
  const filter = { layers: new Set(layers), annotators: null, origins: null, certainties: null };
  const chosen = documents.map((document) => chooseFrom(document, filter));
  const written = codec.serialise(
    chosen.map(({ document }) => document),
    options,
  );
  if (documents.length === 0) return [];
  const parsed = codec.parse(writtenAsRead(format, written), written.names);
  const nameOf = createNameMap(newsScheme, [], layers);
  return [
    ...parsed.problems.map(({ message }) => message),
    ...compareDocuments(
      chosen.map(({ document }) => document),
      parsed.documents.map((document) => fitDocument(document, newsScheme, nameOf).document),
      [...chosen.flatMap(({ losses }) => losses), ...written.losses],
      more.keeps ?? formats.find(({ id }) => id === format)?.keeps,
    ),
  ];
}

const isNotRead = (format: (typeof formats)[number]['id']): boolean => codecOf(format)?.parse == null;

describe.each(formats.map(({ id }) => id))('%s', (format) => {
  test('comes back as written, but for the losses that it reports', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        expect(differences(format, documents, NEWS_LAYERS)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('keeps what it says that it keeps of gold too', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        expect(differences(format, documents.map(asGoldDocument), NEWS_LAYERS, { gold: true })).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('loses what it does not say that it keeps', () => {
    const { keeps = [] } = formats.find(({ id }) => id === format) ?? {};
    const documents = fc.sample(exchangeDocument, { numRuns: 60, seed: 7 });
    const lost = KEPT_FACTS.filter((fact) => {
      if (keeps.includes(fact) || isNotRead(format)) return false;
      return documents.every(
        (one) => differences(format, [one], NEWS_LAYERS, { keeps: [fact] }).length === 0,
      );
    });
    expect(lost).toEqual([]);
  });

  test('says how much it has written', () => {
    fc.assert(
      fc.property(
        exchangeDocuments,
        fc.constantFrom(NEWS_LAYERS, ...NEWS_LAYERS.map((layer) => [layer])),
        (documents, layers) => {
          const both = counts(format, documents, layers);
          expect(both?.said).toEqual(both?.found);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('one layer alone too', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(...NEWS_LAYERS), (documents, layer) => {
        expect(differences(format, documents, [layer])).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
