import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exchangeDocuments,
  NEWS_LAYERS,
  nastyDocument,
  nastyDocuments,
} from '../../../test-support/exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { InputFile, OutputFile, ParsedFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { tsvCodec } from '../tsv/codec.ts';
import { readTsv, writeTsv } from '../tsv/tsv-text.ts';
import { csvCodec, writeCsvTables } from './codec.ts';
import { readCsv, writeCsv } from './csv-text.ts';
import { guarded, unguarded } from './formula.ts';

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };

const inputs = (files: readonly OutputFile[]): InputFile[] =>
  files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
const input = (name: string, text: string): InputFile => ({ name, bytes: encodeUtf8(text) });
const fixture = (name: string): InputFile => ({
  name,
  bytes: readFileSync(new URL(`fixtures/${name}`, import.meta.url)),
});
const parse = (...files: InputFile[]): ParsedFiles => csvCodec.parse?.(files) as ParsedFiles;
const lines = (messages: ParsedFiles['problems']): string[] =>
  messages.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('round trip', () => {
  for (const [name, codec] of [
    ['csv', csvCodec],
    ['tsv', tsvCodec],
  ] as const) {
    test(`${name}: what is written is read back the same, without a loss`, () => {
      fc.assert(
        fc.property(exchangeDocuments, (documents) => {
          const written = codec.serialise?.(documents, NEWS);
          expect(written?.losses).toEqual([]);
          const parsed = codec.parse?.(inputs(written?.files ?? []));
          expect(parsed?.problems).toEqual([]);
          expect(parsed?.notices).toEqual([]);
          expect(parsed?.documents).toEqual(documents);
          expect(codec.serialise?.(parsed?.documents ?? [], NEWS)).toEqual(written);
        }),
        { numRuns: 60 },
      );
    });

    test(`${name}: the nasty document`, () => {
      const documents = nastyDocuments();
      const written = codec.serialise?.(documents, NEWS);
      expect(written?.losses).toEqual([]);
      const parsed = codec.parse?.(inputs(written?.files ?? []));
      expect(parsed).toEqual({ documents, problems: [], notices: [] });
    });
  }

  test('where a document came from has columns, and what is changed there is read', () => {
    const [tram] = [tramDocument()];
    const source = { ...tram.source, publisher: 'The Paper', author: 'A. Writer', publishedAt: '2026-01-01' };
    const { files } = writeCsvTables([{ ...tram, source }], TRAM);
    const table = String(files.find(({ path }) => path === 'documents.csv')?.content);
    expect(table.split('\r\n')[0]).toBe(
      'doc_id,title,language,sha256,text,publisher,author,url,published,details',
    );
    expect(table).toContain(',The Paper,A. Writer,,2026-01-01,');
    const changed = files.map((file) =>
      file.path === 'documents.csv'
        ? {
            ...file,
            content: table.replace(',The Paper,A. Writer,,', ',The Gazette,,https://example.org/1,'),
          }
        : file,
    );
    const { documents, problems } = parse(...inputs(changed));
    expect(problems).toEqual([]);
    expect(documents[0]?.source).toEqual({
      ...source,
      publisher: 'The Gazette',
      url: 'https://example.org/1',
    });
    expect(documents[0]?.metadata).toEqual(tram.metadata);
  });

  test('also where cells are not guarded', () => {
    const documents = nastyDocuments();
    const { files } = writeCsvTables(documents, { ...NEWS, spreadsheetSafe: false });
    expect(parse(...inputs(files)).documents).toEqual(documents);
    expect(files.find(({ path }) => path === 'README.md')?.content).toContain('Cells are as they are');
  });

  test('also with byte order marks, which only tables have', () => {
    const documents = nastyDocuments();
    const { files } = writeCsvTables(documents, { ...NEWS, byteOrderMark: true });
    expect(files.map(({ path, content }) => [path, String(content).startsWith('\ufeff')])).toEqual([
      ['README.md', false],
      ['documents.csv', true],
      ['relations.csv', true],
      ['spans.csv', true],
    ]);
    expect(parse(...inputs(files)).documents).toEqual(documents);
  });

  test('relations of layers that are not exported are losses', () => {
    const written = csvCodec.serialise?.([tramDocument()], { ...TRAM, layers: ['entity', 'quote'] });
    expect(written?.losses.map(({ what, annotationId }) => [what, annotationId])).toEqual([
      ['relation-dropped', 's1'],
      ['relation-dropped', 's1'],
    ]);
    expect(parse(...inputs(written?.files ?? [])).documents[0]?.annotations.map(({ id }) => id)).toEqual([
      'e1',
      'e2',
      'e3',
      'e4',
      'q1',
    ]);
  });

  test('what has no id gets one', () => {
    const tram = tramDocument();
    const bare = {
      ...tram,
      id: null,
      annotations: tram.annotations.map((annotation) => ({ ...annotation, id: null })),
    };
    const { files } = writeCsvTables([bare, bare], TRAM);
    const { documents, problems } = parse(...inputs(files));
    expect(problems).toEqual([]);
    expect(documents.map(({ id, annotations }) => [id, annotations.length])).toEqual([
      ['document-1', 7],
      ['document-2', 7],
    ]);
  });
});

describe('the example', () => {
  test('is read as its README says', () => {
    const parsed = parse(fixture('spans.csv'), fixture('relations.csv'), fixture('tram-1.txt'));
    expect(parsed).toEqual({ documents: [{ ...tramDocument(), title: null }], problems: [], notices: [] });
  });

  test('is written with its meaning', () => {
    const files = csvCodec.serialise?.([tramDocument()], TRAM).files ?? [];
    const rows = (text: string) =>
      (parseCsv(text, { columns: true }) as Record<string, string>[]).map(({ attributes, ...row }) => ({
        ...row,
        attributes: JSON.parse(attributes ?? '{}'),
      }));
    const written = (name: string) => String(files.find(({ path }) => path === name)?.content);
    const example = (name: string) => new TextDecoder().decode(fixture(name).bytes);
    expect(rows(written('spans.csv'))).toEqual(rows(example('spans.csv')));
    expect(rows(written('relations.csv'))).toEqual(rows(example('relations.csv')));
    expect(written('spans.csv').split('\r\n')[0]).toBe(example('spans.csv').split('\r\n')[0]);
    const tsv = tsvCodec.serialise?.([tramDocument()], TRAM).files ?? [];
    const spans = String(tsv.find(({ path }) => path === 'spans.tsv')?.content);
    expect(spans.replaceAll('":"', '": "')).toBe(example('spans.tsv'));
  });
});

describe('cells', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'\'=+-@\t\r\n",;\\ntra ') }),
    fc.string({ unit: 'grapheme' }),
  );
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  const cellsOf = (rows: readonly { readonly cells: readonly string[] }[]) => rows.map(({ cells }) => cells);

  test('come back the same', () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, safe) => {
        const marked = [['a', 'b', 'c', 'd'], ...rows.map((row) => ['x', ...row])];
        expect(cellsOf(readCsv(writeCsv(marked, safe)).rows)).toEqual(marked);
        expect(cellsOf(readTsv(writeTsv(marked, safe)).rows)).toEqual(marked);
      }),
    );
  });

  test('are for another reader what they are for ours', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const marked = rows.map((row) => ['x', ...row]);
        const read = parseCsv(writeCsv(marked, true), { record_delimiter: '\r\n' }) as string[][];
        expect(read.map((row) => row.map(unguarded))).toEqual(marked);
      }),
    );
  });

  const FORMULA =
    /^[=+\-@＝＋－＠\t\r\n]|[;|\t][=+\-@＝＋－＠]|[\r\n](?:[=@＝＠]|[+\-＋－][^\r\n]*[(|!（｜！])/;

  test.each([
    ['=1', "'=1"],
    ['＝1＋1', "'＝1＋1"],
    ['\n＠x', "'\n'＠x"],
    ['\r\t=1', "'\r\t'=1"],
    ['a;=HYPERLINK("x")|+cmd', 'a;\'=HYPERLINK("x")|\'+cmd'],
    ["a;'=1", "a;''=1"],
    ['one\n- two\n-- three, + four', 'one\n- two\n-- three, + four'],
    ["one\n-2+3+cmd|' /C calc'!A0\n+ SUM(A1)\n=1", "one\n'-2+3+cmd|' /C calc'!A0\n'+ SUM(A1)\n'=1"],
    ['a; =1, a=b; -c, x,-y', 'a; =1, a=b; -c, x,-y'],
  ])('%j is guarded as %j', (cell, safe) => {
    expect(guarded(cell, true)).toBe(safe);
    expect(unguarded(safe)).toBe(cell);
  });

  test('cannot become formulas, nor can a part of them where a spreadsheet separates otherwise', () => {
    const nasty = fc.string({ unit: fc.constantFrom(...";|\t\r\n'=+-@＝a(!") });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(guarded(text, true)).not.toMatch(FORMULA);
        expect(unguarded(guarded(text, true))).toBe(text);
        expect(unguarded(guarded(text, false))).toBe(text);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(cell, (text) => {
        expect(guarded(text, true)).not.toMatch(FORMULA);
        expect(unguarded(guarded(text, true))).toBe(text);
        expect(unguarded(guarded(text, false))).toBe(text);
      }),
    );
    const { files } = writeCsvTables([nastyDocument()], NEWS);
    for (const { path, content } of files.filter(({ path }) => path.endsWith('.csv'))) {
      const cells = (parseCsv(String(content)) as string[][]).flat();
      expect(
        cells.filter((text) => FORMULA.test(text)),
        path,
      ).toEqual([]);
    }
  });
});

describe('tables of others', () => {
  const HEADER = 'doc_id,annotation_id,label,start,end,text';
  const TEXT = input('a.txt', '🚋 one two one');

  test('offsets in UTF-16 are known by the text, and converted', () => {
    const table = input('s.csv', `${HEADER}\na,1,x,3,6,one\na,2,x,7,10,two\n`);
    const { documents, notices } = parse(table, TEXT);
    expect(documents[0]?.annotations.map(({ quote, layer }) => [quote, layer])).toEqual([
      ['one', 'entity'],
      ['two', 'entity'],
    ]);
    expect(lines(notices)).toEqual(['s.csv:2 The offsets count UTF-16 units; they were converted.']);
  });

  test('only columns in UTF-16 units are enough; floats of pandas are numbers', () => {
    const table = input('s.csv', 'doc_id,label,start_utf16,end_utf16\na,x,3.0,6.0\n');
    expect(parse(table, TEXT).documents[0]?.annotations[0]?.quote).toBe('one');
  });

  test('spans without offsets are looked for by their text', () => {
    const table = input('s.csv', 'doc_id;label;text\r\na;x;two\r\na;x;one\r\na;x;three\r\n');
    const { documents, notices } = parse(table, TEXT);
    expect(documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['two']);
    expect(lines(notices)).toEqual([
      's.csv:3 The text of the span is 2 times in the document; left out.',
      's.csv:4 The text of the span is not in the document; left out.',
    ]);
  });

  test('bad spans are left out and named by their line; the rest goes in', () => {
    const bad = ['-1,2,', '2,1,', '2,2,', '0,99,', '1.5,3,', ',,', '2,5,two'];
    const table = input(
      's.csv',
      `${HEADER}\na,0,x,2,5,one\n${bad.map((b, i) => `a,b${i},x,${b}\n`).join('')}`,
    );
    const { documents, notices, problems } = parse(table, TEXT);
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['0']);
    expect(new Set(notices.map(({ line }) => line))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]));
  });

  test('an offset inside a surrogate pair is left out', () => {
    const table = input('s.csv', 'doc_id,label,start_utf16,end_utf16\na,x,1,6\n');
    expect(parse(table, TEXT)).toMatchObject({ documents: [{ annotations: [] }], notices: [{ line: 2 }] });
  });

  test('an id used twice, a relation without its end, a missing fragment', () => {
    const spans = input(
      's.csv',
      'doc_id,annotation_id,fragment,fragments,label,start,end,attributes\na,1,1,1,x,2,5,{}\na,1,1,1,x,6,9,nonsense\na,3,1,2,x,6,9,{}\n',
    );
    const relations = input('r.csv', 'doc_id,relation_id,type,from_id,to_id\na,r,t,1,9\na,r2,,1,1\n');
    const { documents, notices } = parse(spans, relations, TEXT);
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['1', null]);
    expect(documents[0]?.relations).toEqual([]);
    expect(lines(notices)).toEqual([
      's.csv:3 The attributes are not a JSON object and were left out.',
      's.csv:4 The annotation “3” should have 2 rows and has 1; left out.',
      's.csv:3 The annotation has the id “1” of another one and gets a new id.',
      's.csv:2 The relation “t” needs the annotation “9”, which is not there; left out.',
      'r.csv:3 The relation has no type, no from_id or no to_id; left out.',
    ]);
  });

  test('keys such as __proto__ are names like others', () => {
    const cell = '"{""__proto__"": ""x"", ""n"": 3, ""certainty"": ""maybe""}"';
    const table = input('s.csv', `doc_id,label,start,end,attributes\na,x,2,5,${cell}\n`);
    const { documents, notices } = parse(table, TEXT);
    expect(Object.entries(documents[0]?.annotations[0]?.attributes ?? {})).toEqual([
      ['__proto__', { is: 'values', values: ['x'] }],
      ['n', { is: 'values', values: ['3'] }],
    ]);
    expect(notices).toHaveLength(1);
  });

  test('a table of articles: columns that are not known are metadata', () => {
    const { documents } = parse(input('a.csv', 'title,text,Desk\nOne,"Text,\r\nmore",X\nTwo,T2,\n'));
    expect(documents.map(({ title, text, metadata }) => [title, text, metadata])).toEqual([
      ['One', 'Text,\nmore', { Desk: 'X' }],
      ['Two', 'T2', {}],
    ]);
  });
});

describe('files that are kept out', () => {
  const cases: [string, InputFile[], string][] = [
    [
      'no text',
      [input('s.csv', 'doc_id,label,start,end\na,x,0,1\n')],
      's.csv:2 The text of the document “a”',
    ],
    ['no columns', [input('s.csv', 'a,b\n1,2\n')], 's.csv:1 No column is known to hold the texts'],
    ['empty', [input('s.csv', '')], 's.csv:1 The table is empty'],
    ['twice', [input('s.csv', 'details,text,Text\n,1,2\n')], 's.csv:1 Two columns'],
    ['cut in a cell', [input('s.csv', 'text\nx\n"abc\n')], 's.csv:3 A quoted cell begins here'],
    ['cut in a row', [input('s.csv', 'doc_id,text\nx,y\nz')], 's.csv:3 This row has 1 cells'],
    ['after a quote', [input('s.csv', 'text\n"a"b\n')], 's.csv:2 A cell goes on'],
    ['a document twice', [input('s.csv', 'doc_id,sha256,text\nx,,y\nx,,z\n')], 's.csv:3 The document “x”'],
    ['not UTF-8', [{ name: 's.csv', bytes: Uint8Array.of(0x61, 0x0a, 0xff) }], 's.csv:2 This line has bytes'],
  ];
  for (const [name, files, message] of cases) {
    test(name, () => {
      const { documents, problems } = parse(...files);
      expect(documents).toEqual([]);
      expect(lines(problems)[0]).toContain(message);
    });
  }

  test('nothing throws, wherever the files are cut', () => {
    const files = inputs(writeCsvTables([nastyDocument()], NEWS).files);
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 3 }), (at, which) => {
        const cut = files.map((file, index) =>
          index === which ? { ...file, bytes: file.bytes.subarray(0, at % (file.bytes.length + 1)) } : file,
        );
        expect(() => parse(...cut)).not.toThrow();
      }),
      { numRuns: 60 },
    );
  });
});
