import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const uimaJsonInfo: FormatInfo = {
  id: 'uima-json',
  name: 'UIMA CAS JSON 0.4 (INCEpTION)',
  use: { kind: 'tools', sentence: 'To go on in INCEpTION, in its newer form.' },
  extensions: ['json'],
  mediaType: 'application/json',
  reads: 'the text, spans of all types with their features as attributes, relations, slots',
  writes:
    'a .json file a document, or a file an annotator where a document has several; types, sentences and tokens, spans, relations, links as relations',
  linkedWords: 'of the type webanno.custom.Cue, with the value NAME',
  loses: [
    'relations and links from one annotator to another, who has a file of their own',
    'what other programs than Standoff say of tokens and sentences',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'UTF-16 units',
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
