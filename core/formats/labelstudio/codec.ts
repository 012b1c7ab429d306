import type { FormatCodec } from '../exchange.ts';
import { labelstudioParts, parseLabelstudio } from './parse.ts';
import { openLabelstudio, serialiseLabelstudio } from './serialise.ts';

export const labelstudioCodec: FormatCodec = {
  parse: parseLabelstudio,
  parts: labelstudioParts,
  surveyed: true,
  openWriter: openLabelstudio,
  serialise: serialiseLabelstudio,
};
