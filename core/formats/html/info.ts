import type { FormatInfo } from '../registry.ts';

export const htmlInfo: FormatInfo = {
  id: 'html',
  name: 'HTML report',
  extensions: ['html'],
  mediaType: 'text/html',
  reads: null,
  writes:
    'one page for people: texts with their spans marked, tables of annotations, relations, counts; no script, nothing from the network, fit to print',
  loses: [
    'origin and times of annotations',
    'the source, metadata and states of documents',
    'control characters',
  ],
  offsetUnit: 'code points',
  encoding: 'UTF-8 without a byte order mark',
  limit: 'a browser has to show the page: some thousand annotations',
};
