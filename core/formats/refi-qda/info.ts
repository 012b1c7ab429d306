import { type FormatInfo, LARGEST_EXCHANGE_FILE, MEBIBYTE } from '../registry.ts';

/** Reading a project takes about twenty times its size in memory. */
export const LARGEST_PROJECT = 96 * MEBIBYTE;

export const refiQdaInfo: FormatInfo = {
  id: 'refi-qda',
  name: 'REFI-QDA project',
  use: { kind: 'tools', sentence: 'To go on in NVivo, MAXQDA, ATLAS.ti, QualCoder and others.' },
  extensions: ['qdpx', 'qde'],
  mediaType: 'application/zip',
  reads:
    'projects of NVivo, MAXQDA, ATLAS.ti, QualCoder and others: texts and the texts of PDF sources, coded selections, notes, links between selections, users, variables; pictures, audio and video are reported',
  writes:
    'one archive: the codebook, a text file a document, a selection for each span, attributes in descriptions, notes, links, users, variables',
  linkedWords: 'with the code NAME below the code cue',
  loses: [
    'origins, scheme versions, and who made relations and when',
    'how texts are divided into blocks, how far annotators are, and the names of imported files',
    'attributes and relation types of the scheme',
    'characters that XML forbids, which become spaces',
  ],
  offsetUnit: 'code points',
  encoding: 'UTF-8; a document type is refused',
  limit: `${LARGEST_EXCHANGE_FILE / MEBIBYTE} MiB a file; see archives for what they may unpack to; ${LARGEST_PROJECT / MEBIBYTE} MiB for project.qde, about 160,000 spans, also at export`,
  archive: true,
  largestEntry: LARGEST_PROJECT,
  // No split: a project is one archive.
  choices: ['selection', 'pseudonyms'],
};
