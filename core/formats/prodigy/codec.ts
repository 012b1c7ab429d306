import type { FormatCodec } from '../exchange.ts';
import { parseProdigy, prodigyParts } from './parse.ts';
import { openProdigy, serialiseProdigy } from './serialise.ts';

export const prodigyCodec: FormatCodec = {
  parse: parseProdigy,
  parts: prodigyParts,
  surveyed: false,
  openWriter: openProdigy,
  serialise: serialiseProdigy,
};
