import { type FormatInfo, MEBIBYTE } from '../registry.ts';
import { LARGEST_PAGE } from '../web/parse.ts';

/** Longest text of a book, in UTF-16 units. */
export const LONGEST_BOOK = 64 * MEBIBYTE;

export const epubInfo: FormatInfo = {
  id: 'epub',
  name: 'EPUB e-book',
  extensions: ['epub'],
  mediaType: 'application/epub+zip',
  reads:
    'EPUB 2 and 3: one document a book, its chapters in reading order; headings, paragraphs and list items as blocks; title, authors, publisher, date, language and identifiers',
  writes: null,
  loses: [
    'pictures, links, the table of contents, and numbers of printed pages; missing chapters, which are named; books with copy protection are refused',
  ],
  offsetUnit: null,
  encoding: 'a ZIP archive of XML and XHTML',
  limit: `${LARGEST_PAGE / MEBIBYTE} MiB a chapter unpacked, 64 Mi characters a book`,
  archive: true,
};
