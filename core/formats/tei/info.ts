import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const teiInfo: FormatInfo = {
  id: 'tei',
  name: 'TEI P5 stand-off',
  use: { kind: 'everything', sentence: 'An edition with its annotations beside it, for archives.' },
  extensions: ['xml', 'tei'],
  mediaType: 'application/tei+xml',
  reads:
    'TEI P5: the text, spans of spanGrp at anchors or elements with features, notes and links; without spans, names and quotes marked in the text',
  writes:
    'an XML file a document: the text with anchors, spans, features, links, notes, annotators and what is known of the document',
  linkedWords: 'in a spanGrp of type cue and subtype stretch',
  loses: ['characters that XML forbids, which become spaces'],
  keeps: KEPT_FACTS,
  offsetUnit: null,
  encoding: 'UTF-8; a document type is refused',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
