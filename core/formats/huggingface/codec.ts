import type { FormatCodec } from '../exchange.ts';
import { huggingfaceParts, parseHuggingface } from './parse.ts';
import { serialiseHuggingface } from './serialise.ts';

export const huggingfaceCodec: FormatCodec = {
  parse: parseHuggingface,
  parts: huggingfaceParts,
  serialise: serialiseHuggingface,
};
