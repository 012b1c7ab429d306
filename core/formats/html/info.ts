import { type FormatInfo, MEBIBYTE } from '../registry.ts';
import { LARGEST_PAGE } from '../web/parse.ts';

export const htmlInfo: FormatInfo = {
  id: 'html',
  name: 'HTML',
  use: { kind: 'reading', sentence: 'A report to read in a browser or to print.' },
  report: true,
  extensions: ['html', 'htm', 'xhtml'],
  mediaType: 'text/html',
  reads:
    'one document a page: its article, or all where none stands out; headings, paragraphs and list items as blocks; publisher, author, address, date and language as the page says',
  writes:
    'one report for people, which is not read back: texts with their spans marked, tables of annotations, relations, counts; no script, nothing from the network, fit to print',
  loses: [
    'at import: pictures, links, what is hidden, and what is around the article, which is counted',
    'in reports: origin and times of annotations; the source, metadata and states of documents; control characters',
  ],
  offsetUnit: 'code points',
  encoding:
    'read by its mark, as the page says, as UTF-8 or windows-1252; written as UTF-8 without a byte order mark',
  limit: `${LARGEST_PAGE / MEBIBYTE} MiB a page at import; of a report, a browser has to show the page: some thousand annotations`,
};
