import { type FormatInfo, LARGEST_JSONL_FILE, LARGEST_TEXT_FILE, MEBIBYTE } from '../registry.ts';

/** What of a project is read in one piece, such as a source with its selections: it takes twenty times its size in memory. */
export const LARGEST_ITEM = 96 * MEBIBYTE;

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
  keeps: ['annotators', 'title', 'language', 'source', 'metadata'],
  offsetUnit: 'code points',
  encoding: 'UTF-8; a document type is refused',
  limit: `${LARGEST_JSONL_FILE / MEBIBYTE / 1024} GiB a file, and what it unpacks to; ${LARGEST_ITEM / MEBIBYTE} MiB a source in project.qde, ${LARGEST_TEXT_FILE / MEBIBYTE} MiB a text`,
  largestFile: LARGEST_JSONL_FILE,
  archive: true,
  // No split: a project is one archive.
  choices: ['selection', 'pseudonyms'],
};
