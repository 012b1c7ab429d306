import { COLUMNS_INFO } from '../columns/info.ts';
import type { FormatInfo } from '../registry.ts';

export const iob2TabInfo: FormatInfo = {
  ...COLUMNS_INFO,
  id: 'iob2-tab',
  name: 'IOB2 columns',
  use: { kind: 'training', sentence: 'To train a tagger that splits at tabs, or to go on in doccano.' },
  extensions: ['iob2', 'conll'],
  writes: 'a word and its IOB2 tag a line, parted by a tab; a file a document',
  folder: true,
};
