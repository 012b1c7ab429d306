import type { FormatCodec } from '../exchange.ts';
import { parseDoccano } from './parse.ts';
import { serialiseDoccano } from './serialise.ts';

export const doccanoCodec: FormatCodec = { parse: parseDoccano, serialise: serialiseDoccano };
