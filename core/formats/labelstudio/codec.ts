import type { FormatCodec } from '../exchange.ts';
import { parseLabelstudio } from './parse.ts';
import { openLabelstudio, serialiseLabelstudio } from './serialise.ts';

export const labelstudioCodec: FormatCodec = {
  parse: parseLabelstudio,
  surveyed: true,
  openWriter: openLabelstudio,
  serialise: serialiseLabelstudio,
};
