import type { FormatCodec } from '../exchange.ts';
import { parseDoccano } from './parse.ts';
import { openDoccano, serialiseDoccano } from './serialise.ts';

export const doccanoCodec: FormatCodec = {
  parse: parseDoccano,
  surveyed: false,
  openWriter: openDoccano,
  serialise: serialiseDoccano,
};
