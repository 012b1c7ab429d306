import { decodeInput } from '../bytes.ts';
import type { ExchangeDocument, FormatCodec, FormatProblem } from '../exchange.ts';
import { createExporter } from '../shared/exported.ts';
import { eachAlone } from '../shared/file-groups.ts';
import { fileLog } from '../shared/file-log.ts';
import { documentStem, free } from '../uima/file-names.ts';
import { collected } from '../writing/collect.ts';
import { readXml } from '../xml/read.ts';
import { xmlSafeWriter } from '../xml/safe-writer.ts';
import { readTei } from './read.ts';
import { writeTei } from './write.ts';

const openWriter = xmlSafeWriter((survey, options, sink) => {
  const exportedOf = createExporter(survey, options, sink);
  const paths = new Set<string>();
  return {
    add(document) {
      const exported = exportedOf(document);
      const stem = documentStem(document.title ?? '', document.textSha256 ?? exported.id);
      const { xml, written, losses } = writeTei(exported, options.gold);
      sink.write(`${free(stem, paths)}.xml`, xml);
      losses.forEach(sink.lose);
      return written;
    },
    end: () => ({}),
  };
});

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
  surveyed: false,
  openWriter,
  serialise: collected(openWriter),
};
