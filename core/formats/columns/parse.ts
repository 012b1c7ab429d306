import { asUtf16 } from '#model/offset.ts';
import type {
  ExchangeDocument,
  FormatParts,
  InputFile,
  LineFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import { eachAlone } from '../shared/file-groups.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { readLayerLabel } from '../shared/layer-label.ts';
import { linesOfText, parsePieces } from '../shared/read-pieces.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { plainAnnotation } from './plain-annotation.ts';
import type { ColumnSentence } from './rows.ts';
import { createRowReader } from './rows.ts';
import type { TagMeaning } from './tag-names.ts';
import { createTagReader } from './tag-names.ts';
import type { TaggedSpan, TagScheme } from './tags.ts';
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
  return parsePieces(files, (file) => readColumns(file, names, expected));
}

/** A file with all documents is read a document at a time. */
export function columnParts(expected: TagScheme): FormatParts {
  return {
    ...eachAlone(),
    lines: { applies: () => true, read: (file, names) => readColumns(file, names, expected) },
  };
}

function* readColumns(
  file: LineFile,
  names: WrittenNames | undefined,
  expected: TagScheme,
): Generator<ParsedFiles> {
  const log = fileLog(file.name);
  /** Where the file is no text, nothing else of it counts. */
  const unreadable = fileLog(file.name);
  const scheme = createSchemeWatch();
  const built = createDocumentBuilder(file.name, createTagReader(names, readLayerLabel));
  const reader = createRowReader(log, {
    document: built.begin,
    sentence(rows) {
      if (log.problems.length > 0) return;
      const { spans, unopened } = decodeTags(rows.map(({ tag }) => tag));
      scheme.see(rows, unopened);
      built.add(rows, spans);
    },
  });
  for (const { lines } of linesOfText(file, unreadable.problem)) {
    for (const line of lines) reader.line(line);
    yield { documents: built.take(), problems: [], notices: [] };
  }
  reader.end();
  const { documents, filled, empty } = built.end();
  const problems = unreadable.problems.length > 0 ? unreadable.problems : log.problems;
  scheme.notice(expected, log);
  if (filled === 0) log.notice(null, 'The file has no words; nothing of it is imported.');
  else if (empty > 0) log.notice(null, `Documents without words were left out: ${empty}.`);
  yield { documents, problems, notices: problems.length > 0 ? [] : log.notices };
}

/** Makes documents of sentences as they come. */
function createDocumentBuilder(fileName: string, meaningOf: (name: string) => TagMeaning) {
  let done: ExchangeDocument[] = [];
  /** Only where another comes after it, it needs a number in its title. */
  let first: ExchangeDocument | null = null;
  let begun = 0;
  let filled = 0;
  let sentences: string[] = [];
  let spans: PlacedSpan[] = [];
  let length = 0;

  function finish(): void {
    if (sentences.length === 0) return;
    const text = sentences.join('\n');
    const annotations = spans.map(({ start, end, name }) =>
      plainAnnotation(text, [{ start: asUtf16(start), end: asUtf16(end) }], meaningOf(name)),
    );
    const document = { ...plainDocument(fileName, text), annotations };
    [sentences, spans, length] = [[], [], 0];
    filled += 1;
    if (filled === 1) {
      first = document;
      return;
    }
    if (first !== null) done.push(numbered(first, 1));
    first = null;
    done.push(numbered(document, filled));
  }

  return {
    begin(): void {
      finish();
      begun += 1;
    },
    add(rows: ColumnSentence, tagged: readonly TaggedSpan[]): void {
      if (begun === 0) begun = 1;
      const starts: number[] = [];
      let at = length;
      for (const { form } of rows) {
        starts.push(at);
        at += form.length + 1;
      }
      for (const { name, first: from, end } of tagged) {
        const start = starts[from];
        const last = starts[end - 1];
        if (start === undefined || last === undefined) continue;
        spans.push({ start, end: last + (rows[end - 1]?.form.length ?? 0), name });
      }
      sentences.push(rows.map(({ form }) => form).join(' '));
      length = at;
    },
    /** Those that are complete. */
    take(): readonly ExchangeDocument[] {
      const taken = done;
      done = [];
      return taken;
    },
    end() {
      finish();
      if (first !== null) done.push(first);
      return { documents: done, filled, empty: begun - filled };
    },
  };
}

interface PlacedSpan {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

function numbered(document: ExchangeDocument, number: number): ExchangeDocument {
  return { ...document, title: `${document.title} ${number}` };
}

/** Sees all tags of a file, and says which scheme they follow. */
function createSchemeWatch() {
  const prefixes = new Set<string>();
  let hasUnopened = false;
  let line: number | null = null;
  return {
    see(rows: ColumnSentence, unopened: number | null): void {
      for (const { tag } of rows) if (tag !== 'O') prefixes.add(tag.prefix);
      if (unopened === null || hasUnopened) return;
      hasUnopened = true;
      line = rows[unopened]?.line ?? null;
    },
    notice(expected: TagScheme, log: FileLog): void {
      const message = schemeNotice(prefixes, hasUnopened, expected);
      if (message !== null) log.notice(line, message);
    },
  };
}
