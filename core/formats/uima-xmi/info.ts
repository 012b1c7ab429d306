import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const uimaXmiInfo: FormatInfo = {
  id: 'uima-xmi',
  name: 'UIMA CAS XMI (INCEpTION)',
  use: { kind: 'tools', sentence: 'To go on in INCEpTION and in programs of Apache UIMA.' },
  extensions: ['xmi'],
  mediaType: 'application/vnd.xmi+xml',
  reads:
    'the text, spans of all types with their features as attributes, relations, slots; TypeSystem.xml beside it says what refers to what',
  writes:
    'an .xmi file a document, or a file an annotator where a document has several, and TypeSystem.xml; sentences and tokens, spans, relations, links as relations',
  linkedWords: 'of the type webanno.custom.Cue, with the value NAME',
  loses: [
    'characters that XML forbids, which become spaces',
    'relations and links from one annotator to another, who has a file of their own',
    'what other programs than Standoff say of tokens and sentences',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'UTF-16 units',
  encoding: 'UTF-8; a document type is refused',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
