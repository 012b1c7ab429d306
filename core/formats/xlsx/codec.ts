import type { FormatCodec } from '../exchange.ts';
import { parseWorkbooks } from './parse.ts';

/** Workbooks are read and not written: CSV opens in spreadsheets too. */
export const xlsxCodec: FormatCodec = {
  parse: (files, _names, _unit, choices) => parseWorkbooks(files, choices),
  surveyed: false,
  openWriter: null,
  serialise: null,
};
