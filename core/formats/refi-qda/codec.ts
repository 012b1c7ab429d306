import type { ExchangeDocument, FormatCodec, OpenWriter } from '../exchange.ts';
import { collected } from '../writing/collect.ts';
import { readProjects } from './read-project.ts';
import { writeProject } from './write-project.ts';

/** The codebook stands before the sources and is made of all of them: they are written when all are there. */
const openProject: OpenWriter = (_survey, options, sink) => {
  const documents: ExchangeDocument[] = [];
  return {
    add: (document) => documents.push(document),
    end() {
      const { files, losses, names } = writeProject(documents, options, null);
      for (const { path, content } of files) sink.write(path, content);
      for (const loss of losses) sink.lose(loss);
      return names;
    },
  };
};

/** A project of REFI-QDA 1.5: an archive of `project.qde` and the texts (formats.md 14). */
export const refiQdaCodec: FormatCodec = {
  parse: (files, names) => readProjects(files, names),
  surveyed: false,
  openWriter: openProject,
  serialise: collected(openProject),
};
