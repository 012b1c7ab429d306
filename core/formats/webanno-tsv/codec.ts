import type { FormatCodec } from '../exchange.ts';
import { parseTsv } from './parse.ts';
import { serialiseTsv } from './serialise.ts';

export const webannoTsvCodec: FormatCodec = { parse: parseTsv, serialise: serialiseTsv };
