import { csvInfo } from '../csv/info.ts';
import type { FormatInfo } from '../registry.ts';

export const tsvInfo: FormatInfo = {
  ...csvInfo,
  id: 'tsv',
  name: 'TSV tables',
  use: { kind: 'reading', sentence: 'Tables for programs that split at tabs.' },
  extensions: ['tsv', 'tab'],
  mediaType: 'text/tab-separated-values',
  encoding: 'UTF-8, a byte order mark is accepted and not written',
  choices: ['selection', 'pseudonyms', 'split', 'spreadsheetSafe'],
};
