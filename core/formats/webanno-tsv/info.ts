import type { FormatInfo } from '../registry.ts';
import { LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const webannoTsvInfo: FormatInfo = {
  id: 'webanno-tsv',
  name: 'WebAnno TSV 3.3',
  use: { kind: 'tools', sentence: 'To go on in INCEpTION or WebAnno, one file a document.' },
  extensions: ['tsv'],
  mediaType: 'text/tab-separated-values',
  reads:
    'versions 3.0 to 3.3: span layers with their features, relations, slots and chains as relations; the text as INCEpTION rebuilds it',
  writes:
    'a file for each document, and TypeSystem.xml with the layers that a project needs: spans with attributes and notes as features, one annotation for each fragment, relations; links as relations',
  linkedWords: 'of the type webanno.custom.Cue, with the value NAME',
  loses: [
    'times, origins and ids, and the annotator where there is one (of several, each has a folder)',
    'titles (file names are made of them), languages, sources, metadata, states and blocks of documents',
    'white space at the edges of spans, and before the first word',
    'documents without a word',
    'the order of the links of an attribute: those to spans come first, in the order of the text',
    'without the manifest of the export: which relations were links, several values of an attribute (one value with ; between them), and changed names',
  ],
  offsetUnit: 'UTF-16 units',
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
