import { columnParts, parseColumns } from '../columns/parse.ts';
import { columnsWriter } from '../columns/serialise.ts';
import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';

const openWriter = columnsWriter({ between: '\t', scheme: 'iob2', together: null });

/** IOB2 columns (formats.md 7): form and tag parted by a tab, as doccano's reader of CoNLL wants; one file a document. */
export const iob2TabCodec: FormatCodec = {
  parse: (files, names) => parseColumns(files, names, 'iob2'),
  parts: columnParts('iob2'),
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};
