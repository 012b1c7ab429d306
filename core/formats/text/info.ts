import { type FormatInfo, LARGEST_TEXT_FILE, MEBIBYTE, READ_ENCODINGS } from '../registry.ts';

export const textInfo: FormatInfo = {
  id: 'text',
  name: 'Plain text',
  extensions: ['txt', 'text'],
  mediaType: 'text/plain',
  reads: 'one document a file: the text to the character, blocks by line, blank line or double space',
  writes: null,
  loses: ['a byte order mark', 'CR in line ends, which become LF'],
  offsetUnit: null,
  encoding: READ_ENCODINGS,
  limit: `${LARGEST_TEXT_FILE / MEBIBYTE} MiB a file`,
  largestFile: LARGEST_TEXT_FILE,
};
