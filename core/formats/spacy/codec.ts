import type { FormatCodec } from '../exchange.ts';
import { parseSpacy } from './parse.ts';
import { openSpacy, serialiseSpacy } from './serialise.ts';

export const spacyCodec: FormatCodec = {
  parse: parseSpacy,
  surveyed: true,
  openWriter: openSpacy,
  serialise: serialiseSpacy,
};
