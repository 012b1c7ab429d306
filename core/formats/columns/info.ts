import { DOCUMENTS_LIMIT } from '../registry.ts';

/** What the formats of columns have in common for `standoff formats`. */
export const COLUMNS_INFO = {
  mediaType: 'text/plain',
  reads:
    'a word a line with its tag in the last column (IOB1, IOB2, BIOES, BILOU or BMES); a new text is made of the words',
  loses: [
    'white space: readers join words with one space and sentences with a line end',
    'of spans that share a word all but one',
    'spans with gaps, unless they are filled or cut',
    'attributes, certainty, notes and relations',
    'annotators, states, and ids',
    'titles as they are, sources and metadata',
    'white space in labels, which becomes _',
  ],
  offsetUnit: null,
  encoding: 'UTF-8',
  ...DOCUMENTS_LIMIT,
  oneLabelPerToken: true,
  choices: ['selection', 'split', 'tokens', 'sentences', 'tokenEdges', 'overlap', 'discontinuous'],
} as const;
