import { OffsetIndex } from '#model/offset.ts';
import { decodeInput } from '../bytes.ts';
import type {
  ExchangeDocument,
  FormatParts,
  FormatProblem,
  InputFile,
  LineFile,
  ParsedFiles,
  WrittenNames,
  WrittenUnit,
} from '../exchange.ts';
import { jsonFault } from '../jsonl/json-fault.ts';
import { parsePieces, pushAll, textsOf } from '../shared/read-pieces.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Where a reader puts what it finds in one file. `line` is from 1, null where the place is not a line. */
export interface FileReport {
  problem(line: number | null, message: string): void;
  notice(line: number | null, message: string): void;
  document(document: ExchangeDocument): void;
}

/**
 * Reads file after file. Nothing of a file with problems goes in, and one that nothing could be taken from is one
 * with a problem, so that no file is passed over in silence.
 */
export function readFiles(
  files: readonly InputFile[],
  readFile: (text: string, report: FileReport, file: InputFile) => void,
): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const own: { documents: ExchangeDocument[]; problems: FormatProblem[]; notices: FormatProblem[] } = {
      documents: [],
      problems: [],
      notices: [],
    };
    const decoded = decodeInput(file);
    if (decoded.problem !== null) {
      problems.push(decoded.problem);
      continue;
    }
    readFile(
      decoded.text,
      {
        problem: (line, message) => own.problems.push({ file: file.name, line, message }),
        notice: (line, message) => own.notices.push({ file: file.name, line, message }),
        document: (document) => own.documents.push(document),
      },
      file,
    );
    const isBare = own.documents.length === 0 && own.notices.length > 0;
    if (own.problems.length > 0) pushAll(problems, own.problems);
    else if (isBare) pushAll(problems, own.notices);
    else {
      pushAll(documents, own.documents);
      pushAll(notices, own.notices);
    }
  }
  return { documents, problems, notices };
}

/** Reads the lines of one file of JSON Lines. */
export interface LineReader {
  /** Sees every line before the first is read, where something of the whole file decides how. */
  readonly survey?: (object: JsonObject) => void;
  readonly line: (object: JsonObject, line: number) => void;
  readonly end?: () => void;
}

export type LineReaderOf = (report: FileReport) => LineReader;

/** Reads a file of JSON Lines piece by piece. */
export function* readLineFile(file: LineFile, readerOf: LineReaderOf): Generator<ParsedFiles> {
  let found = {
    documents: [] as ExchangeDocument[],
    problems: [] as FormatProblem[],
    notices: [] as FormatProblem[],
  };
  const report: FileReport = {
    problem: (line, message) => found.problems.push({ file: file.name, line, message }),
    notice: (line, message) => found.notices.push({ file: file.name, line, message }),
    document: (document) => found.documents.push(document),
  };
  const reader = readerOf(report);
  const { survey } = reader;
  for (const each of survey === undefined ? [] : linesOf(file, null)) {
    // Nothing yet, but a chance to stop.
    if (each === null) yield { documents: [], problems: [], notices: [] };
    else survey?.(each.object);
  }
  for (const each of linesOf(file, report)) {
    if (each !== null) {
      reader.line(each.object, each.line);
      continue;
    }
    yield found;
    found = { documents: [], problems: [], notices: [] };
  }
  reader.end?.();
  yield found;
}

/** Files in memory, with the rule of `readFiles`. */
export function parseLineFiles(files: readonly InputFile[], readerOf: LineReaderOf): ParsedFiles {
  return parsePieces(files, (file) => readLineFile(file, readerOf));
}

/** For formats whose files of JSON Lines stand for themselves. `applies` says which files are such. */
export function lineParts(
  readerOf: (names?: WrittenNames, unit?: WrittenUnit) => LineReaderOf,
  applies: (name: string, start: string) => boolean = () => true,
): FormatParts & Required<Pick<FormatParts, 'lines'>> {
  return {
    group: (names) => names.map((name) => [name]),
    lines: { applies, read: (file, names, unit) => readLineFile(file, readerOf(names, unit)) },
  };
}

interface ReadLine {
  readonly object: JsonObject;
  readonly line: number;
  /** As it stands in the file. */
  readonly content: string;
}

/** The objects of a file; `null` after each piece. Pieces that are not text are problems, unless nobody asks. */
function* linesOf(file: LineFile, report: FileReport | null): Generator<ReadLine | null> {
  for (const { firstLine, text } of textsOf(file, (line, message) => report?.problem(line, message))) {
    yield* objectsOf(text, firstLine, report);
    yield null;
  }
}

/** Each line of JSON Lines that is not blank and holds an object; anything else is a problem. */
export function eachLine(
  text: string,
  report: FileReport,
  read: (object: JsonObject, line: number, content: string) => void,
): void {
  for (const { object, line, content } of objectsOf(text, 1, report)) read(object, line, content);
}

function* objectsOf(text: string, firstLine: number, report: FileReport | null): Generator<ReadLine> {
  let line = firstLine - 1;
  let start = 0;
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const content = text.slice(start, end);
    start = end + 1;
    line += 1;
    if (content.trim() === '') continue;
    const value = report === null ? tryJson(content) : parseJson(content, line, report);
    if (value === undefined) continue;
    if (isObject(value)) yield { object: value, line, content };
    else report?.problem(line, 'This line is not a JSON object: each line must be a document in braces.');
  }
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value of a text, or undefined with a problem. `line` is that of its first line. */
export function parseJson(text: string, line: number, report: FileReport): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const fault = jsonFault(text) ?? { at: text.length, cutShort: true };
    const before = text.slice(0, fault.at).split('\n');
    const column = new OffsetIndex(before.at(-1) ?? '').codePoints + 1;
    report.problem(
      line + before.length - 1,
      fault.cutShort
        ? 'The JSON breaks off here before it is complete. The file may have been cut short: get it again.'
        : `At character ${column} this is not JSON. Correct the file, or export it again.`,
    );
    return undefined;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field of an object; only its own. */
export function own(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

export function listIn(object: JsonObject, name: string): readonly unknown[] {
  const value = own(object, name);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A string that is a text of ours: not empty, and with whole characters; null otherwise. */
export function nameIn(object: JsonObject, name: string): string | null {
  const value = own(object, name);
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : null;
}

/** What other tools keep beside a text, as metadata: strings as they are, anything else as its JSON. */
export function metadataFrom(object: JsonObject, without: ReadonlySet<string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(object)
      .filter((key) => !without.has(key))
      .flatMap((key) => {
        const value = own(object, key);
        if (value === null || value === undefined) return [];
        const shown = typeof value === 'string' ? value : shownJson(value);
        return shown === '' ? [] : [[key.toWellFormed(), shown.toWellFormed()] as const];
      }),
  );
}

function shownJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Nested deeper than the stack goes.
    return '(nested too deeply to be kept)';
  }
}

/** One line of JSON Lines with its LF: what some readers take for line ends is escaped (formats.md 0.2). */
export function jsonLine(value: object): string {
  const json = JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${json}\n`;
}
