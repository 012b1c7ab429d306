import { fromTables } from '../csv/from-tables.ts';
import { tablesReadme } from '../csv/readme.ts';
import { toTables } from '../csv/to-tables.ts';
import type { FormatCodec } from '../exchange.ts';
import { readTsv, writeTsv } from './tsv-text.ts';

/** The tables of CSV in tab-separated values without quotes (formats.md 15). */
export const tsvCodec: FormatCodec = {
  parse: (files) => fromTables(files, readTsv),
  serialise: (written, options) => {
    const { spans, relations, documents, losses } = toTables(written, options);
    const safe = options.spreadsheetSafe ?? true;
    return {
      files: [
        { path: 'README.md', content: tablesReadme('tsv', safe) },
        { path: 'documents.tsv', content: writeTsv(documents, safe) },
        { path: 'relations.tsv', content: writeTsv(relations, safe) },
        { path: 'spans.tsv', content: writeTsv(spans, safe) },
      ],
      losses,
      names: {},
    };
  },
};
