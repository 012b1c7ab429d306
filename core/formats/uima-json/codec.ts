import { decodeInput } from '../bytes.ts';
import type { FormatCodec, FormatProblem, InputFile } from '../exchange.ts';
import { jsonFault } from '../jsonl/json-fault.ts';
import type { CasType } from '../uima/cas.ts';
import { parseCasFiles } from '../uima/files.ts';
import { fromCas } from '../uima/from-cas.ts';
import { groupCasFiles } from '../uima/group-files.ts';
import { casWriter } from '../uima/write-files.ts';
import { isTypeSystem, readTypeSystem } from '../uima-xmi/read-type-system.ts';
import { collected } from '../writing/collect.ts';
import { readXml } from '../xml/read.ts';
import { readCasJson } from './read.ts';
import { writeCasJson } from './write.ts';

const openWriter = casWriter('json', writeCasJson, () => []);

const isTypesName = (name: string): boolean => /typesystem\.xml$/i.test(name);

/** UIMA CAS JSON 0.4 (formats.md section 6): types and data of a document in one file, or types in a file of their own. */
export const uimaJsonCodec: FormatCodec = {
  parts: { group: (names) => groupCasFiles(names, isTypesName) },
  parse: (files) => {
    const problems: FormatProblem[] = [];
    const types = files.filter(({ name }) => isTypesName(name)).flatMap((file) => typesIn(file, problems));
    const documents = files.filter(({ name }) => !isTypesName(name));
    const parsed = parseCasFiles(documents, (file, annotator, log) => {
      const { text, problem } = decodeInput(file);
      if (text === null) {
        log.problem(problem.line, problem.message);
        return null;
      }
      const json = parseJson(text);
      if (json === undefined) {
        const at = jsonFault(text)?.at ?? text.length;
        log.problem(text.slice(0, at).split('\n').length, 'The JSON breaks off or is damaged here.');
        return null;
      }
      const cas = readCasJson(json, log);
      // What the file says of its types itself counts.
      return cas === null ? null : fromCas({ ...cas, types: [...types, ...cas.types] }, annotator, log);
    });
    return { ...parsed, problems: [...problems, ...parsed.problems] };
  },
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};

function typesIn(file: InputFile, problems: FormatProblem[]): readonly CasType[] {
  const { text, problem } = decodeInput(file);
  if (text === null) {
    problems.push(problem);
    return [];
  }
  const { root, fault } = readXml(text);
  if (root !== null && isTypeSystem(root)) return readTypeSystem(root);
  problems.push({
    file: file.name,
    line: fault?.line ?? null,
    message:
      fault?.message ?? 'This is not a type system of UIMA, which begins with <typeSystemDescription>.',
  });
  return [];
}

/** `undefined` where it is not JSON, which no JSON is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
