import type { FormatCodec } from '../exchange.ts';
import { parseBrat } from './parse.ts';
import { serialiseBrat } from './serialise.ts';

export const bratCodec: FormatCodec = { parse: parseBrat, serialise: serialiseBrat };
