import type { ExchangeDocument, FormatCodec, WriteOptions, WrittenFiles } from '../exchange.ts';
import { readCsv, writeCsv } from './csv-text.ts';
import { fromTables } from './from-tables.ts';
import { tablesReadme } from './readme.ts';
import type { Rows } from './table.ts';
import { toTables } from './to-tables.ts';

/** Tables of spans, relations and documents in RFC 4180 (formats.md 15), with cells that cannot become formulas. */
export const csvCodec: FormatCodec = {
  parse: (files) => fromTables(files, readCsv),
  serialise: writeCsvTables,
};

/** Cells that spreadsheets would run as formulas are guarded unless the options say otherwise. */
export function writeCsvTables(documents: readonly ExchangeDocument[], options: WriteOptions): WrittenFiles {
  const { spans, relations, documents: rows, losses } = toTables(documents, options);
  const safe = options.spreadsheetSafe ?? true;
  const table = (cells: Rows) => `${options.byteOrderMark === true ? '\ufeff' : ''}${writeCsv(cells, safe)}`;
  return {
    files: [
      { path: 'README.md', content: tablesReadme('csv', safe) },
      { path: 'documents.csv', content: table(rows) },
      { path: 'relations.csv', content: table(relations) },
      { path: 'spans.csv', content: table(spans) },
    ],
    losses,
    names: {},
  };
}
