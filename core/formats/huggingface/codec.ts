import type { FormatCodec } from '../exchange.ts';
import { parseHuggingface } from './parse.ts';
import { serialiseHuggingface } from './serialise.ts';

export const huggingfaceCodec: FormatCodec = { parse: parseHuggingface, serialise: serialiseHuggingface };
