import type { FormatInfo } from '../registry.ts';
import { LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

export const bratInfo: FormatInfo = {
  id: 'brat',
  name: 'brat standoff',
  use: { kind: 'tools', sentence: 'To go on in brat, and for programs that read its files.' },
  extensions: ['ann'],
  mediaType: 'text/plain',
  reads:
    'NAME.txt with NAME.ann beside it: spans, also discontinuous, with attributes, references, notes and relations; events become their triggers with a relation for each argument, groups become relations',
  writes:
    'NAME.txt and NAME.ann for each document, and annotation.conf: spans with attributes, notes and relations; links as relations; mentions that refer to the same entity as groups',
  linkedWords: 'of the type Cue_NAME; just Cue where the attribute is named cue',
  loses: [
    'times, origins and ids, and the annotator where there is one (of several, each has a folder)',
    'titles (file names are made of them), languages, sources, metadata, states and blocks of documents',
    'the place of a link in words among links to spans, which come first',
    'without the manifest of the export: which relations were links, that fragments were parted by line ends alone, and characters that brat does not allow in names and values',
  ],
  offsetUnit: 'code points',
  encoding: 'UTF-8',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file`,
  folder: true,
};
