import { type FormatInfo, LINES_LIMIT } from '../registry.ts';

export const doccanoInfo: FormatInfo = {
  id: 'doccano',
  name: 'doccano JSON Lines',
  use: { kind: 'tools', sentence: 'To go on in doccano.' },
  extensions: ['jsonl'],
  mediaType: 'application/jsonl',
  reads: 'one document a line: text, spans (with relations, or as triples), comments, other keys as metadata',
  writes:
    'one document a line: text, spans and relations where several layers are exported, triples where one is; fragments joined by relations',
  linkedWords: 'with the label cue:NAME',
  loses: [
    'attributes, other than links into the text, which become relations',
    'notes and certainty',
    'with one layer: relations, overlapping and discontinuous spans',
    'annotators, origins, times, ids of spans and relations',
    'title, language, blocks, source, metadata and states of documents',
  ],
  offsetUnit: 'UTF-16 units',
  encoding: 'UTF-8',
  ...LINES_LIMIT,
  choices: ['selection', 'split', 'overlap', 'discontinuous', 'unit'],
};
