import { parseTables } from '../csv/parse-tables.ts';
import { tableParts } from '../csv/side-by-side.ts';
import { tablesWriter } from '../csv/to-tables.ts';
import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { createTsvReader, readTsv, readTsvOfOthers, writeTsv } from './tsv-text.ts';

const openWriter = tablesWriter('tsv', writeTsv);

/** The tables of CSV in tab-separated values without quotes (formats.md 15). */
export const tsvCodec: FormatCodec = {
  parse: (files, _names, _unit, choices) =>
    parseTables(files, { ours: readTsv, others: readTsvOfOthers }, choices),
  parts: tableParts('tsv', createTsvReader),
  surveyed: false,
  openWriter,
  serialise: collected(openWriter),
};
