import type { FormatCodec } from '../exchange.ts';
import { parseTsv } from './parse.ts';
import { openTsv, serialiseTsv } from './serialise.ts';

export const webannoTsvCodec: FormatCodec = {
  parse: parseTsv,
  surveyed: true,
  openWriter: openTsv,
  serialise: serialiseTsv,
};
