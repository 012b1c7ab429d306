import { KEPT_FACTS } from '../kept-facts.ts';
import { type FormatInfo, LINES_LIMIT } from '../registry.ts';

export const jsonlInfo: FormatInfo = {
  id: 'jsonl',
  name: 'Standoff JSON Lines',
  use: {
    kind: 'everything',
    sentence: 'The whole project but for the log: to keep, to hand on, to read with a program.',
  },
  extensions: ['jsonl', 'ndjson'],
  mediaType: 'application/jsonl',
  reads:
    'documents with text, blocks, source, metadata, states, annotations and relations; a line may be as short as {"text": "…"}',
  writes:
    'one document a line with text, blocks, source, metadata, states, annotations and relations: everything that it reads',
  loses: [
    'the original bytes of imported files (their SHA-256 is kept)',
    'the change log',
    'the scheme (ids of layers, labels, attributes and relation types are kept)',
    'the times when annotators were added',
  ],
  keeps: KEPT_FACTS,
  offsetUnit: 'code points',
  encoding: 'UTF-8, a byte order mark is accepted and never written',
  ...LINES_LIMIT,
};
