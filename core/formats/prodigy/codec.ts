import type { FormatCodec } from '../exchange.ts';
import { parseProdigy } from './parse.ts';
import { serialiseProdigy } from './serialise.ts';

export const prodigyCodec: FormatCodec = { parse: parseProdigy, serialise: serialiseProdigy };
