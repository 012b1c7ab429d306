import type { FormatCodec } from '../exchange.ts';
import { conlluParts, parseConllu } from './parse.ts';
import { openConllu, serialiseConllu } from './serialise.ts';

export const conlluCodec: FormatCodec = {
  parse: parseConllu,
  parts: conlluParts,
  surveyed: true,
  openWriter: openConllu,
  serialise: serialiseConllu,
};
