import { csvInfo } from '../csv/info.ts';
import type { FormatInfo } from '../registry.ts';

export const tsvInfo: FormatInfo = {
  ...csvInfo,
  id: 'tsv',
  name: 'TSV tables',
  extensions: ['tsv', 'tab'],
  mediaType: 'text/tab-separated-values',
};
