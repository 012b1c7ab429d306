import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LINES_LIMIT } from '../registry.ts';

export const huggingfaceInfo: FormatInfo = {
  id: 'huggingface',
  name: 'Hugging Face dataset',
  use: { kind: 'training', sentence: 'To train, share and publish: a dataset with splits and a card.' },
  extensions: ['jsonl'],
  mediaType: 'application/jsonl',
  reads:
    'the JSON Lines of a dataset: text with spans and relations, and everything else that was written by Standoff; tokens with tags where there is no text; no Parquet',
  writes:
    'for each split JSON Lines and Parquet with spans, relations, tokens and tags; the fragments of spans as a table in Parquet; a dataset card with statistics, sources and licence',
  linkedWords: 'of the layer NAME, without a label, with an id that ends in .span',
  loses: [
    'in tokens and ner_tags: all but one layer, attributes, relations, overlapping and discontinuous spans',
    'once another tool has changed the spans: what “standoff” says of those that changed',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8',
  ...LINES_LIMIT,
  folder: true,
  hasSplits: true,
  choices: [
    'selection',
    'pseudonyms',
    'split',
    'card',
    'tokens',
    'sentences',
    'tokenEdges',
    'overlap',
    'discontinuous',
  ],
};
