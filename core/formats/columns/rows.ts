import { createDocumentLimit } from '../shared/document-limit.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { Tag } from './tags.ts';
import { readTag } from './tags.ts';

export interface ColumnRow {
  readonly form: string;
  readonly tag: Tag | 'O';
  /** From 1. */
  readonly line: number;
}
export type ColumnSentence = readonly ColumnRow[];

const DOCUMENT_FORM = '-DOCSTART-';
/** What stands where nothing is said: `-X- O O`, and `-X- -X- O` in the original corpus. */
const NOTHING_SAID = new Set(['-X-', 'O', '_', '-']);
/** More are of no use to anybody. */
const MOST_PROBLEMS = 100;

/** Takes what is read of a file, in order. */
export interface RowTaker {
  /** Another document begins. */
  document(): void;
  /** At least one row. The first of a file may come without a document before it. */
  sentence(rows: ColumnSentence): void;
}

export interface RowReader {
  /** Lines as they follow each other. */
  line(raw: string): void;
  end(): void;
}

/**
 * Reads the rows of a file line by line. Columns are parted by tabs where a line has one, else by spaces; all rows have
 * as many. A sentence ends with an empty line, a document before a line that begins with `-DOCSTART-`.
 */
export function createRowReader(log: FileLog, take: RowTaker): RowReader {
  const limit = createDocumentLimit(log);
  let line = 0;
  let isAtStart = true;
  let isTooLarge = false;
  let sentence: ColumnRow[] = [];
  let columns: { readonly count: number; readonly line: number } | null = null;
  let unread: number | null = null;
  let saying: number | null = null;
  const endSentence = (): void => {
    if (sentence.length === 0) return;
    take.sentence(sentence);
    isAtStart = false;
    sentence = [];
  };
  return {
    line(raw) {
      line += 1;
      if (isTooLarge || log.problems.length >= MOST_PROBLEMS) return;
      const cells = cellsOf(raw);
      if (cells?.[0] === DOCUMENT_FORM) {
        endSentence();
        take.document();
        isAtStart = true;
        limit.begin(line);
        if (cells.slice(1).some((cell) => !NOTHING_SAID.has(cell))) saying ??= line;
        return;
      }
      isTooLarge = !limit.add(raw);
      if (isTooLarge) return;
      if (cells === null) {
        endSentence();
        return;
      }
      const row = readRow(cells, line, log);
      if (row === null) return;
      columns ??= { count: cells.length, line };
      if (cells.length !== columns.count) {
        log.problem(
          line,
          `This line has ${cells.length} columns, and line ${columns.line} has ${columns.count}.`,
        );
      }
      if (cells.slice(1, -1).some((cell) => !NOTHING_SAID.has(cell))) unread ??= line;
      // A text does not begin with byte order marks.
      const isFirst = isAtStart && sentence.length === 0;
      const form = isFirst ? row.form.replace(/^\ufeff+/, '') : row.form;
      if (form === '') log.problem(line, 'The first column of this line is empty; it must be a word.');
      else sentence.push({ ...row, form });
    },
    end() {
      endSentence();
      if (saying !== null)
        log.notice(saying, 'What this line, and others like it, say of the document was not read.');
      if (unread !== null) {
        log.notice(unread, 'The columns between the word and the tag (part of speech, chunk) were not read.');
      }
    },
  };
}

/** `null` where the line is empty. White space at the end of a line is nobody's. */
function cellsOf(raw: string): string[] | null {
  let end = raw.length;
  while (end > 0 && (raw[end - 1] === ' ' || raw[end - 1] === '\t')) end -= 1;
  const line = raw.slice(0, end);
  if (line === '') return null;
  return line.includes('\t') ? line.split('\t') : line.split(/ +/).filter((cell) => cell !== '');
}

function readRow(cells: readonly string[], line: number, log: FileLog): ColumnRow | null {
  const form = cells[0] ?? '';
  const last = cells.at(-1) ?? '';
  if (cells.length < 2) {
    log.problem(line, 'This line has one column; it needs a word and a tag, with a tab or a space between.');
    return null;
  }
  const tag = readTag(last);
  if (tag === null) {
    const shown = last.length > 40 ? `${[...last.slice(0, 40)].join('')}…` : last;
    log.problem(line, `The last column, “${shown}”, is no tag such as “O” or “B-person”.`);
    return null;
  }
  return { form, tag, line };
}
