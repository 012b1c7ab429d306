import type { FormatCodec } from '../exchange.ts';
import { parseSpacy, spacyParts } from './parse.ts';
import { openSpacy, serialiseSpacy } from './serialise.ts';

export const spacyCodec: FormatCodec = {
  parse: parseSpacy,
  parts: spacyParts,
  surveyed: true,
  openWriter: openSpacy,
  serialise: serialiseSpacy,
};
