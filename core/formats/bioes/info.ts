import { COLUMNS_INFO } from '../columns/info.ts';
import type { FormatInfo } from '../registry.ts';

export const bioesInfo: FormatInfo = {
  ...COLUMNS_INFO,
  id: 'bioes',
  name: 'BIOES columns',
  use: { kind: 'training', sentence: 'To train a tagger that tells first, last and single words apart.' },
  extensions: ['bioes', 'conll'],
  writes: 'a word and its BIOES tag a line, parted by a tab; a file a document',
  folder: true,
};
