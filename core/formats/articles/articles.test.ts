import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../test-support/input-file.ts';
import { csvCodec } from '../csv/codec.ts';
import type { ParsedFiles, TableChoices } from '../exchange.ts';
import { tsvCodec } from '../tsv/codec.ts';
import { guessRoles } from './guess-roles.ts';
import { roleOfName } from './header-words.ts';
import { lettersOf, uniqueNames } from './unique-names.ts';

const csv = (text: string, choices?: TableChoices): ParsedFiles =>
  csvCodec.parse?.([inputOf('a.csv', text)], {}, undefined, choices) as ParsedFiles;
const tsv = (text: string): ParsedFiles => tsvCodec.parse?.([inputOf('a.tsv', text)]) as ParsedFiles;
const roles = (parsed: ParsedFiles): Record<string, string> =>
  Object.fromEntries(parsed.table?.columns.map(({ name, role }) => [name, role]) ?? []);
const said = (list: ParsedFiles['problems']): string[] =>
  list.map(({ line, message }) => (line === null ? message : `${line} ${message}`));
const LONG =
  'A sentence of an article that goes on for a while, with a clause or two, and ends here at last.';

describe('roles by names', () => {
  test.each([
    ['full_text', 'text'],
    ['Article Body', 'text'],
    ['article_title', 'title'],
    ['HEADLINE', 'title'],
    ['Veröffentlichungsdatum', 'published'],
    ['Date de publication', 'published'],
    ['Source', 'publisher'],
    ['Autor:in', 'author'],
    ['byline', 'author'],
    ['Заголовок', 'title'],
    ['текст', 'text'],
    ['正文', 'text'],
    ['見出し', 'title'],
    ['본문', 'text'],
    ['العنوان', 'title'],
    ['النص', 'text'],
    ['כותרת', 'title'],
    ['शीर्षक', 'title'],
    ['tiêu đề', 'title'],
    ['Ngôn_ngữ', 'language'],
    ['doc_id', 'id'],
    ['lang', 'language'],
    ['title_en', 'title'],
    ['word count', null],
    ['', null],
  ])('%s is %s', (name, role) => {
    expect(roleOfName(name)).toBe(role);
  });
});

describe('roles by cells', () => {
  test('a long column is the text, addresses and dates are known', () => {
    const parsed = csv(
      `a,b,c,d\nshort,"${LONG}",https://example.org/1,2024-03-01\nx,"${LONG}!",http://e.org,1 March 2024\n`,
    );
    expect(roles(parsed)).toEqual({ a: 'metadata', b: 'text', c: 'url', d: 'published' });
    expect(parsed.table?.columns.every(({ by }) => by !== 'name')).toBe(true);
  });

  test('a name is not believed where the cells speak against it', () => {
    expect(roles(csv('data,source,text\nsome words,https://e.org/a,T\n'))).toEqual({
      data: 'metadata',
      source: 'url',
      text: 'text',
    });
  });

  test('of several columns named as texts the longest is it', () => {
    expect(roles(csv(`content,text\nnews,"${LONG}"\n`))).toEqual({ content: 'metadata', text: 'text' });
  });

  test('of two long columns none is taken', () => {
    const parsed = csv(`a,b\n"${LONG}","${LONG}"\n`);
    expect(parsed.documents).toEqual([]);
    expect(said(parsed.problems)).toEqual([
      '1 No column is known to hold the texts of articles. Choose the one that does.',
    ]);
  });

  test('a choice goes before memory, memory before names; a role of one column has one', () => {
    const found = guessRoles(
      ['title', 'text', 'head', 'body'],
      [['a', 'b', 'c', 'd']],
      [{ name: 'head', role: 'title' }],
      [
        { name: 'body', role: 'text' },
        { name: 'head', role: 'left-out' },
        { name: 'gone', role: 'id' },
      ],
    );
    expect(found).toEqual([
      { name: 'title', role: 'metadata', by: 'none' },
      { name: 'text', role: 'metadata', by: 'none' },
      { name: 'head', role: 'title', by: 'choice' },
      { name: 'body', role: 'text', by: 'memory' },
    ]);
  });
});

describe('rows', () => {
  test('several texts are joined; what is left out is left out', () => {
    const choices = {
      columns: [
        { name: 'lead', role: 'text' },
        { name: 'secret', role: 'left-out' },
      ],
    } as const;
    const { documents } = csv('lead,text,secret,id,lang\nL,"T\r\nt",s,A-1,German\n,T2,s,A-1,en_GB\n', {
      columns: [...choices.columns, { name: 'text', role: 'text' }],
    });
    expect(documents.map(({ text, metadata, language }) => [text, metadata, language])).toEqual([
      ['L\n\nT\nt', { id: 'A-1', lang: 'German' }, null],
      ['T2', { id: 'A-1' }, 'en-GB'],
    ]);
  });

  test('rows without a text are named; a thousand are one sentence', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => `t${index},"  "\n`).join('');
    const { documents, notices } = csv(`title,text\nOne,Text\n${rows}`);
    expect(documents).toHaveLength(1);
    expect(said(notices)).toEqual([
      '1000 rows have no text and are left out (lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 990 more).',
    ]);
  });

  test('ids that come again and languages in words are said', () => {
    const uuid = '018f2f3e-0000-7000-8000-000000000001';
    const { documents, notices } = csv(`id,text,language\n${uuid},A,en\n${uuid},B,English\n`);
    expect(documents.map(({ id }) => id)).toEqual([uuid, null]);
    expect(said(notices)).toEqual([
      '3 The language is not a tag such as “en” and is kept as metadata.',
      '3 The row has the id of a row before it; both are documents of their own.',
    ]);
  });

  test('keys such as __proto__ are names like others', () => {
    const { documents } = csv('text,__proto__\nA,x\n');
    expect(Object.entries(documents[0]?.metadata ?? {})).toEqual([['__proto__', 'x']]);
  });

  test('a row of another length keeps the file out and is named', () => {
    const { documents, problems, table } = csv('title,text\na,b\nc\n');
    expect(documents).toEqual([]);
    expect(said(problems)).toEqual([
      '3 This row has 1 cells, and the first has 2. The file may have been cut short.',
    ]);
    expect(table?.columns).toHaveLength(2);
  });

  test('the preview is short, of whole characters', () => {
    const { table } = csv(`text\n${`"${'🚋'.repeat(200)}"\n`.repeat(20)}`);
    expect(table).toMatchObject({ rowCount: 20, sheets: [], sheet: null });
    expect(table?.rows).toHaveLength(8);
    expect(table?.rows[0]?.[0]?.isWellFormed()).toBe(true);
  });
});

describe('tables as programs write them', () => {
  test.each([
    ['semicolons', 'title;text\na;"b; c, d, e"\n'],
    ['a stated delimiter', 'sep=;\ntitle;text\na;"b; c, d, e"\n'],
    ['tabs', 'title\ttext\na\tb; c, d, e\n'],
    ['bars', 'title|text\na|b; c, d, e\n'],
    ['commas in a quoted name', '"title";"text"\na;"b; c, d, e"\n'],
  ])('%s', (_, text) => {
    expect(csv(text).documents).toMatchObject([{ title: 'a', text: 'b; c, d, e' }]);
  });

  test('commas in quoted names are not counted, and lines are', () => {
    const { documents, problems } = csv('"the title, in short, of it";text\na;b\n');
    expect(problems).toEqual([]);
    expect(documents).toMatchObject([{ text: 'b' }]);
    expect(said(csv('sep=;\r\ntitle;text\r\na\r\n').problems)[0]).toMatch(/^3 This row has 1 cells/);
  });

  test('TSV with quotes as spreadsheets write it, and without', () => {
    expect(tsv('title\ttext\na\t"one\ttwo\nthree ""four"""\n').documents).toMatchObject([
      { text: 'one\ttwo\nthree "four"' },
    ]);
    expect(tsv('title\ttext\na\t"Quoted," she said.\n').documents).toMatchObject([
      { text: '"Quoted," she said.' },
    ]);
    expect(tsv('title\ttext\na\tone\\ntwo\n').documents).toMatchObject([{ text: 'one\ntwo' }]);
  });
});

test('names are unique, and empty ones are letters', () => {
  expect(uniqueNames(['date', ' date ', '', 'a\nb', 'date'])).toEqual([
    'date',
    'date (2)',
    'Column C',
    'a b',
    'date (3)',
  ]);
  expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
