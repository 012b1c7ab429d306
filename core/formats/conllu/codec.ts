import type { FormatCodec } from '../exchange.ts';
import { parseConllu } from './parse.ts';
import { serialiseConllu } from './serialise.ts';

export const conlluCodec: FormatCodec = { parse: parseConllu, serialise: serialiseConllu };
