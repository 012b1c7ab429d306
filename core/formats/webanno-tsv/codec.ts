import type { FormatCodec } from '../exchange.ts';
import { parseTsv, tsvParts } from './parse.ts';
import { openTsv, serialiseTsv } from './serialise.ts';

export const webannoTsvCodec: FormatCodec = {
  parse: parseTsv,
  parts: tsvParts,
  surveyed: true,
  openWriter: openTsv,
  serialise: serialiseTsv,
};
