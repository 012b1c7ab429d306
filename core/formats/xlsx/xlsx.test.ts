import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeZip } from '../../../test-support/make-zip.ts';
import { readZip } from '../../backend/archive/read-zip.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { InputFile, ParsedFiles, TableChoices } from '../exchange.ts';
import { xlsxCodec } from './codec.ts';
import { kindOfCode, shownNumber } from './number-format.ts';

async function input(name: string, bytes: Uint8Array): Promise<InputFile> {
  const entries = await readZip(bytes);
  if (!entries.ok) throw new Error(entries.error);
  return { name, bytes, entries: entries.value };
}
const fixture = (name: string): Promise<InputFile> =>
  input(name, readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const parse = (file: InputFile, choices?: TableChoices): ParsedFiles =>
  xlsxCodec.parse?.([file], {}, undefined, choices) as ParsedFiles;
const said = (list: ParsedFiles['problems']): string[] =>
  list.map(({ line, message }) => `${line === null ? '' : `${line} `}${message}`);

/** A workbook of one sheet, made of the XML that stands in `sheetData`. */
function bare(sheetData: string, more: Readonly<Record<string, string>> = {}): InputFile {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<x:workbook xmlns:x="${main}" xmlns:r="${types}"><x:sheets><x:sheet name="S" sheetId="1" r:id="a"/></x:sheets></x:workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${types}/worksheet" Target="/xl/worksheets/s.xml"/><Relationship Id="s" Type="${types}/sharedStrings" Target="strings.xml"/></Relationships>`,
    'xl/worksheets/s.xml': `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
  return {
    name: 'b.xlsx',
    bytes: new Uint8Array(),
    entries: Object.entries(parts).map(([name, text]) => ({ name, bytes: encodeUtf8(text) })),
  };
}
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

describe('a workbook as a spreadsheet program writes it', () => {
  test('articles with the roles of their columns, cells as they are shown', async () => {
    const { documents, problems, table } = parse(await fixture('articles.xlsx'));
    expect(problems).toEqual([]);
    expect(table?.columns.map(({ name, role, by }) => `${name}: ${role} by ${by}`)).toEqual([
      'Überschrift: title by name',
      'Text: text by name',
      'Quelle: publisher by name',
      'Datum: published by name',
      'Autor: author by name',
      'Link: url by name',
      'Sprache: language by name',
      'Nr: metadata by none',
      'Wörter: metadata by none',
      'Anteil: metadata by none',
      'PLZ: metadata by none',
    ]);
    expect(documents[0]).toMatchObject({
      title: 'Nachtbusse für alle',
      text: 'Die Straßenbahn fährt nachts.\nDas sagte die Ministerin am Montag. 🚋',
      language: 'de',
      source: {
        publisher: 'Lokalblatt',
        author: 'Ana Böhm',
        url: 'https://example.org/1',
        publishedAt: '2024-03-01',
      },
      metadata: { Nr: '17', Wörter: '9', Anteil: '12.50%', PLZ: '01067' },
    });
    expect(documents[1]).toMatchObject({
      title: '=1+1 ist kein Titel',
      language: 'de-AT',
      source: { publishedAt: '2024-03-02T18:30:00' },
      metadata: { Wörter: '0.3', Anteil: '100.00%', PLZ: '00099' },
    });
    expect(documents.map(({ title }) => title)).toEqual([
      'Nachtbusse für alle',
      '=1+1 ist kein Titel',
      'قطار الليل',
      '夜行列車',
    ]);
  });

  test('what is hidden and what has no text is said', async () => {
    const { notices, table } = parse(await fixture('articles.xlsx'));
    expect(said(notices)).toEqual([
      '1 row hidden in the sheet is read like the others.',
      'The workbook has 1 hidden sheet, which can be chosen.',
      '4 The row has no text and is left out.',
    ]);
    expect(table).toMatchObject({ sheet: 'Artikel', rowCount: 5 });
    expect(table?.sheets).toEqual([
      { name: 'Artikel', hidden: false },
      { name: 'Notizen', hidden: false },
      { name: 'Verborgen', hidden: true },
    ]);
    expect(table?.rows[0]?.[3]).toBe('2024-03-01');
  });

  test('another sheet is read where it is chosen', async () => {
    const file = await fixture('articles.xlsx');
    expect(parse(file, { sheet: 'Notizen' }).documents).toMatchObject([
      { title: 'Aside', text: 'A text of another sheet.' },
    ]);
    expect(
      parse(file, { sheetsBefore: [{ names: ['Artikel', 'Notizen', 'Verborgen'], sheet: 'Notizen' }] }).table
        ?.sheet,
    ).toBe('Notizen');
    expect(said(parse(file, { sheet: 'Nowhere' }).problems)).toEqual([
      'There is no sheet “Nowhere”. The workbook has: Artikel, Notizen, Verborgen.',
    ]);
  });

  test('a title above the table, empty columns, dates from 1904, errors, formulas without a value', async () => {
    const { documents, notices } = parse(await fixture('titled-1904.xlsx'));
    expect(documents).toMatchObject([
      {
        text: 'Under a title, in the second column.',
        source: { publishedAt: '2024-02-29' },
        metadata: { error: '#N/A' },
      },
    ]);
    expect(said(notices)).toEqual([
      '1 row above the names of the columns is passed over.',
      '1 cell holds an error, such as #N/A, taken as shown.',
      '1 formula has no saved value. Open the workbook in a spreadsheet program, save it and import it again.',
    ]);
  });
});

describe('what only other programs write', () => {
  test('rich text, readings, escapes, prefixes, booleans, cells without places', () => {
    const strings =
      '<sst><si><r><t>Rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text&amp;_x000A_on</t></r><rPh><t>ルビ</t></rPh></si></sst>';
    const file = bare(
      `<row>${text('text')}${text('a')}${text('b')}</row><row r="7"><c t="s"><v>0</v></c><c t="b"><v>1</v></c><c r="C7" t="str"><f>"x"</f><v>x_xD83D_</v></c></row>`,
      { 'xl/strings.xml': strings },
    );
    const { documents, notices } = parse(file);
    expect(notices).toEqual([]);
    expect(documents).toMatchObject([{ text: 'Rich text&\non', metadata: { a: 'TRUE', b: 'x_xD83D_' } }]);
  });

  test('a table without a column for texts can be chosen from', () => {
    const file = bare(`<row>${text('a')}${text('b')}</row><row>${text('short')}${text('also')}</row>`);
    const { documents, problems, table } = parse(file);
    expect(documents).toEqual([]);
    expect(said(problems)).toEqual([
      '1 No column is known to hold the texts of articles. Choose the one that does.',
    ]);
    expect(table?.columns.map(({ name }) => name)).toEqual(['a', 'b']);
    const choices = { columns: [{ name: 'b', role: 'text' as const }] };
    expect(parse(file, choices).documents).toMatchObject([{ text: 'also', metadata: { a: 'short' } }]);
    expect(said(parse(file, { columns: [{ name: 'c', role: 'text' }] }).problems)).toEqual([
      '1 There is no column “c”. The table has: a, b.',
    ]);
  });

  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]>', 'has a document type'],
    ['what is not XML', '<worksheet><sheetData><row>', 'is not well-formed XML'],
    ['deep nesting', '<a>'.repeat(300), 'nested more than 256 deep'],
    ['a cell far out', '<worksheet><row><c r="ZZZZ1"><v>1</v></c></row></worksheet>', 'beyond column 16384'],
    [
      'too many cells',
      `<worksheet>${'<row><c r="XFD1"><v>1</v></c></row>'.repeat(400)}</worksheet>`,
      'more than 5 million cells',
    ],
  ])('%s keeps the workbook out', (_, sheet, message) => {
    const { documents, problems } = parse(bare('', { 'xl/worksheets/s.xml': sheet }));
    expect(documents).toEqual([]);
    expect(said(problems)[0]).toContain(message);
  });

  test('an archive that is no workbook, a workbook without its sheet, an empty sheet', async () => {
    const other = await input('o.xlsx', await makeZip({ 'word/document.xml': '<w/>' }));
    expect(said(parse(other).problems)).toEqual(['This is no Excel workbook, whatever its name says.']);
    const { entries, ...file } = bare('');
    const without = { ...file, entries: (entries ?? []).filter(({ name }) => !name.endsWith('/s.xml')) };
    expect(said(parse(without).problems)).toEqual([
      'The workbook has no “xl/worksheets/s.xml”. It may be damaged.',
    ]);
    expect(said(parse(bare('')).problems)[0]).toContain('The table is empty');
  });
});

describe('numbers as they are shown', () => {
  test.each([
    ['yyyy\\-mm\\-dd', '45352', '2024-03-01'],
    ['[$-407]d. mmmm yyyy', '45352.75', '2024-03-01'],
    ['dd/mm/yy hh:mm', '45352.75', '2024-03-01T18:00:00'],
    ['h:mm AM/PM', '0.75', '18:00:00'],
    ['[h]:mm', '1.5', '36:00:00'],
    ['mmm', '45352', '2024-03-01'],
    ['yyyy"年"m"月"d"日"', '45352', '2024-03-01'],
    ['d-mmm', '60', '1900-02-29'],
    ['d-mmm', '59', '1900-02-28'],
    ['d-mmm', '61', '1900-03-01'],
    ['yyyy', '-3', '-3'],
    ['General', '1.2999999999999999E-2', '0.013'],
    ['General', '12345678901234567890', '12345678901234567890'],
    ['#,##0.00 "days"', '3.5', '3.5'],
    ['0%', '0.129', '13%'],
    ['0000', '42', '0042'],
    ['General', 'x', 'x'],
  ])('%s of %s is %s', (code, raw, shown) => {
    expect(shownNumber(raw, kindOfCode(code), false)).toBe(shown);
  });
});
