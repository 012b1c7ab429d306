import type { FormatCodec } from '../exchange.ts';
import { parseTsv, tsvParts } from './parse.ts';
import { serialiseTsv } from './serialise.ts';

export const webannoTsvCodec: FormatCodec = { parse: parseTsv, parts: tsvParts, serialise: serialiseTsv };
