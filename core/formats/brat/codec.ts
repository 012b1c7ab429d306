import type { FormatCodec } from '../exchange.ts';
import { parseBrat } from './parse.ts';
import { openBrat, serialiseBrat } from './serialise.ts';

export const bratCodec: FormatCodec = {
  parse: parseBrat,
  surveyed: true,
  openWriter: openBrat,
  serialise: serialiseBrat,
};
