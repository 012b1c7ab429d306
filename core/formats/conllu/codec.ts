import type { FormatCodec } from '../exchange.ts';
import { eachAlone } from '../shared/file-groups.ts';
import { parseConllu } from './parse.ts';
import { openConllu, serialiseConllu } from './serialise.ts';

export const conlluCodec: FormatCodec = {
  parse: parseConllu,
  parts: eachAlone(),
  surveyed: true,
  openWriter: openConllu,
  serialise: serialiseConllu,
};
