import { type FormatInfo, LARGEST_TEXT_FILE, MEBIBYTE, READ_ENCODINGS } from '../registry.ts';

export const markdownInfo: FormatInfo = {
  id: 'markdown',
  name: 'Markdown',
  use: { kind: 'reading', sentence: 'A report to read as text.' },
  report: true,
  extensions: ['md', 'markdown'],
  mediaType: 'text/markdown',
  reads:
    'one document a file: the text with its marks, to the character; headings, paragraphs and list items as blocks',
  writes:
    'one report for people: texts with their spans marked, tables of annotations, relations, counts; it is not read back',
  loses: [
    'at import: a byte order mark, and CR in line ends, which become LF',
    'in reports: origin and times of annotations; the source, metadata and states of documents; control characters',
  ],
  offsetUnit: null,
  encoding: READ_ENCODINGS,
  limit: `${LARGEST_TEXT_FILE / MEBIBYTE} MiB a file`,
  largestFile: LARGEST_TEXT_FILE,
};
