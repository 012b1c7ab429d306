import type { ExchangeDocument, FormatCodec, WriteOptions, WrittenFiles } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { readCsv, writeCsv } from './csv-text.ts';
import { fromTables } from './from-tables.ts';
import { tablesWriter } from './to-tables.ts';

const openWriter = csvWriter(true);

/** Tables of spans, relations and documents in RFC 4180 (formats.md 15), with cells that cannot become formulas. */
export const csvCodec: FormatCodec = {
  parse: (files) => fromTables(files, readCsv),
  surveyed: false,
  openWriter,
  serialise: collected(openWriter),
};

/** `safe` guards cells that spreadsheets would run as formulas. */
export function writeCsvTables(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  safe: boolean,
): WrittenFiles {
  return collected(csvWriter(safe))(documents, options);
}

function csvWriter(safe: boolean) {
  return tablesWriter('csv', (rows) => writeCsv(rows, safe));
}
