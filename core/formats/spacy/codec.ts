import type { FormatCodec } from '../exchange.ts';
import { parseSpacy } from './parse.ts';
import { serialiseSpacy } from './serialise.ts';

export const spacyCodec: FormatCodec = { parse: parseSpacy, serialise: serialiseSpacy };
