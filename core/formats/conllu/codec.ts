import type { FormatCodec } from '../exchange.ts';
import { parseConllu } from './parse.ts';
import { openConllu, serialiseConllu } from './serialise.ts';

export const conlluCodec: FormatCodec = {
  parse: parseConllu,
  surveyed: true,
  openWriter: openConllu,
  serialise: serialiseConllu,
};
