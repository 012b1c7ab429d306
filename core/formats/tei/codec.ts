import { decodeInput } from '../bytes.ts';
import type { ExchangeDocument, FormatCodec, FormatProblem, OutputFile } from '../exchange.ts';
import { exportedOf } from '../shared/exported.ts';
import { eachAlone } from '../shared/file-groups.ts';
import { fileLog } from '../shared/file-log.ts';
import { documentStem, free } from '../uima/file-names.ts';
import { readXml } from '../xml/read.ts';
import { xmlSafeDocument } from '../xml/safe.ts';
import { readTei } from './read.ts';
import { writeTei } from './write.ts';

/** TEI P5 with stand-off annotation (formats.md section 13): a file a document. */
export const teiCodec: FormatCodec = {
  parts: eachAlone(),
  parse: (files) => {
    const documents: ExchangeDocument[] = [];
    const problems: FormatProblem[] = [];
    const notices: FormatProblem[] = [];
    for (const file of files) {
      const { text, problem } = decodeInput(file);
      const log = fileLog(file.name);
      if (text === null) log.problem(problem.line, problem.message);
      const { root, fault } = readXml(text ?? '<TEI/>');
      if (fault !== null) log.problem(fault.line, fault.message);
      const found = text === null || root === null ? [] : readTei(root, log);
      // One by one: spread, more than some ten thousand would not fit the stack.
      if (log.problems.length === 0) for (const document of found) documents.push(document);
      for (const each of log.problems) problems.push(each);
      for (const notice of log.notices) notices.push(notice);
    }
    return { documents, problems, notices };
  },
  serialise: (documents, { layers }) => {
    const safe = documents.map(xmlSafeDocument);
    const { exported, losses } = exportedOf(
      safe.map(({ document }) => document),
      layers,
    );
    const paths = new Set<string>();
    const written = exported.map((document) => {
      const stem = documentStem(document.document.title ?? '', document.document.textSha256 ?? document.id);
      const { xml, losses: own } = writeTei(document);
      const file: OutputFile = { path: `${free(stem, paths)}.xml`, content: xml };
      return { file, losses: own };
    });
    return {
      files: written.map(({ file }) => file),
      losses: [...safe.flatMap((each) => each.losses), ...losses, ...written.flatMap((each) => each.losses)],
      names: {},
    };
  },
};
