import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const xlsxInfo: FormatInfo = {
  id: 'xlsx',
  name: 'Excel workbook',
  extensions: ['xlsx', 'xlsm'],
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  reads:
    'a table of articles, one a row, in the first sheet or the one chosen: cells as they are shown, dates as 2024-03-01, formulas by their saved values',
  writes: null,
  loses: [
    'formulas, comments, pictures, links and formats of cells',
    'sheets other than the one chosen',
    'macros',
  ],
  offsetUnit: null,
  encoding: 'of the format itself',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB, 5 million cells a sheet`,
  archive: true,
};
