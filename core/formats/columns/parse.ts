import { asUtf16 } from '#model/offset.ts';
import { normaliseText } from '#model/text.ts';
import { decodeInput } from '../bytes.ts';
import type {
  ExchangeAnnotation,
  ExchangeDocument,
  InputFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { readLayerLabel } from '../shared/layer-label.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { plainAnnotation } from './plain-annotation.ts';
import type { ColumnRow, ColumnSentence } from './rows.ts';
import { readRows } from './rows.ts';
import type { TagMeaning } from './tag-names.ts';
import { createTagReader } from './tag-names.ts';
import type { TagScheme } from './tags.ts';
import { decodeTags, schemeNotice } from './tags.ts';

/**
 * Reads files of one token a line: the first column is the form, the last the tag, in any of the schemes that are in
 * use (formats.md 7). The text is the forms joined with one space and the sentences joined with LF. `expected` is
 * the scheme that needs no notice.
 */
export function parseColumns(
  files: readonly InputFile[],
  names: WrittenNames | undefined,
  expected: TagScheme,
): ParsedFiles {
  const meaningOf = createTagReader(names, readLayerLabel);
  const read = files.map((file) => parseFile(file, meaningOf, expected));
  return {
    documents: read.flatMap(({ documents }) => documents),
    problems: read.flatMap(({ problems }) => problems),
    notices: read.flatMap(({ notices }) => notices),
  };
}

function parseFile(
  file: InputFile,
  meaningOf: (name: string) => TagMeaning,
  expected: TagScheme,
): ParsedFiles {
  const input = decodeInput(file);
  if (input.text === null) return { documents: [], problems: [input.problem], notices: [] };
  const log = fileLog(file.name);
  const groups = readRows(normaliseText(input.text), log);
  if (log.problems.length > 0) return { documents: [], problems: log.problems, notices: [] };
  noticeScheme(groups.flat(), expected, log);
  const filled = groups.filter((sentences) => sentences.length > 0);
  const empty = groups.length - filled.length;
  if (filled.length === 0) log.notice(null, 'The file has no words; nothing of it is imported.');
  else if (empty > 0) log.notice(null, `Documents without words were left out: ${empty}.`);
  const documents = filled.map((sentences, index) => {
    const document = documentOf(sentences, file.name, meaningOf);
    return filled.length === 1 ? document : { ...document, title: `${document.title} ${index + 1}` };
  });
  return { documents, problems: [], notices: log.notices };
}

function documentOf(
  sentences: readonly ColumnSentence[],
  fileName: string,
  meaningOf: (name: string) => TagMeaning,
): ExchangeDocument {
  const text = sentences.map((rows) => rows.map(({ form }) => form).join(' ')).join('\n');
  const annotations: ExchangeAnnotation[] = [];
  let at = 0;
  for (const rows of sentences) {
    const ranges = rows.map(({ form }) => {
      const start = at;
      at += form.length + 1;
      return { start: asUtf16(start), end: asUtf16(start + form.length) };
    });
    for (const { name, first, end } of decodeTags(rows.map(({ tag }) => tag)).spans) {
      const start = ranges[first]?.start;
      const last = ranges[end - 1]?.end;
      if (start === undefined || last === undefined) continue;
      annotations.push(plainAnnotation(text, [{ start, end: last }], meaningOf(name)));
    }
  }
  return { ...plainDocument(fileName, text), annotations };
}

function noticeScheme(sentences: readonly ColumnSentence[], expected: TagScheme, log: FileLog): void {
  const prefixes = new Set<string>();
  let unopened: ColumnRow | null = null;
  for (const rows of sentences) {
    const tags = rows.map(({ tag }) => tag);
    for (const tag of tags) if (tag !== 'O') prefixes.add(tag.prefix);
    const at = decodeTags(tags).unopened;
    if (at !== null) unopened ??= rows[at] ?? null;
  }
  const message = schemeNotice(prefixes, unopened !== null, expected);
  if (message !== null) log.notice(unopened?.line ?? null, message);
}
