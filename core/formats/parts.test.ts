import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../test-support/exchange-documents.ts';
import { fuzzCorpus } from '../../test-support/fuzz-corpus.ts';
import { fuzzCase } from '../../test-support/fuzz-formats.ts';
import { inputOf } from '../../test-support/input-file.ts';
import { readByParts } from '../../test-support/read-by-parts.ts';
import { inputsOf } from '../../test-support/tagged-documents.ts';
import { tramDocument } from '../../test-support/tram-document.ts';
import { encodeUtf8 } from './bytes.ts';
import { codecOf } from './codecs.ts';
import type { ExchangeDocument, FormatProblem, InputFile } from './exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from './exchange.ts';
import { FORMAT_IDS, type FormatId, MEBIBYTE } from './registry.ts';
import { createDocumentLimit } from './shared/document-limit.ts';
import { fileLog } from './shared/file-log.ts';

const WITH_PARTS = FORMAT_IDS.filter((id) => codecOf(id)?.parts !== undefined);

function codec(format: FormatId) {
  const found = codecOf(format);
  if (found === null || found.parse === null) throw new Error(`${format} is not read.`);
  return { ...found, parse: found.parse };
}

/** In any order: parts may come in another than files. */
function sorted(items: readonly (FormatProblem | ExchangeDocument)[]): string[] {
  return items.map((item) => JSON.stringify(item)).toSorted();
}

function expectSame(format: FormatId, files: readonly InputFile[]): number {
  const whole = codec(format).parse(files);
  for (const lines of [1, 3]) {
    const parts = readByParts(codec(format), files, lines);
    expect(sorted(parts.documents)).toEqual(sorted(whole.documents));
    expect(sorted(parts.problems)).toEqual(sorted(whole.problems));
    expect(sorted(parts.notices)).toEqual(sorted(whole.notices));
  }
  return whole.documents.length;
}

test('these formats are read part by part', () => {
  expect(WITH_PARTS).toEqual([
    'doccano',
    'labelstudio',
    'prodigy',
    'brat',
    'webanno-tsv',
    'uima-xmi',
    'uima-json',
    'conll2002',
    'conll2003',
    'iob2-tab',
    'bioes',
    'conllu',
    'spacy',
    'huggingface',
    'tei',
    'refi-qda',
    'csv',
    'tsv',
  ]);
});

describe.each(WITH_PARTS)('%s in parts is the same as whole', (format) => {
  const seeds = fuzzCorpus().filter(({ formats }) => formats.includes(format));
  test('for every committed file, and what we write', () => {
    let documents = 0;
    for (const { files } of seeds) documents += expectSame(format, files);
    expect(documents).toBeGreaterThan(3);
  });
  test('for files changed at random', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      expectSame(format, fuzzCase(seeds, seed * 104_729).files);
    }
  });
});

describe('what a line says of the whole file', () => {
  const line = (text: string, ...label: readonly (readonly [number, number, string])[]) => ({ text, label });
  test('counts wherever it stands: the unit of doccano', () => {
    // Of the second file the last line alone shows that its offsets are code points.
    const files = [
      inputOf('a.jsonl', line('🚋 Ana said', [2, 5, 'p']), line('no'), line('🚋🚋 x', [0, 4, 'p'])),
      inputOf('b.jsonl', line('🚋 Ana said', [2, 5, 'p']), line('🚋 x', [1, 3, 'p'])),
    ];
    expect(expectSame('doccano', files)).toBe(5);
    const read = readByParts(codec('doccano'), files, 1);
    const quotes = read.documents.map(({ annotations }) => annotations.map(({ quote }) => quote));
    expect(quotes).toEqual([[' An'], [], ['🚋🚋'], ['Ana'], [' x']]);
  });
  test('keeps all of it out, with the right line', () => {
    const good = line('Ana', [0, 3, 'p']);
    const files = [inputOf('a.jsonl', good, '', good, '{"text": "cut'), inputOf('b.jsonl', good)];
    expectSame('doccano', files);
    const read = readByParts(codec('doccano'), files, 1);
    expect(read.documents).toHaveLength(1);
    expect(read.problems).toMatchObject([{ file: 'a.jsonl', line: 4 }]);
  });
  test('is said once: rejected examples of Prodigy', () => {
    const rejected = { text: 'No.', answer: 'reject' };
    const files = [inputOf('a.jsonl', rejected, { text: 'Yes.', answer: 'accept' }, rejected)];
    expectSame('prodigy', files);
    expect(readByParts(codec('prodigy'), files, 1).notices.map(({ message }) => message)).toEqual([
      '2 examples were rejected or ignored in Prodigy. They were left out.',
    ]);
    expectSame('prodigy', [inputOf('none.jsonl', rejected, rejected)]);
  });
});

const COLUMN_LINES = [
  ...[
    '',
    '',
    'Ana B-p',
    'Ana\tB-p',
    'x I-p',
    'x O',
    'y E-q',
    'y S-q',
    'z U-q',
    '\ufeffw O',
    '\ufeff O',
    '\ufeff',
  ],
  ...['-DOCSTART- -X- O O', '-DOCSTART- said O', 'a NN O', 'b -X- O B-p', 'one', 'x Q-p', '🚋 B-p\r'],
];
const WORD = (id: string, form: string, misc: string) => `${id}\t${form}\t_\t_\t_\t_\t_\t_\t_\t${misc}`;
const CONLLU_LINES = [
  ...[
    '',
    '',
    '# newdoc',
    '# newdoc id = a',
    '# meta::title = A',
    '# text = Ana',
    '# global.Entity = eid-etype',
  ],
  ...[
    WORD('1', 'Ana', 'NE=B-P'),
    WORD('2', 'b', 'NE=I-P|Quote=B-D'),
    WORD('1', '\ufeffc', 'NER=B-P|SpaceAfter=No'),
  ],
  ...[WORD('1', 'd', 'Entity=(e1-person)'), WORD('1', 'e', 'Entity=(e1-person'), WORD('1', 'f', 'NE=odd')],
  ...[WORD('1-2', 'gh', '_'), WORD('1.1', '_', '_'), WORD('7', 'i', '_'), 'none', WORD('1', '🚋', '_\r')],
];

describe.each<[FormatId, readonly string[]]>([
  ['conll2003', COLUMN_LINES],
  ['bioes', COLUMN_LINES],
  ['conllu', CONLLU_LINES],
])('%s with many documents in a file', (format, lines) => {
  test('is the same in pieces as whole, with its lines', () => {
    const line = fc.constantFrom(...lines);
    const ends = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r');
    fc.assert(
      fc.property(fc.array(fc.tuple(line, ends), { maxLength: 40 }), fc.boolean(), (all, isCut) => {
        const text = all.map(([content, end]) => content + end).join('');
        const bytes = encodeUtf8(isCut ? text.trimEnd() : text);
        expectSame(format, [{ name: 'all.conll', bytes }]);
      }),
      { numRuns: 400 },
    );
  });
  test('is not read where it is no text, whatever else is wrong with it', () => {
    const bytes = new Uint8Array([...encodeUtf8('one\n\none\n'), 0xe9, 0x0a, ...encodeUtf8('one\n')]);
    expectSame(format, [{ name: 'all.conll', bytes }]);
    const { problems } = readByParts(codec(format), [{ name: 'all.conll', bytes }], 1);
    expect(problems).toMatchObject([{ line: 4, message: expect.stringMatching(/UTF-8/) }]);
  });
});

describe.each<FormatId>(['csv', 'tsv'])('%s tables, side by side', (format) => {
  const codecHere = codec(format);
  const sideBySide = (files: readonly InputFile[], lines: number) => {
    const applies = codecHere.parts?.together?.applies(files.map(({ name }) => name));
    expect(applies).toBe(true);
    return readByParts(
      { ...codecHere, parse: () => ({ documents: [], problems: [], notices: [] }) },
      files,
      lines,
    );
  };
  const exported = (documents: readonly ExchangeDocument[]): readonly InputFile[] => {
    const files = codecHere.serialise?.(documents, { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS });
    if (files === undefined) throw new Error(`${format} is not written.`);
    return inputsOf(files);
  };
  test('are what was exported, in pieces of whatever length', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.integer({ min: 1, max: 4 }), (documents, lines) => {
        const read = sideBySide(exported(documents), lines);
        expect(read).toEqual({ documents, problems: [], notices: [] });
      }),
      { numRuns: 60 },
    );
    expect(sideBySide(exported(nastyDocuments()), 1).documents).toEqual(nastyDocuments());
  });
  test('that are sorted otherwise, or have anything wrong, are read whole', () => {
    const [one, other] = [1, 2].map((number) => ({ ...tramDocument(), id: `d${number}` }));
    if (one === undefined || other === undefined) throw new Error('There are two.');
    const files = exported([one, other]);
    const table = (name: string) => files.find((file) => file.name.startsWith(name));
    const spans = new TextDecoder().decode(table('spans')?.bytes).split(/(?<=\n)/);
    const changed = (rows: readonly string[]) =>
      files.map((file) => (file === table('spans') ? { ...file, bytes: encodeUtf8(rows.join('')) } : file));
    expect(expectSame(format, files)).toBe(2);
    expect(expectSame(format, changed([spans[0] ?? '', ...spans.slice(1).reverse()]))).toBe(2);
    expect(expectSame(format, changed([...spans, 'cut short']))).toBe(0);
    expect(expectSame(format, changed(['type', ...spans.slice(1)]))).toBe(0);
    expect(expectSame(format, changed(spans.slice(0, 1)))).toBe(2);
    expect(expectSame(format, [...files, inputOf('more.csv', 'text')])).toBe(2);
  });
});

test('a document of many lines has a limit', () => {
  const log = fileLog('all.conll');
  const limit = createDocumentLimit(log, 2 * MEBIBYTE);
  const line = 'x'.repeat(MEBIBYTE - 1);
  limit.begin(3);
  expect([limit.add(line), limit.add(line)]).toEqual([true, true]);
  limit.begin(5);
  expect([limit.add(line), limit.add(line), limit.add('')]).toEqual([true, true, false]);
  expect(log.problems).toMatchObject([{ line: 5, message: expect.stringMatching(/more than 2 MiB/) }]);
});

describe('files that belong together', () => {
  test('of brat are a text and its annotations', () => {
    const names = ['b/x.ann', 'a/x.txt', 'a/x.ann', 'b/x.txt', 'annotation.conf', 'c.md'];
    expect(codec('brat').parts?.group(names)).toEqual([
      ['b/x.ann', 'b/x.txt'],
      ['a/x.txt', 'a/x.ann'],
      ['c.md'],
    ]);
  });
  test('of UIMA are those of a document, with the types of their folders', () => {
    const group = (names: readonly string[]) => codec('uima-xmi').parts?.group(names);
    expect(
      group([
        'p/annotation/d1/anna.zip/anna.xmi',
        'p/annotation/d1/anna.zip/TypeSystem.xml',
        'p/annotation/d2/anna.xmi',
        'p/curation/d1/CURATION_USER.xmi',
        'p/TypeSystem.xml',
      ]),
    ).toEqual([
      [
        'p/TypeSystem.xml',
        'p/annotation/d1/anna.zip/TypeSystem.xml',
        'p/annotation/d1/anna.zip/anna.xmi',
        'p/curation/d1/CURATION_USER.xmi',
      ],
      ['p/TypeSystem.xml', 'p/annotation/d2/anna.xmi'],
    ]);
    const many = Array.from({ length: 60 }, (_, index) => `f/${index}.xmi`);
    expect(group(['f/TypeSystem.xml', ...many])).toHaveLength(60);
    // Whether these are documents or types, only their content says.
    expect(group(['a.xmi', 'b.xml'])).toEqual([['a.xmi', 'b.xml']]);
  });
});
