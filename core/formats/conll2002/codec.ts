import { columnParts, parseColumns } from '../columns/parse.ts';
import { columnsWriter } from '../columns/serialise.ts';
import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';

const openWriter = columnsWriter({ between: ' ', scheme: 'iob2', together: null });

/** CoNLL-2002 (formats.md 7): form and IOB2 tag parted by one space; one file a document. */
export const conll2002Codec: FormatCodec = {
  parse: (files, names) => parseColumns(files, names, 'iob2'),
  parts: columnParts('iob2'),
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};
