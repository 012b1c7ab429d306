import { loneSurrogateAt, normaliseText } from '#model/text.ts';
import { decodeInput } from '../bytes.ts';
import type {
  ExchangeDocument,
  FormatParts,
  FormatProblem,
  InputFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import { fileLog } from '../shared/file-log.ts';
import { withAnnotator } from '../spans/by-annotator.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { createNameReader } from '../spans/written-names.ts';
import { parseAnn } from './parse-ann.ts';

/** The configuration of a project: not needed for reading. */
const SETTINGS = /(?:^|\/)(?:[^/]+\.conf|manifest\.json|\.stats_cache|annotations?\.log)$/;

/** A text goes with its annotations. */
export const bratParts: FormatParts = {
  group: (names) => {
    const read = names.filter((name) => !SETTINGS.test(name));
    return [...Map.groupBy(read, (name) => name.replace(/\.(?:txt|ann)$/, '')).values()];
  },
};

/**
 * Reads the files of a brat project: each `NAME.txt` with its `NAME.ann` is a document (formats.md 3). A text without
 * annotations goes in with a notice; annotations without their text cannot.
 */
export function parseBrat(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const reader = createNameReader(names);
  const byName = new Map(files.map((file) => [file.name, file]));
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const stem = file.name.replace(/\.[^./]*$/, '');
    if (file.name.endsWith('.txt')) {
      const document = readPair(file, byName.get(`${stem}.ann`) ?? null);
      if (document !== null) documents.push(document);
    } else if (file.name.endsWith('.ann')) {
      if (!byName.has(`${stem}.txt`)) {
        log.problem(null, `Its text, ${stem}.txt, is not among the files. Choose both, or the folder.`);
      }
    } else if (!SETTINGS.test(file.name)) {
      log.notice(null, 'Is not a file of brat (.txt, .ann or .conf) and was not read.');
    }
    problems.push(...log.problems);
    notices.push(...log.notices);
  }
  return { documents, problems, notices };

  function readPair(textFile: InputFile, annFile: InputFile | null): ExchangeDocument | null {
    const log = fileLog(annFile?.name ?? textFile.name);
    const text = decodeInput(textFile);
    const ann = annFile === null ? { text: '', problem: null } : decodeInput(annFile);
    for (const { problem } of [text, ann]) if (problem !== null) problems.push(problem);
    if (text.text === null || ann.text === null) return null;
    const normal = normaliseText(text.text);
    const lone = loneSurrogateAt(normal);
    if (lone !== null) return null;
    if (annFile === null) log.notice(null, 'Has no .ann file beside it: the text comes without annotations.');
    const hadMark = textFile.bytes[0] === 0xef && textFile.bytes[1] === 0xbb && textFile.bytes[2] === 0xbf;
    const read = parseAnn({ name: annFile?.name ?? '', ann: ann.text }, normal, hadMark, reader, log.notice);
    notices.push(...log.notices);
    return withAnnotator({ ...plainDocument(textFile.name, normal), ...read }, reader);
  }
}
