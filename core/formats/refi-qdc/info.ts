import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const refiQdcInfo: FormatInfo = {
  id: 'refi-qdc',
  name: 'REFI-QDA codebook',
  use: { kind: 'tools', sentence: 'The scheme as a codebook for ATLAS.ti, MAXQDA, NVivo and others.' },
  extensions: ['qdc'],
  mediaType: 'application/xml',
  reads: null,
  writes: 'the scheme: layers as codes, their labels as codes below them, with descriptions and colours',
  loses: [
    'attributes and relation types of the scheme',
    'texts and annotations',
    'ids and keys',
    'lines of layers, and which layers and labels are archived',
  ],
  offsetUnit: null,
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  choices: [],
};
