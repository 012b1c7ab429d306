import { type FormatInfo, MEBIBYTE } from '../registry.ts';
import { MOST_PAGES } from './read-pages.ts';

/** Largest PDF, in bytes: nearly all of that is pictures. */
export const LARGEST_PDF = 256 * MEBIBYTE;

export const pdfInfo: FormatInfo = {
  id: 'pdf',
  name: 'PDF with text',
  extensions: ['pdf'],
  mediaType: 'application/pdf',
  reads:
    'one document a file: lines put together to paragraphs, columns one after the other, headings by their size, list items, tables as rows; title, author, language and dates',
  writes: null,
  loses: [
    'pictures, links, comments and form fields; running headers, footers and page numbers, which are counted; scans have no text and are refused',
    'what a PDF does not say and is told from places and sizes: which lines are a paragraph, and which hyphens at line ends are of the word',
  ],
  offsetUnit: null,
  encoding: 'PDF 1.0 to 2.0',
  limit: `${LARGEST_PDF / MEBIBYTE} MiB a file, ${MOST_PAGES} pages`,
};
