import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const labelstudioInfo: FormatInfo = {
  id: 'labelstudio',
  name: 'Label Studio JSON',
  use: { kind: 'tools', sentence: 'To go on in Label Studio.' },
  extensions: ['json'],
  mediaType: 'application/json',
  reads:
    'tasks with a text, or with HTML whose text is what a page shows: regions, choices and texts of regions, relations; of annotations and predictions, with their annotators',
  writes:
    'tasks.json, and config.xml to paste into the labelling interface: text, spans, attributes, certainty, notes and relations; fragments joined by relations; gold as the ground truth',
  linkedWords: 'with the label NAME of the layer cue',
  loses: [
    'links into the text become relations, links to a name become values',
    'relations between spans of two annotators',
    'origins other than gold, times, ids and annotators of relations',
    'language, blocks, source, metadata and states of documents',
  ],
  keeps: ['annotators', 'title'],
  offsetUnit: 'code points',
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
