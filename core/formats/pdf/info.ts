import { type FormatInfo, MEBIBYTE } from '../registry.ts';

export const pdfInfo: FormatInfo = {
  id: 'pdf',
  name: 'PDF with text',
  extensions: ['pdf'],
  mediaType: 'application/pdf',
  reads: 'todo',
  writes: null,
  loses: [],
  offsetUnit: null,
  encoding: 'PDF',
  limit: `${64 * MEBIBYTE}`,
};
