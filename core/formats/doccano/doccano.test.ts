import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { fileIn, inputOf } from '../../../test-support/input-file.ts';
import { meaningOf } from '../../../test-support/meaning.ts';
import { inputsOf } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { asUtf16 } from '../../model/offset.ts';
import type { ExchangeDocument, WriteOptions, WrittenUnit } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { doccanoCodec } from './codec.ts';
import { parseDoccano } from './parse.ts';
import { serialiseDoccano } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const optionsOf = (layers: readonly string[]): WriteOptions => ({ ...DEFAULT_WRITE_OPTIONS, layers });
const TEXT = 'a 🚋 tram';

/** What the relation shape keeps: places, names, relations and links into the text. */
function kept(document: ExchangeDocument): ExchangeDocument {
  return {
    ...document,
    annotations: document.annotations.map((annotation) => ({
      ...annotation,
      certainty: null,
      note: '',
      attributes: Object.fromEntries(
        Object.entries(annotation.attributes).flatMap(([name, value]) => {
          if (value?.is !== 'links') return [];
          const links = value.links.filter(({ kind }) => kind === 'annotation' || kind === 'fragments');
          return links.length === 0 ? [] : [[name, { ...value, links }]];
        }),
      ),
    })),
  };
}

/** How many things of a document the relation shape has no place for. */
function lostIn({ annotations }: ExchangeDocument): number {
  const ids = new Set(annotations.map(({ id }) => id));
  const perSpan = annotations.flatMap(({ attributes, note, certainty }) => [
    ...Object.values(attributes).flatMap((value): unknown[] => {
      if (value?.is !== 'links') return [value];
      const words = value.links.filter(({ kind }) => kind !== 'annotation' && kind !== 'fragments');
      const dangling = value.links.filter((link) => link.kind === 'annotation' && !ids.has(link.id));
      return [...(words.length > 0 ? [value] : []), ...dangling];
    }),
    ...(note === '' ? [] : [note]),
    ...(certainty === 'unsure' ? [certainty] : []),
  ]);
  const annotators = new Set(annotations.map(({ annotator }) => annotator?.name));
  return perSpan.length + (annotators.size > 1 ? 1 : 0);
}

function checkRoundTrip(documents: readonly ExchangeDocument[]) {
  const written = serialiseDoccano(documents, optionsOf(NEWS_LAYERS));
  const parsed = parseDoccano(inputsOf(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.documents.map(({ id, text }) => ({ id, text }))).toEqual(
    documents.map(({ id, text }) => ({ id, text })),
  );
  expect(parsed.documents.map((document) => meaningOf(document))).toEqual(
    documents.map((document) => meaningOf(kept(document))),
  );
  const dropped = written.losses.filter(({ what }) => what === 'attribute-dropped');
  expect(dropped).toHaveLength(documents.reduce((sum, document) => sum + lostIn(document), 0));
  expect(written.losses.every(({ what }) => what === 'attribute-dropped' || what === 'name-changed')).toBe(
    true,
  );
  return written;
}

describe('the example', () => {
  it('is written in the relation shape as in the example, with the fragments joined', () => {
    const written = serialiseDoccano([tramDocument()], optionsOf(TRAM_LAYERS));
    const line = JSON.parse(String(written.files[0]?.content)) as { entities: object[]; relations: object[] };
    const example = JSON.parse(
      new TextDecoder().decode(fileIn(fixtures, 'example/relation.jsonl').bytes),
    ) as {
      relations: object[];
    };
    expect(line).toEqual({
      ...example,
      relations: [...example.relations, { id: 4, from_id: 3, to_id: 4, type: 'part-of-span' }],
    });
    expect(written.losses.map(({ annotationId, why }) => [annotationId, why])).toEqual([
      ['s1', 'doccano has no attributes.'],
    ]);
  });

  it('is written as triples where one layer is exported', () => {
    const { files, losses } = serialiseDoccano([tramDocument()], optionsOf(['entity']));
    const example = new TextDecoder().decode(fileIn(fixtures, 'example/sequence.jsonl').bytes);
    const line = JSON.parse(String(files[0]?.content)) as { label: unknown[] };
    const expected = JSON.parse(example) as { label: unknown[] };
    expect({ ...line, label: line.label.toSorted() }).toEqual({
      ...expected,
      label: expected.label.toSorted(),
    });
    expect(losses.map(({ annotationId, what }) => [annotationId, what])).toEqual([
      ['e3', 'span-left-out'],
      ['q1', 'relation-dropped'],
      ['s1', 'relation-dropped'],
    ]);
  });

  it('is read to its table, in UTF-16 units, with a word about the tram', () => {
    const parsed = parseDoccano([fileIn(fixtures, 'example/relation.jsonl')]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('check some spans: “Li Wei” (entity:PERSON)'),
    ]);
    const [document] = parsed.documents;
    expect(document?.annotations.map(({ layer, label, quote }) => [layer, label, quote])).toEqual([
      ['entity', 'PERSON', 'Ana Bo\u0308hm'],
      ['entity', 'PERSON', 'Li Wei'],
      ['entity', 'SERVICE', 'Night'],
      ['entity', 'SERVICE', 'trams'],
      ['entity', 'SERVICE', 'weekend trams'],
      ['quote', 'DIRECT', '“Night and weekend trams cut noise.”'],
      ['claim', 'FACTUAL', 'Night and weekend trams cut noise'],
      ['stance', 'STANCE', 'disagrees'],
    ]);
    expect(document?.relations.map(({ type, source, target }) => [type, source, target])).toEqual([
      ['speaker', '6', '1'],
      ['holder', '8', '2'],
      ['target', '8', '7'],
    ]);
  });
});

describe('round trip', () => {
  it('keeps what it promises, and reports the rest exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => void checkRoundTrip(documents)),
      { numRuns: 150 },
    );
  }, 30_000);

  it('keeps the nasty documents', () => {
    const written = checkRoundTrip(nastyDocuments());
    expect(String(written.files[0]?.content)).not.toMatch(/[\u0085\u2028\u2029\ufeff]/);
  });

  it('keeps one layer without overlaps, and says which spans it left out', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(...NEWS_LAYERS), (documents, layer) => {
        const written = serialiseDoccano(documents, optionsOf([layer]));
        const parsed = parseDoccano(inputsOf(written), written.names);
        const out = new Set(
          written.losses.flatMap(({ what, annotationId }) =>
            what === 'span-left-out' ? [annotationId] : [],
          ),
        );
        const said = ({ annotations }: ExchangeDocument) =>
          annotations.map(({ label, fragments }) => JSON.stringify([label, fragments])).toSorted();
        expect(parsed.problems).toEqual([]);
        for (const [index, document] of documents.entries()) {
          const mine = document.annotations.filter((one) => one.layer === layer && !out.has(one.id));
          const back = parsed.documents[index] as ExchangeDocument;
          expect(said(back)).toEqual(said({ ...document, annotations: mine }));
          expect(back.annotations.every((one) => one.layer === layer)).toBe(true);
          const places = back.annotations
            .flatMap(({ fragments }) => fragments)
            .toSorted((a, b) => a.start - b.start);
          expect(places.every(({ start }, at) => start >= (places[at - 1]?.end ?? 0))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('writes the same bytes twice, and an empty file of no documents', () => {
    const again = () => doccanoCodec.serialise?.(nastyDocuments(), optionsOf(NEWS_LAYERS));
    expect(again()).toEqual(again());
    expect(serialiseDoccano([], optionsOf(NEWS_LAYERS)).files).toEqual([
      { path: 'doccano.jsonl', content: '' },
    ]);
    expect(parseDoccano([inputOf('doccano.jsonl', '')]).problems).toEqual([]);
  });

  it('renames a relation that is called as the one that joins fragments', () => {
    const tram = tramDocument();
    const [first] = tram.relations;
    const document = { ...tram, relations: first === undefined ? [] : [{ ...first, type: 'part-of-span' }] };
    const written = serialiseDoccano([document], optionsOf(TRAM_LAYERS));
    expect(written.names['relation part-of-span']).toBe('part-of-span_2');
    const [back] = parseDoccano(inputsOf(written), written.names).documents;
    expect(back?.relations.map(({ type }) => type)).toEqual(['part-of-span']);
  });
});

describe('files of others', () => {
  const counts = (name: string) => {
    const { documents, problems, notices } = parseDoccano([fileIn(fixtures, name)]);
    return {
      documents: documents.length,
      spans: documents.flatMap(({ annotations }) => annotations).length,
      relations: documents.flatMap(({ relations }) => relations).length,
      problems: problems.length,
      notices: notices.map(({ line, message }) => `${line}: ${message}`),
    };
  };

  it('come in with these counts', () => {
    const clean = { relations: 0, problems: 0 };
    expect(counts('relation_extraction.jsonl')).toEqual({
      documents: 1,
      spans: 4,
      relations: 3,
      problems: 0,
      notices: [],
    });
    expect(counts('sequence_labeling.jsonl')).toEqual({
      ...clean,
      documents: 2,
      spans: 1,
      notices: ['3: The text is missing or is not a string. The line was left out.'],
    });
    expect(counts('example_overlapping.jsonl')).toEqual({ ...clean, documents: 1, spans: 2, notices: [] });
    expect(counts('intent.jsonl')).toEqual({
      ...clean,
      documents: 4,
      spans: 2,
      notices: [
        '1: The line has categories of the whole text. They were left out.',
        '2: The line has categories of the whole text. They were left out.',
        '5: The text is missing or is not a string. The line was left out.',
      ],
    });
  });

  it('give metadata and comments', () => {
    const [document] = parseDoccano([
      inputOf('a.jsonl', {
        text: 'x',
        id: 7,
        meta: { a: 1 },
        source: 'web',
        Comments: ['one', { id: 1, comment: 'two' }],
      }),
    ]).documents;
    expect(document?.metadata).toEqual({ meta: '{"a":1}', source: 'web', Comments: 'one\ntwo' });
    expect(document?.id).toBeNull();
  });
});

describe('offsets', () => {
  const quotes = (...lines: unknown[]) => {
    const { documents, notices } = parseDoccano([inputOf('a.jsonl', ...lines)]);
    return {
      quotes: documents.flatMap(({ annotations }) => annotations.map(({ quote }) => quote)),
      notices: notices.map(({ message }) => message),
    };
  };

  it('are UTF-16 units, and code points for the whole file where these alone fit', () => {
    expect(quotes({ text: TEXT, label: [[5, 9, 'x']] }).quotes).toEqual(['tram']);
    // 3 is between the two halves of the tram.
    const other = quotes(
      {
        text: TEXT,
        label: [
          [4, 8, 'x'],
          [2, 3, 'y'],
        ],
      },
      { text: TEXT, label: [[4, 8, 'x']] },
    );
    expect(other.quotes).toEqual(['tram', '🚋', 'tram']);
    expect(other.notices[0]).toBe(
      'The offsets do not fit the text as UTF-16 units and were read as code points.',
    );
  });

  it('follow the text where its line ends change', () => {
    const { documents } = parseDoccano([
      inputOf('a.jsonl', {
        text: '\ufeffa\r\nbc\rd',
        label: [
          [4, 6, 'x'],
          [7, 8, 'y'],
        ],
      }),
    ]);
    expect(documents[0]?.text).toBe('a\nbc\nd');
    expect(documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['bc', 'd']);
  });

  it('that cannot be are named, and the rest goes in', () => {
    const label = [
      [0, 99, 'x'],
      [-1, 2, 'x'],
      [3, 1, 'x'],
      [2, 2, 'x'],
      [0, 1.5, 'x'],
      ['0', 1, 'x'],
      [0, 1],
      [0, 1, ''],
    ];
    const { quotes: found, notices } = quotes({ text: 'abcd', label: [...label, [1, 2, 'y']] });
    expect(found).toEqual(['b']);
    expect(notices).toHaveLength(label.length);
  });
});

describe('hostile files', () => {
  const parse = (...lines: unknown[]) => parseDoccano([inputOf('a.jsonl', ...lines)]);

  it('that break off, or are no objects, stay out with their line', () => {
    const cut = parse({ text: 'a' }, '{"text": "b", "label": [[0,');
    expect(cut.documents).toEqual([]);
    expect(cut.problems).toEqual([
      { file: 'a.jsonl', line: 2, message: expect.stringContaining('may have been cut short') },
    ]);
    expect(parse({ text: 'a' }, '[1]').problems[0]?.line).toBe(2);
    expect(parse('{"text": "a"} x').problems[0]?.message).toContain('At character 15');
    expect(parseDoccano([{ name: 'a', bytes: new Uint8Array([0x7b, 0xff]) }]).problems[0]?.line).toBe(1);
  });

  it('with ids used twice and relations to nothing keep their spans', () => {
    const entity = { id: 1, label: 'x', start_offset: 0, end_offset: 1 };
    const { documents, notices } = parse({
      text: 'abc',
      entities: [entity, { ...entity, end_offset: 2 }, { ...entity, id: 2 }],
      relations: [
        { from_id: 1, to_id: 2, type: 'r' },
        { from_id: 2, to_id: 9, type: 'r' },
        { from_id: 2, to_id: 2 },
        5,
      ],
    });
    expect(documents[0]?.annotations).toHaveLength(3);
    expect(documents[0]?.relations.map(({ source, target }) => [source, target])).toEqual([['1', '2']]);
    expect(notices).toHaveLength(4);
  });

  it('keep a key that is called __proto__, and nesting of any depth', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const { documents, problems } = parse(`{"text":"a","__proto__":"b","deep":${deep}}`);
    expect(problems).toEqual([]);
    expect(Object.entries(documents[0]?.metadata ?? {})).toContainEqual(['__proto__', 'b']);
  });

  it('with half a character stay out', () => {
    expect(parse('{"text":"a\\ud83d"}').problems[0]?.message).toContain('half of a surrogate pair');
  });

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 6 }),
        fc.jsonValue({ maxDepth: 4 }),
        fc.jsonValue({ maxDepth: 3 }),
        (any, label, more) => {
          parse(any);
          parse({ text: 'abc', label, entities: more, relations: label, Comments: more });
          parse({
            text: any,
            entities: [more, { id: 1, label: 'x', start_offset: more, end_offset: label }],
          });
        },
      ),
    );
  });
});

describe('large files', () => {
  it('with more lines than a call takes arguments are read and written', () => {
    const lines = Array.from(
      { length: 130_000 },
      (_, index) => `{"text":"text ${index}","label":[[0,99,"X"]]}`,
    );
    const { documents, notices } = parseDoccano([inputOf('a.jsonl', lines.join('\n'))]);
    expect([documents.length, notices.length]).toEqual([130_000, 130_000]);
    const tram = tramDocument();
    const annotations = Array.from({ length: 130_000 }, (_, index) => ({
      ...(tram.annotations[0] as ExchangeDocument['annotations'][number]),
      id: `e${index}`,
      note: 'x',
    }));
    const { losses } = serialiseDoccano([{ ...tram, relations: [], annotations }], optionsOf(['entity']));
    expect(losses).toHaveLength(130_000);
  }, 30_000);
});

describe('other units', () => {
  const document = { ...tramDocument(), text: '🚋 o\u0308n 👩‍👩‍👧‍👦 tram' };
  const at = (id: string, start: number, end: number) => ({
    ...(document.annotations[0] as ExchangeDocument['annotations'][number]),
    id,
    fragments: [{ start: asUtf16(start), end: asUtf16(end) }],
    quote: document.text.slice(start, end),
  });
  const family = document.text.indexOf('👩');
  const given = {
    ...document,
    relations: [],
    annotations: [
      at('a', 0, 2),
      at('b', 3, 6),
      at('c', family, family + 11),
      at('d', family + 12, family + 16),
    ],
  };
  const triplesIn = (unit: WrittenUnit, from = given) => {
    const written = serialiseDoccano([from], { ...optionsOf(['entity']), unit });
    return { written, triples: (JSON.parse(String(written.files[0]?.content)) as { label: unknown }).label };
  };

  it.each([
    ['utf-16', [0, 2], [3, 6], [7, 18], [19, 23]],
    ['code-points', [0, 1], [2, 5], [6, 13], [14, 18]],
    ['graphemes', [0, 1], [2, 4], [5, 6], [7, 11]],
  ] as const)('%s are written, and read again where the manifest says so', (unit, ...places) => {
    const { written, triples } = triplesIn(unit);
    expect(triples).toEqual(places.map(([start, end]) => [start, end, 'PERSON']));
    const parsed = parseDoccano(inputsOf(written), written.names, unit);
    expect(parsed.notices).toEqual([]);
    expect(parsed.documents[0]?.annotations.map(({ quote }) => quote)).toEqual(
      given.annotations.map(({ quote }) => quote),
    );
  });

  it('of clusters take a span that begins or ends within one to its edges, and say so', () => {
    const { written, triples } = triplesIn('graphemes', { ...given, annotations: [at('e', 4, family + 2)] });
    expect(triples).toEqual([[2, 6, 'PERSON']]);
    expect(written.losses).toMatchObject([{ annotationId: 'e', what: 'span-changed', choice: 'unit' }]);
  });
});
