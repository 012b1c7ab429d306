import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LINES_LIMIT } from '../registry.ts';

export const prodigyInfo: FormatInfo = {
  id: 'prodigy',
  name: 'Prodigy JSON Lines',
  use: { kind: 'tools', sentence: 'To go on in Prodigy, or to train from it.' },
  extensions: ['jsonl'],
  mediaType: 'application/jsonl',
  reads: 'accepted examples with text, spans and relations between spans, and their annotator',
  writes:
    'spans.jsonl with all spans and relations, and everything else in “meta”; ner.jsonl with one layer and relations.jsonl, both without overlaps',
  linkedWords: 'with the label cue:NAME, in spans.jsonl and relations.jsonl',
  loses: [
    'in ner.jsonl: all but one layer, relations, overlapping and discontinuous spans',
    'in relations.jsonl: overlapping spans that have no relation',
    'once another tool has changed the spans: what “meta” says of those that changed',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8',
  ...LINES_LIMIT,
  folder: true,
  choices: ['selection', 'pseudonyms', 'split', 'overlap', 'discontinuous'],
};
