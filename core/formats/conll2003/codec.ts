import { columnParts, parseColumns } from '../columns/parse.ts';
import { columnsWriter } from '../columns/serialise.ts';
import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';

const openWriter = columnsWriter({
  between: ' -X- O ',
  scheme: 'iob2',
  together: { path: 'documents.conll', documentLine: '-DOCSTART- -X- O O' },
});

/**
 * CoNLL-2003 (formats.md 7): form, `-X-`, `O` and IOB2 tag parted by one space; all documents in one file. spaCy
 * knows a document by exactly this line (spaCy#10058).
 */
export const conll2003Codec: FormatCodec = {
  parse: (files, names) => parseColumns(files, names, 'iob2'),
  parts: columnParts('iob2'),
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};
