import type { FormatCodec } from '../exchange.ts';
import { parseHuggingface } from './parse.ts';
import { openHuggingface, serialiseHuggingface } from './serialise.ts';

export const huggingfaceCodec: FormatCodec = {
  parse: parseHuggingface,
  surveyed: false,
  openWriter: openHuggingface,
  serialise: serialiseHuggingface,
};
