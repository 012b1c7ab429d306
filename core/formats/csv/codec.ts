import type { ExchangeDocument, FormatCodec, WriteOptions, WrittenFiles } from '../exchange.ts';
import { readCsv, writeCsv } from './csv-text.ts';
import { parseTables } from './parse-tables.ts';
import { tablesReadme } from './readme.ts';
import { toTables } from './to-tables.ts';

/** Tables of spans, relations and documents in RFC 4180 (formats.md 15), with cells that cannot become formulas. */
export const csvCodec: FormatCodec = {
  parse: (files, _names, choices) => parseTables(files, { ours: readCsv, others: readCsv }, choices),
  serialise: (documents, options) => writeCsvTables(documents, options, true),
};

/** `safe` guards cells that spreadsheets would run as formulas. */
export function writeCsvTables(
  documents: readonly ExchangeDocument[],
  options: WriteOptions,
  safe: boolean,
): WrittenFiles {
  const { spans, relations, documents: rows, losses } = toTables(documents, options);
  return {
    files: [
      { path: 'README.md', content: tablesReadme('csv') },
      { path: 'documents.csv', content: writeCsv(rows, safe) },
      { path: 'relations.csv', content: writeCsv(relations, safe) },
      { path: 'spans.csv', content: writeCsv(spans, safe) },
    ],
    losses,
    names: {},
  };
}
