import { parseTables } from '../csv/parse-tables.ts';
import { tablesReadme } from '../csv/readme.ts';
import { toTables } from '../csv/to-tables.ts';
import type { FormatCodec } from '../exchange.ts';
import { readTsv, readTsvOfOthers, writeTsv } from './tsv-text.ts';

/** The tables of CSV in tab-separated values without quotes (formats.md 15). */
export const tsvCodec: FormatCodec = {
  parse: (files, _names, choices) => parseTables(files, { ours: readTsv, others: readTsvOfOthers }, choices),
  serialise: (written, options) => {
    const { spans, relations, documents, losses } = toTables(written, options);
    return {
      files: [
        { path: 'README.md', content: tablesReadme('tsv') },
        { path: 'documents.tsv', content: writeTsv(documents, true) },
        { path: 'relations.tsv', content: writeTsv(relations, true) },
        { path: 'spans.tsv', content: writeTsv(spans, true) },
      ],
      losses,
      names: {},
    };
  },
};
