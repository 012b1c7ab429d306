import { join } from 'node:path';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import {
  exchangeDocuments,
  NEWS_LAYERS,
  nastyDocument,
  nastyDocuments,
} from '../../../test-support/exchange-documents.ts';
import { fileIn, inputOf } from '../../../test-support/input-file.ts';
import { inputsOf } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument, WriteOptions, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { inOnePiece } from '../shared/read-pieces.ts';
import { planSplit } from '../split/split.ts';
import { SPLIT_GROUPINGS } from '../split/split-options.ts';
import { splitOfDocument } from '../split/split-plan.ts';
import { huggingfaceCodec } from './codec.ts';
import { huggingfaceParts, parseHuggingface } from './parse.ts';
import type { Row } from './row.ts';
import { serialiseHuggingface } from './serialise.ts';
import type { SpanRow } from './span-rows.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const optionsOf = (layers: readonly string[], more: Partial<WriteOptions> = {}): WriteOptions => ({
  ...DEFAULT_WRITE_OPTIONS,
  layers,
  ...more,
});
const TRAIN = 'data/train-00000-of-00001.jsonl';

const contentOf = ({ files }: WrittenFiles, name: string) => files.find(({ path }) => path === name)?.content;
const cardOf = (written: WrittenFiles) => String(contentOf(written, 'README.md'));
const rowsIn = (content: unknown): Row[] =>
  String(content)
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Row]));
const parquetIn = (content: unknown): ArrayBuffer => Uint8Array.from(content as Uint8Array).buffer;

/** hyparquet's own decoder takes U+FEFF at the start of a string for a byte order mark, and drops it. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const PARSERS = { stringFromBytes: (bytes: Uint8Array | undefined) => bytes && UTF8.decode(bytes) };

/** What hyparquet reads of each Parquet file is the JSON Lines beside it, and its offsets slice the text. */
async function checkParquet(written: WrittenFiles): Promise<number> {
  let fragments = 0;
  for (const { path, content } of written.files) {
    if (!path.startsWith('data/') || !path.endsWith('.parquet')) continue;
    const rows = (await parquetReadObjects({ file: parquetIn(content), parsers: PARSERS })) as Row[];
    expect(rows).toEqual(rowsIn(contentOf(written, path.replace('.parquet', '.jsonl'))));
    for (const { text, spans, tokens, ner_tags } of rows) {
      const characters = Array.from(text);
      expect(ner_tags).toHaveLength(tokens.length);
      for (const fragment of spans.flatMap((span) => span.fragments)) {
        expect(characters.slice(fragment.start, fragment.end).join('')).toBe(fragment.text);
        fragments += 1;
      }
    }
  }
  return fragments;
}

/** The table of spans has each fragment of the documents of its split, whose offsets slice the text in both units. */
async function checkSpans(written: WrittenFiles): Promise<number> {
  let count = 0;
  for (const { path, content } of written.files) {
    if (!path.startsWith('spans/')) continue;
    const data = contentOf(written, path.replace('spans/', 'data/').replace('.parquet', '.jsonl'));
    const documents = rowsIn(data);
    const rows = (await parquetReadObjects({ file: parquetIn(content), parsers: PARSERS })) as SpanRow[];
    count += rows.length;
    expect(rows.map(({ doc_id, annotation_id, text }) => [doc_id, annotation_id, text])).toEqual(
      documents.flatMap(({ id, spans }) =>
        spans.flatMap((span) => span.fragments.map(({ text }) => [id, span.id, text])),
      ),
    );
    const textOf = new Map(documents.map(({ id, text }) => [id, text]));
    for (const row of rows) {
      const text = textOf.get(row.doc_id) ?? '';
      expect(text.slice(row.start_utf16, row.end_utf16)).toBe(row.text);
      expect(Array.from(text).slice(row.start, row.end).join('')).toBe(row.text);
      expect(row.fragment).toBeLessThanOrEqual(row.fragments);
      expect(() => JSON.parse(row.attributes) as unknown).not.toThrow();
    }
  }
  return count;
}

function readBack(written: WrittenFiles, documents: readonly ExchangeDocument[]): void {
  const parsed = parseHuggingface(inputsOf(written));
  expect([parsed.problems, parsed.notices]).toEqual([[], []]);
  expect(parsed.documents).toEqual(documents);
}

describe('the example', () => {
  const written = serialiseHuggingface([tramDocument()], optionsOf(TRAM_LAYERS));

  it('is written as in formats.md', async () => {
    expect(written.files.map(({ path }) => path)).toEqual([
      'README.md',
      TRAIN,
      'data/train-00000-of-00001.parquet',
      'spans/train-00000-of-00001.parquet',
    ]);
    const [row] = rowsIn(contentOf(written, TRAIN));
    const [example] = rowsIn(new TextDecoder().decode(fileIn(fixtures, 'train-00000-of-00001.jsonl').bytes));
    expect(Object.keys(row ?? {})).toEqual([
      'id',
      'title',
      'text',
      'spans',
      'relations',
      'tokens',
      'ner_tags',
      'standoff',
    ]);
    expect(row?.text.normalize('NFC')).toBe(example?.text.normalize('NFC'));
    const said = (spans: Row['spans'] = []) =>
      spans
        .map(({ id, layer, label, fragments, attributes, annotator }) => ({
          id,
          layer,
          label,
          fragments,
          attributes,
          annotator,
        }))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(said(row?.spans)).toEqual(said(example?.spans));
    expect(row?.relations).toEqual(example?.relations);
    expect(row?.tokens).toEqual(example?.tokens);
    expect(row?.ner_tags).toEqual(example?.ner_tags);
    expect(await checkParquet(written)).toBe(8);
    expect(await checkSpans(written)).toBe(8);
    const table = parquetIn(contentOf(written, 'spans/train-00000-of-00001.parquet'));
    const [first] = (await parquetReadObjects({ file: table, parsers: PARSERS })) as SpanRow[];
    expect(first).toMatchObject({ doc_id: 'tram-1', fragment: 1, fragments: 1, layer: 'entity', start: 9 });
    readBack(written, [tramDocument()]);
  });

  it('is read without our record too', () => {
    const files = ['train-00000-of-00001.jsonl', 'test-00000-of-00001.jsonl'].map((name) =>
      fileIn(fixtures, name),
    );
    const { documents, problems, notices } = parseHuggingface(files);
    expect([problems, notices]).toEqual([[], []]);
    expect(
      documents.map(({ id, annotations, relations }) => [id, annotations.length, relations.length]),
    ).toEqual([
      ['tram-1', 7, 3],
      ['tram-2', 0, 0],
    ]);
    const tram = tramDocument();
    expect(documents[0]?.annotations).toEqual(tram.annotations);
    expect(documents[0]?.relations).toEqual(tram.relations);
  });

  it('says what tokens and tags do not hold', () => {
    expect(written.losses.map(({ annotationId, what, why }) => [annotationId, what, why])).toEqual([
      ['e3', 'span-left-out', expect.stringMatching(/^In ner_tags: /)],
      ['q1', 'span-left-out', 'In ner_tags: tags are of one layer.'],
      ['c1', 'span-left-out', 'In ner_tags: tags are of one layer.'],
      ['s1', 'span-left-out', 'In ner_tags: tags are of one layer.'],
    ]);
  });

  it('has the types of formats.md in Parquet', () => {
    const content = parquetIn(contentOf(written, 'data/train-00000-of-00001.parquet'));
    interface Tree {
      readonly element: { readonly name: string; readonly type?: string; readonly converted_type?: string };
      readonly children: readonly Tree[];
    }
    const typesOf = ({ element, children }: Tree, path: string): string[] =>
      children.length === 0
        ? [`${path}: ${element.type} ${element.converted_type ?? ''}`.trim()]
        : children.flatMap((child) => typesOf(child, `${path}/${child.element.name}`));
    const types = typesOf(parquetSchema(parquetMetadata(content)) as Tree, '');
    expect(types).toContain('/text: BYTE_ARRAY UTF8');
    expect(types).toContain('/spans/list/element/fragments/list/element/start: INT32');
    expect(types).toContain('/tokens/list/element: BYTE_ARRAY UTF8');
    expect(types.filter((type) => type.endsWith('INT32'))).toHaveLength(2);
    expect(types).toHaveLength(21);
  });
});

describe('round trips', () => {
  const splits = fc.option(
    fc.record({
      ratio: fc.record({ train: fc.nat({ max: 3 }), dev: fc.nat({ max: 3 }), test: fc.nat({ max: 3 }) }),
      seed: fc.integer(),
      groupBy: fc.constantFrom(...SPLIT_GROUPINGS),
    }),
    { nil: undefined },
  );

  it('give back every document of every split, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(exchangeDocuments, splits, async (documents, split) => {
        const plan = split === undefined ? undefined : planSplit(documents, split);
        const options = optionsOf(NEWS_LAYERS, plan === undefined ? {} : { split: plan });
        const written = serialiseHuggingface(documents, options);
        const order = ['train', 'dev', 'test'];
        const placed = documents
          .map((document) => ({ document, at: order.indexOf(splitOfDocument(plan, document)) }))
          .toSorted((a, b) => a.at - b.at);
        readBack(
          written,
          placed.map(({ document }) => document),
        );
        await checkParquet(written);
        await checkSpans(written);
        expect(serialiseHuggingface(documents, options)).toEqual(written);
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('give back the nasty documents', async () => {
    const written = serialiseHuggingface(nastyDocuments(), optionsOf(NEWS_LAYERS));
    readBack(written, nastyDocuments());
    expect(await checkParquet(written)).toBeGreaterThan(20);
    // No line ends but LF.
    expect(String(contentOf(written, TRAIN))).not.toMatch(/[\u0085\u2028\u2029\v\f\r]/);
  });

  it('give back what the chosen layers leave', () => {
    const layers = ['claim', 'entity'];
    const written = serialiseHuggingface([nastyDocument()], optionsOf(layers));
    const { documents } = parseHuggingface(inputsOf(written));
    const nasty = nastyDocument();
    const annotations = nasty.annotations.filter(({ layer }) => layers.includes(layer));
    const ids = new Set(annotations.map(({ id }) => id));
    const relations = nasty.relations.filter(({ source, target }) => ids.has(source) && ids.has(target));
    expect(documents).toEqual([{ ...nasty, annotations, relations }]);
    const dropped = written.losses.filter(({ what }) => what === 'relation-dropped');
    expect(dropped).toHaveLength(0);
    const ofQuotes = serialiseHuggingface([nasty], optionsOf(['quote']));
    expect(ofQuotes.losses.filter(({ what }) => what === 'relation-dropped')).toHaveLength(1);
  });

  it('of nothing make a dataset of nothing', async () => {
    const written = serialiseHuggingface([], optionsOf(NEWS_LAYERS));
    expect(written.files).toHaveLength(4);
    readBack(written, []);
    await checkParquet(written);
  });
});

describe('the card', () => {
  const documents = Array.from({ length: 20 }, (_, index) => ({
    ...nastyDocument(),
    id: `n${index}`,
    text: index < 4 ? nastyDocument().text : `Text of its own ${index}`,
    annotations: index < 4 ? nastyDocument().annotations : [],
    relations: index < 4 ? nastyDocument().relations : [],
  }));
  const split = {
    ratio: { train: 8, dev: 1, test: 1 },
    seed: 7,
    groupBy: 'near-duplicate',
    similarity: 0.8,
  } as const;

  it('has a header for the Hub, and statistics of splits and labels', () => {
    const card = cardOf(
      serialiseHuggingface(
        documents,
        optionsOf(NEWS_LAYERS, {
          split: planSplit(documents, split),
          card: { name: 'Trams: "night"', licence: 'CC-BY-4.0', provenance: 'Wire stories | 2026' },
        }),
      ),
    );
    const header = /^---\n([\s\S]*?)\n---\n/.exec(card)?.[1] ?? '';
    expect(header).toContain('pretty_name: "Trams: \\"night\\""\nlanguage:\n- "en"\nlicense: cc-by-4.0\n');
    expect(header).toContain('size_categories:\n- n<1K\n');
    expect(header).toContain(
      [
        '- config_name: documents',
        '  default: true',
        '  data_files:',
        '  - split: train',
        '    path: data/train-00000-of-00001.parquet',
        '  - split: validation',
        '    path: data/validation-00000-of-00001.parquet',
        '  - split: test',
        '    path: data/test-00000-of-00001.parquet',
      ].join('\n'),
    );
    expect(header).toContain(
      '    - name: fragments\n      list:\n      - name: start\n        dtype: int32\n',
    );
    expect(header).toContain('  - name: tokens\n    sequence: string\n');
    expect(header).toContain(
      '- config_name: spans\n  data_files:\n  - split: train\n    path: spans/train-00000-of-00001.parquet\n',
    );
    expect(header).toContain('- config_name: spans\n  features:\n  - name: doc_id\n    dtype: string\n');
    expect(header).not.toMatch(/splits:|num_bytes|download_size/);
    expect(card).toContain('| train | 16 |');
    expect(card).toContain('| validation | 2 |');
    expect(card).toMatch(/stratified by label, with seed 7\..* 1 group with 4 documents\./);
    expect(card).toContain('| entity | person | 12 | 0 | 0 |');
    expect(card).toContain('Wire stories \\| 2026');
    expect(card).toContain('| The “Paper”, Ltd\\. | 20 |');
    expect(card).toContain('| entity | \\_ugly\\|label\\[1\\] | 4 | 0 | 0 |');
  });

  it('states no licence that nobody gave, and names one that the Hub does not know', () => {
    const of = (card: WriteOptions['card']) =>
      cardOf(serialiseHuggingface(documents, optionsOf(NEWS_LAYERS, card === undefined ? {} : { card })));
    expect(of(undefined)).not.toMatch(/^license/m);
    expect(of(undefined)).toContain('find out what they are before you publish this');
    expect(of({ licence: 'House rules\nno: 1', licenceLink: 'https://example.org/l' })).toContain(
      'license: other\nlicense_name: "House rules\\nno: 1"\nlicense_link: "https://example.org/l"\n',
    );
  });
});

describe('other rows', () => {
  const read = (...lines: readonly unknown[]) => parseHuggingface([inputOf('data.jsonl', ...lines)]);

  it('keep what the record says of spans that others did not change', () => {
    const written = serialiseHuggingface([nastyDocument()], optionsOf(NEWS_LAYERS));
    const [row] = rowsIn(contentOf(written, TRAIN));
    const spans = row?.spans.slice(1) ?? [];
    const { documents, notices } = read({ ...row, title: 'New', spans });
    expect(notices.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('no longer those that Standoff wrote'),
    );
    expect(documents[0]?.title).toBe('New');
    const [first, ...rest] = nastyDocument().annotations;
    const kept = documents[0]?.annotations ?? [];
    expect(kept.filter(({ id }) => rest.some((one) => one.id === id))).toEqual(rest);
    expect(kept.some(({ id }) => id === first?.id)).toBe(false);
  });

  it('take the tokens for the text where there is none', () => {
    const { documents, problems } = read({
      id: '3',
      tokens: ['Ana', 'Böhm', 'said', '🚋', 'Li'],
      ner_tags: ['B-PER', 'I-PER', 'O', 'O', 'B-PER'],
    });
    expect(problems).toEqual([]);
    expect(documents[0]?.text).toBe('Ana Böhm said 🚋 Li');
    expect(documents[0]?.annotations.map(({ layer, label, quote }) => [layer, label, quote])).toEqual([
      ['entity', 'PER', 'Ana Böhm'],
      ['entity', 'PER', 'Li'],
    ]);
    expect(read({ tokens: ['a'], ner_tags: [3] }).problems).toHaveLength(1);
    expect(read({ tokens: ['a', 'b'], ner_tags: ['O'] }).problems).toHaveLength(1);
  });

  describe('with tags that are numbers', () => {
    const card = (features: string) =>
      `---\nlicense: mit\nlanguage:\n- en # English\n${features}---\n\n# A dataset\n`;
    const names = (indent: string) =>
      ["'0': O", "'1': B-PER", "'2': I-PER"].map((name) => `${indent}${name}\n`).join('');
    const own = `dataset_info:\n  features:\n  - name: tokens\n    sequence: string\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n${names('          ')}`;
    const rows = '{"tokens":["Ana","Böhm","met"],"ner_tags":[1,2,0]}\n';
    const labelsWith = (readme: string, path = 'd/data/train.jsonl') => {
      const parsed = parseHuggingface([inputOf('d/README.md', readme), inputOf(path, rows)]);
      expect(parsed.problems.map(({ file }) => file)).toEqual(parsed.documents.length === 0 ? [path] : []);
      return parsed.documents.flatMap(({ annotations }) =>
        annotations.map(({ label, quote }) => `${label} ${quote}`),
      );
    };

    it('take the names of the card', () => {
      expect(labelsWith(card(own))).toEqual(['PER Ana Böhm']);
      const list = `dataset_info:\n- config_name: default\n  features:\n    - name: "ner_tags"\n      list:\n        class_label:\n          names:\n          - O\n          - "B-ORG"\n          - 'I-ORG'\n`;
      expect(labelsWith(card(list))).toEqual(['ORG Ana Böhm']);
      expect(labelsWith(card(list).replaceAll('\n', '\r\n'))).toEqual(['ORG Ana Böhm']);
    });

    it('take those of the configuration in the path, and none where it is not certain', () => {
      const config = (name: string, label: string) =>
        `- config_name: ${name}\n  features:\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-${label}\n          '2': I-${label}\n`;
      const two = card(`dataset_info:\n${config('first', 'ONE')}${config('second', 'TWO')}`);
      expect(labelsWith(two, 'd/second/train.jsonl')).toEqual(['TWO Ana Böhm']);
      expect(labelsWith(two)).toEqual([]);
    });

    it('stay out with a sentence where no card names them', () => {
      for (const readme of ['# No header\n', card(''), card('dataset_info: [\n'), '---\n- - -\n---', '---']) {
        expect(labelsWith(readme)).toEqual([]);
      }
      const { problems } = parseHuggingface([inputOf('train.jsonl', rows)]);
      expect(problems[0]?.message).toContain('README.md');
      const short = own.replace(/ *'2'.*\n/, '');
      expect(
        parseHuggingface([inputOf('README.md', card(short)), inputOf('t.jsonl', rows)]).problems[0]?.message,
      ).toContain('the card has no names for');
    });

    it('go with their card where they are read piece by piece', () => {
      const paths = ['d/data/train.jsonl', 'd/README.md', 'e.jsonl'];
      expect(huggingfaceParts.group(paths)).toEqual([['d/data/train.jsonl', 'd/README.md'], ['e.jsonl']]);
      const files = [inputOf('d/data/train.jsonl', rows), inputOf('d/README.md', card(own))].map(inOnePiece);
      expect(huggingfaceParts.together?.applies(files.map(({ name }) => name))).toBe(true);
      const pieces = [...(huggingfaceParts.together?.read(files) ?? [])];
      expect(pieces.flatMap(({ documents }) => documents)).toMatchObject([
        { annotations: [{ label: 'PER' }] },
      ]);
    });
  });

  it('whose offsets are no numbers are named as they are in the file', () => {
    const spans = [{ start: null, end: '0' }, { end: 2.5 }, { start: 1.5, end: 2 }];
    const { notices } = read({ text: 'Ana met', spans: [...spans, { start: 0, end: 3 }] });
    expect(notices.map(({ message }) => message)).toEqual([
      'Span 1 null–"0" (code points) is not a stretch of the text. It was left out.',
      'Span 2 nothing–2.5 (code points) is not a stretch of the text. It was left out.',
      'Span 3 1.5–2 (code points) is not a stretch of the text. It was left out.',
    ]);
  });

  it('are counted in the unit that fits their texts', () => {
    const span = { layer: 'entity', label: 'P', fragments: [{ start: 3, end: 6, text: 'Ana' }] };
    const { documents, notices } = read({ text: '🚋 Ana', spans: [span], relations: [] });
    expect(documents[0]?.annotations[0]?.quote).toBe('Ana');
    expect(notices[0]?.message).toContain('UTF-16');
  });

  it.each([
    ['past the end', { start: 0, end: 99 }],
    ['negative', { start: -1, end: 2 }],
    ['reversed', { start: 3, end: 1 }],
    ['empty', { start: 1, end: 1 }],
    ['no numbers', { start: 'a', end: null }],
    ['no integers', { start: 0.5, end: 2 }],
    ['too large', { start: 0, end: 1e300 }],
  ])('with offsets that are %s lose the span, with a notice', (_, fragment) => {
    const good = { layer: 'entity', label: 'P', start: 2, end: 5 };
    const { documents, notices } = read({ text: '🚋 Ana', spans: [{ fragments: [fragment] }, good] });
    expect(documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['Ana']);
    expect(notices).toHaveLength(1);
  });

  it('that are hostile are told, and nothing is thrown', () => {
    const span = { id: 'x', layer: '__proto__', label: 'P', fragments: [{ start: 0, end: 1 }] };
    const keys = JSON.parse('{"text":"ab","__proto__":{"a":1},"constructor":"c"}') as object;
    const attributes = [{ key: '__proto__', value: 'v' }];
    const { documents, notices } = read({
      ...keys,
      text: 'ab',
      spans: [{ ...span, attributes }, span, null, 7],
      relations: [{ type: 'r', from_id: 'x', to_id: 'gone' }, null],
      standoff: '{"options":',
    });
    expect(documents[0]?.annotations.map(({ id, layer }) => [id, layer])).toEqual([
      ['x', '__proto__'],
      [null, '__proto__'],
    ]);
    expect(Object.keys(documents[0]?.annotations[0]?.attributes ?? {})).toEqual(['__proto__']);
    expect(documents[0]?.relations).toEqual([]);
    expect(notices.length).toBe(5);
    const deep = `{"text":"ab","spans":${'['.repeat(5000)}${']'.repeat(5000)},"more":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    expect(read(deep).documents).toHaveLength(1);
    for (const bad of ['{"text": "a', '[]', '{"text": 7}', '{"text":"\\ud800"}', '{}', 'null']) {
      const parsed = read(bad);
      expect(parsed.documents).toEqual([]);
      expect(parsed.problems).toHaveLength(1);
    }
    expect(parseHuggingface([{ name: 'a.parquet', bytes: new Uint8Array(4) }]).problems).toHaveLength(1);
    expect(parseHuggingface([{ name: 'a.jsonl', bytes: Uint8Array.of(0x7b, 0xff) }]).problems).toHaveLength(
      1,
    );
    expect(huggingfaceCodec.parse).toBe(parseHuggingface);
  });

  it('that were cut short anywhere do no harm', () => {
    const written = serialiseHuggingface([tramDocument()], optionsOf(TRAM_LAYERS));
    const line = String(contentOf(written, TRAIN)).trimEnd();
    for (let end = 1; end < line.length; end += 37) {
      const { documents, problems } = read(line.slice(0, end));
      expect([documents.length, problems.length]).toEqual([0, 1]);
    }
  });
});
