import { columnParts, parseColumns } from '../columns/parse.ts';
import { columnsWriter } from '../columns/serialise.ts';
import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';

const openWriter = columnsWriter({ between: '\t', scheme: 'bioes', together: null });

/**
 * BIOES columns (formats.md 7): form and tag parted by a tab; one file a document. A format of its own, because spaCy
 * takes `S-` and `E-` for entities of one token.
 */
export const bioesCodec: FormatCodec = {
  parse: (files, names) => parseColumns(files, names, 'bioes'),
  parts: columnParts('bioes'),
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};
