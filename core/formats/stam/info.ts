import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const stamInfo: FormatInfo = {
  id: 'stam',
  name: 'STAM JSON (experimental)',
  use: { kind: 'everything', sentence: 'Stand-off text annotation for programs of STAM.' },
  extensions: ['json'],
  mediaType: 'application/json',
  reads:
    'annotation stores: texts in the store or in files that are chosen with it, spans of one or several parts, relations of two annotations; other selectors are reported',
  writes:
    'one annotation store with texts, spans, attributes and relations; no program that reads STAM was there to check it',
  linkedWords: 'of the layer NAME, without a label, with an id that ends in .span',
  loses: [
    'the original bytes of imported files',
    'the change log',
    'the scheme (ids of layers, labels, attributes and relation types are kept)',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8 without a byte order mark',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB for all files together`,
};
