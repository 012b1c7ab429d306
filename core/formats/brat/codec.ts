import type { FormatCodec } from '../exchange.ts';
import { bratParts, parseBrat } from './parse.ts';
import { serialiseBrat } from './serialise.ts';

export const bratCodec: FormatCodec = { parse: parseBrat, parts: bratParts, serialise: serialiseBrat };
