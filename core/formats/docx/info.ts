import { type FormatInfo, MEBIBYTE } from '../registry.ts';
import { LARGEST_PART } from './package-parts.ts';

export const docxInfo: FormatInfo = {
  id: 'docx',
  name: 'Word document (DOCX)',
  extensions: ['docx', 'docm', 'dotx'],
  mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  reads:
    'one document a file: headings, paragraphs, list items and tables as blocks, text boxes, foot- and endnotes at the end; tracked changes as if accepted; title, author, dates and language',
  writes: null,
  loses: [
    'pictures, charts and embedded files, deleted and hidden text, comments, headers and footers, all of which are counted',
    'numbers and bullets of lists and headings, which Word makes; addresses of links; formatting; the structure of formulas',
  ],
  offsetUnit: null,
  encoding: 'a ZIP archive of XML in UTF-8',
  limit: `${LARGEST_PART / MEBIBYTE} MiB a part unpacked`,
  archive: true,
};
