import { parseColumns } from '../columns/parse.ts';
import { serialiseColumns } from '../columns/serialise.ts';
import type { FormatCodec } from '../exchange.ts';
import { eachAlone } from '../shared/file-groups.ts';

/** CoNLL-2002 (formats.md 7): form and IOB2 tag parted by one space; one file a document. */
export const conll2002Codec: FormatCodec = {
  parse: (files, names) => parseColumns(files, names, 'iob2'),
  parts: eachAlone(),
  serialise: (documents, options) =>
    serialiseColumns(documents, options, { between: ' ', scheme: 'iob2', together: null }),
};
