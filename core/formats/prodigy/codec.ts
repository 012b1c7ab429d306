import type { FormatCodec } from '../exchange.ts';
import { parseProdigy } from './parse.ts';
import { openProdigy, serialiseProdigy } from './serialise.ts';

export const prodigyCodec: FormatCodec = {
  parse: parseProdigy,
  surveyed: false,
  openWriter: openProdigy,
  serialise: serialiseProdigy,
};
