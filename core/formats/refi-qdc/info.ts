import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const refiQdcInfo: FormatInfo = {
  id: 'refi-qdc',
  name: 'REFI-QDA codebook',
  extensions: ['qdc'],
  mediaType: 'application/xml',
  reads: 'codes as a scheme: codes with others below them as layers, the others as labels, with descriptions',
  writes: 'the scheme: layers as codes, their labels as codes below them, with descriptions and colours',
  loses: [
    'attributes and relation types of the scheme',
    'ids and keys, which an import makes anew',
    'lines of layers, and which layers and labels are archived',
    'sets of codes',
  ],
  offsetUnit: null,
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
};
