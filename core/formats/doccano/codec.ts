import type { FormatCodec } from '../exchange.ts';
import { doccanoParts, parseDoccano } from './parse.ts';
import { openDoccano, serialiseDoccano } from './serialise.ts';

export const doccanoCodec: FormatCodec = {
  parse: parseDoccano,
  parts: doccanoParts,
  surveyed: false,
  openWriter: openDoccano,
  serialise: serialiseDoccano,
};
