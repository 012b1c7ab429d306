import type { FormatCodec } from '../exchange.ts';
import { parseProdigy, prodigyParts } from './parse.ts';
import { serialiseProdigy } from './serialise.ts';

export const prodigyCodec: FormatCodec = {
  parse: parseProdigy,
  parts: prodigyParts,
  serialise: serialiseProdigy,
};
