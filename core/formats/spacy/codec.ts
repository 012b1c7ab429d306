import type { FormatCodec } from '../exchange.ts';
import { parseSpacy, spacyParts } from './parse.ts';
import { serialiseSpacy } from './serialise.ts';

export const spacyCodec: FormatCodec = { parse: parseSpacy, parts: spacyParts, serialise: serialiseSpacy };
