import type { FormatCodec } from '../exchange.ts';
import { labelstudioParts, parseLabelstudio } from './parse.ts';
import { serialiseLabelstudio } from './serialise.ts';

export const labelstudioCodec: FormatCodec = {
  parse: parseLabelstudio,
  parts: labelstudioParts,
  serialise: serialiseLabelstudio,
};
