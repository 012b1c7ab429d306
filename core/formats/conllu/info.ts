import type { FormatInfo } from '../registry.ts';
import { DOCUMENTS_LIMIT } from '../registry.ts';

export const conlluInfo: FormatInfo = {
  id: 'conllu',
  name: 'CoNLL-U',
  use: {
    kind: 'training',
    sentence: 'To train beside treebanks: words with their spaces, a key for each layer.',
  },
  extensions: ['conllu'],
  mediaType: 'text/plain',
  reads:
    'words with the white space between them, and spans from NE, name, NER, Entity and any key of the last column that has tags; also CoNLL-X',
  writes:
    'all documents in one file: words, NE for the entity layer and a key for each other layer, TokenRange',
  loses: [
    'of spans of one layer that share a word all but one',
    'spans with gaps, unless they are filled or cut',
    'attributes, certainty, notes and relations',
    'annotators, states, sources, metadata, and ids of annotations',
    'labels as they are: they are written in A to Z and _',
    'characters written in parts, which are composed (NFC)',
    'white space other than spaces, tabs and line feeds',
    'at import: lemmas, parts of speech, features, the tree, empty nodes, coreference',
  ],
  keeps: ['title'],
  offsetUnit: 'code points',
  encoding: 'UTF-8, NFC',
  ...DOCUMENTS_LIMIT,
  choices: ['selection', 'split', 'tokens', 'sentences', 'tokenEdges', 'overlap', 'discontinuous'],
};
