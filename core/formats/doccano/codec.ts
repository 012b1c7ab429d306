import type { FormatCodec } from '../exchange.ts';
import { doccanoParts, parseDoccano } from './parse.ts';
import { serialiseDoccano } from './serialise.ts';

export const doccanoCodec: FormatCodec = {
  parse: parseDoccano,
  parts: doccanoParts,
  serialise: serialiseDoccano,
};
