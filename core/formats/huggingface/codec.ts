import type { FormatCodec } from '../exchange.ts';
import { huggingfaceParts, parseHuggingface } from './parse.ts';
import { openHuggingface, serialiseHuggingface } from './serialise.ts';

export const huggingfaceCodec: FormatCodec = {
  parse: parseHuggingface,
  parts: huggingfaceParts,
  surveyed: false,
  openWriter: openHuggingface,
  serialise: serialiseHuggingface,
};
