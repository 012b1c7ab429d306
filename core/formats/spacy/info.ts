import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LARGEST_EXCHANGE_FILE, LINES_LIMIT, MEBIBYTE } from '../registry.ts';

export const spacyInfo: FormatInfo = {
  id: 'spacy',
  name: 'spaCy training input',
  use: {
    kind: 'training',
    sentence: 'To train spaCy: entities, span groups, and files for “spacy convert”.',
  },
  extensions: ['jsonl', 'json'],
  mediaType: 'application/jsonl',
  reads:
    'JSON Lines with text, entities and span groups, and everything else in “meta” that was written by Standoff; the JSON of spaCy 2 with tokens and tags',
  writes:
    'spans.jsonl with entities, span groups, and everything else in “meta”; train.json, train.conll and train.iob for “spacy convert”, with entities alone; a README',
  loses: [
    'in train.*: all but one layer, attributes, relations, overlapping and discontinuous spans',
    'once another tool has changed the spans: what “meta” says of those that changed',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8',
  largestFile: LINES_LIMIT.largestFile,
  limit: `JSON Lines: ${LINES_LIMIT.limit}; JSON: ${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
  choices: [
    'selection',
    'pseudonyms',
    'split',
    'tokens',
    'sentences',
    'tokenEdges',
    'overlap',
    'discontinuous',
  ],
};
