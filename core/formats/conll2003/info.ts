import { COLUMNS_INFO } from '../columns/info.ts';
import type { FormatInfo } from '../registry.ts';

export const conll2003Info: FormatInfo = {
  ...COLUMNS_INFO,
  id: 'conll2003',
  name: 'CoNLL-2003',
  use: { kind: 'training', sentence: 'To train a tagger of names: a word a line, all in one file.' },
  extensions: ['conll', 'conll2003'],
  writes: 'a word and its IOB2 tag a line, with -X- and O between; documents begin with -DOCSTART-',
};
