import type { FormatCodec } from '../exchange.ts';
import { bratParts, parseBrat } from './parse.ts';
import { openBrat, serialiseBrat } from './serialise.ts';

export const bratCodec: FormatCodec = {
  parse: parseBrat,
  parts: bratParts,
  surveyed: true,
  openWriter: openBrat,
  serialise: serialiseBrat,
};
