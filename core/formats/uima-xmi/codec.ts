import { decodeInput } from '../bytes.ts';
import type { FormatCodec, FormatProblem, InputFile } from '../exchange.ts';
import { parseCasFiles } from '../uima/files.ts';
import { fromCas } from '../uima/from-cas.ts';
import { groupCasFiles } from '../uima/group-files.ts';
import { casWriter } from '../uima/write-files.ts';
import { collected } from '../writing/collect.ts';
import type { XmlElement } from '../xml/read.ts';
import { readXml } from '../xml/read.ts';
import { xmlSafeWriter } from '../xml/safe-writer.ts';
import { isXmi, readXmi } from './read.ts';
import { isTypeSystem, readTypeSystem } from './read-type-system.ts';
import { writeTypeSystem, writeXmi } from './write.ts';

const openWriter = xmlSafeWriter(
  casWriter('xmi', writeXmi, (types) => [{ path: 'TypeSystem.xml', content: writeTypeSystem(types) }]),
);

const isTypesName = (name: string): boolean => /typesystem\.xml$/i.test(name);

/** Whether the names say which files are documents: `.xml` may be types as well. */
function namesTell(names: readonly string[]): boolean {
  return names.every((name) => !/\.xml$/i.test(name) || isTypesName(name)) || names.length === 1;
}

/** UIMA CAS XMI (formats.md section 5): an `.xmi` file a document, and the types of all in `TypeSystem.xml`. */
export const uimaXmiCodec: FormatCodec = {
  parts: { group: (names) => (namesTell(names) ? groupCasFiles(names, isTypesName) : [names]) },
  parse: (files) => {
    const problems: FormatProblem[] = [];
    const roots = new Map<InputFile, XmlElement>();
    for (const file of files) {
      const { text, problem } = decodeInput(file);
      if (text === null) {
        problems.push(problem);
        continue;
      }
      const { root, fault } = readXml(text);
      if (root === null) problems.push({ file: file.name, ...fault });
      else roots.set(file, root);
    }
    const types = [...roots.values()].filter(isTypeSystem).flatMap(readTypeSystem);
    const others = [...roots].filter(([, root]) => !isTypeSystem(root));
    const parsed = parseCasFiles(
      others.map(([file]) => file),
      (file, annotator, log) => {
        const root = roots.get(file);
        if (root === undefined) return null;
        if (isXmi(root)) return fromCas(readXmi(root, types), annotator, log);
        log.problem(
          root.line,
          `The file begins with <${root.name}>; a UIMA CAS in XMI begins with <xmi:XMI>, its types with <typeSystemDescription>.`,
        );
        return null;
      },
    );
    return { ...parsed, problems: [...problems, ...parsed.problems] };
  },
  surveyed: true,
  openWriter,
  serialise: collected(openWriter),
};
