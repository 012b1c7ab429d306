import { decodeInput } from '../bytes.ts';
import type { FormatCodec } from '../exchange.ts';
import { jsonFault } from '../jsonl/json-fault.ts';
import { parseCasFiles } from '../uima/files.ts';
import { fromCas } from '../uima/from-cas.ts';
import { groupCasFiles } from '../uima/group-files.ts';
import { casWriter } from '../uima/write-files.ts';
import { collected } from '../writing/collect.ts';
import { readCasJson } from './read.ts';
import { writeCasJson } from './write.ts';

const openWriter = casWriter('json', writeCasJson, () => []);

/** UIMA CAS JSON 0.4 (formats.md section 6): types and data of a document in one file. */
export const uimaJsonCodec: FormatCodec = {
  parts: { group: (names) => groupCasFiles(names, () => false) },
  parse: (files) =>
    parseCasFiles(files, (file, annotator, log) => {
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
      return cas === null ? null : fromCas(cas, annotator, log);
    }),
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};

/** `undefined` where it is not JSON, which no JSON is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
