import type { FormatCodec } from '../exchange.ts';
import { parseWorkbooks } from './parse.ts';

/** Workbooks are read and not written: CSV opens in spreadsheets too. */
export const xlsxCodec: FormatCodec = {
  parse: (files, _names, choices) => parseWorkbooks(files, choices),
  serialise: null,
};
