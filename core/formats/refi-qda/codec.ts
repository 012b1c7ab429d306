import type { FormatCodec } from '../exchange.ts';
import { readProjects } from './read-project.ts';
import { writeProject } from './write-project.ts';

/** A project of REFI-QDA 1.5: an archive of `project.qde` and the texts (formats.md 14). */
export const refiQdaCodec: FormatCodec = {
  parse: (files, names) => readProjects(files, names),
  surveyed: false,
  openWriter: null,
  serialise: (documents, options) => writeProject(documents, options, null),
};
