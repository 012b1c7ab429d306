import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { createCsvReader, readCsv, writeCsv } from './csv-text.ts';
import { parseTables } from './parse-tables.ts';
import { tableParts } from './side-by-side.ts';
import { tablesWriter } from './to-tables.ts';

const openCsv = tablesWriter('csv', writeCsv);

export const writeCsvTables = collected(openCsv);

/** Tables of spans, relations and documents in RFC 4180 (formats.md 15), with cells that cannot become formulas. */
export const csvCodec: FormatCodec = {
  parse: (files, _names, _unit, choices) => parseTables(files, { ours: readCsv, others: readCsv }, choices),
  parts: tableParts('csv', createCsvReader),
  surveyed: false,
  openWriter: openCsv,
  serialise: writeCsvTables,
};
