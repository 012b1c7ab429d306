import { COLUMNS_INFO } from '../columns/info.ts';
import type { FormatInfo } from '../registry.ts';

export const conll2002Info: FormatInfo = {
  ...COLUMNS_INFO,
  id: 'conll2002',
  name: 'CoNLL-2002',
  use: { kind: 'training', sentence: 'To train a tagger of names: a word a line, a file a document.' },
  extensions: ['conll2002', 'conll', 'iob', 'iob2', 'bio'],
  writes: 'a word and its IOB2 tag a line, parted by a space; a file a document',
  folder: true,
};
