import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, LARGEST_JSONL_FILE, MEBIBYTE } from '../registry.ts';

const READS =
  'tables of spans, relations and documents, told apart by their columns; texts from a column or from files beside the table; a table of articles, one a row';
const WRITES = 'spans, one row a fragment; relations; documents with their texts';
const LOSES = [
  'the original bytes of imported files',
  'the change log',
  'the scheme (ids of layers, labels, attributes and relation types are kept)',
];
const LIMIT = `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB for all files together; ${LARGEST_JSONL_FILE / MEBIBYTE / 1024} GiB a file as we export them, by document`;

export const csvInfo: FormatInfo = {
  id: 'csv',
  name: 'CSV tables',
  use: { kind: 'reading', sentence: 'Tables for spreadsheets, R and pandas.' },
  extensions: ['csv'],
  mediaType: 'text/csv',
  reads: READS,
  writes: `${WRITES}; what a spreadsheet would run as a formula gets an apostrophe, at the beginning of a cell and after separators in it, unless that is turned off, and the import takes it away`,
  linkedWords: 'of the layer NAME, without a label, with an annotation_id that ends in .span',
  loses: LOSES,
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8, a byte order mark is accepted, and written where it is chosen',
  largestFile: LARGEST_JSONL_FILE,
  limit: LIMIT,
  folder: true,
  choices: ['selection', 'pseudonyms', 'split', 'spreadsheetSafe', 'byteOrderMark'],
};
