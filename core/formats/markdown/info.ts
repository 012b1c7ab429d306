import { type FormatInfo, LARGEST_TEXT_FILE, MEBIBYTE, READ_ENCODINGS } from '../registry.ts';

export const markdownInfo: FormatInfo = {
  id: 'markdown',
  name: 'Markdown',
  extensions: ['md', 'markdown'],
  mediaType: 'text/markdown',
  reads:
    'one document a file: the text with its marks, to the character; headings, paragraphs and list items as blocks',
  writes: null,
  loses: ['a byte order mark', 'CR in line ends, which become LF'],
  offsetUnit: null,
  encoding: READ_ENCODINGS,
  limit: `${LARGEST_TEXT_FILE / MEBIBYTE} MiB a file`,
};
