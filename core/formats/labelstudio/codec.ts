import type { FormatCodec } from '../exchange.ts';
import { parseLabelstudio } from './parse.ts';
import { serialiseLabelstudio } from './serialise.ts';

export const labelstudioCodec: FormatCodec = { parse: parseLabelstudio, serialise: serialiseLabelstudio };
