import type { FormatCodec } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { readArchive, readProjects } from './read-project.ts';
import { projectWriter } from './write-project.ts';

const openProject = projectWriter(null);

/** A project of REFI-QDA 1.5: an archive of `project.qde` and the texts (formats.md 14). */
export const refiQdaCodec: FormatCodec = {
  parse: (files, names) => readProjects(files, names),
  parts: { group: (names) => names.map((name) => [name]), archive: { read: readArchive } },
  surveyed: false,
  openWriter: openProject,
  serialise: collected(openProject),
};
