import { LARGEST_TEXT_FILE } from '../registry.ts';
import { guarded, unguarded } from './formula.ts';
import type { ReadRow, ReadTable, Rows, RowsReader } from './table.ts';

/** RFC 4180: comma, CR LF, quotes only where needed and doubled inside, line feeds in quoted cells as they are. */
export function writeCsv(rows: Rows, safe: boolean): string {
  return rows.map((row) => `${row.map((cell) => writeCell(cell, safe)).join(',')}\r\n`).join('');
}

function writeCell(cell: string | number, safe: boolean): string {
  if (typeof cell === 'number') return String(cell);
  const text = guarded(cell, safe);
  // Some readers trim cells that are not quoted.
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Reads RFC 4180, with LF as good as CR LF; the delimiter is the one given, the one that the file states, or the one that
 * the header has most of. Rows without any cell are left out. A quote inside a cell that does not begin with one is a character like others.
 */
export function readCsv(text: string, given: string | null = null): ReadTable {
  const { delimiter, start } = beginningOf(text, given);
  return readRows(text, { at: start, line: start === 0 ? 1 : 2 }, delimiter, true);
}

/** Longest row that is read piece by piece, in UTF-16 units. */
const LONGEST_ROW = LARGEST_TEXT_FILE * 2;

/** Reads the same piece by piece. */
export function createCsvReader(longestRow = LONGEST_ROW): RowsReader {
  let open = '';
  let line = 1;
  let delimiter: string | null = null;
  return (piece, isLast) => {
    const text = open + piece;
    let at = 0;
    if (delimiter === null) {
      const found = beginningOf(text, null);
      delimiter = found.delimiter;
      at = found.start;
      if (at > 0) line = 2;
    }
    const read = readRows(text, { at, line }, delimiter, isLast);
    open = text.slice(read.end.at);
    line = read.end.line;
    if (open.length <= longestRow) return read;
    return {
      rows: read.rows,
      fault: { line, message: 'The row that begins here is longer than a document may be.' },
    };
  };
}

function beginningOf(
  text: string,
  given: string | null,
): { readonly delimiter: string; readonly start: number } {
  const stated = STATED.exec(text);
  return {
    delimiter: given ?? stated?.[1] ?? delimiterOf(HEADER.exec(text.slice(0, LONGEST_HEADER))?.[0] ?? ''),
    start: stated?.[0].length ?? 0,
  };
}

interface TextPlace {
  readonly at: number;
  readonly line: number;
}

/** The rows from a place on; unless the text is the last, up to the one that does not end in it. */
function readRows(
  text: string,
  from: TextPlace,
  delimiter: string,
  isLast: boolean,
): ReadTable & { readonly end: TextPlace } {
  const rows: ReadRow[] = [];
  let cells: string[] = [];
  let { at, line } = from;
  /** Where the row begins that is being read. */
  let begun = from;
  const plain = new RegExp(`[^\\${delimiter}\\r\\n]*`, 'y');
  const endRow = (): void => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: begun.line });
    cells = [];
    begun = { at, line };
  };
  const ended = (fault: ReadTable['fault']) => ({ rows, fault, end: begun });
  while (at < text.length) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === null) {
        return ended(
          isLast
            ? {
                line,
                message: 'A quoted cell begins here and does not end. The file may have been cut short.',
              }
            : null,
        );
      }
      const raw = text.slice(at + 1, close);
      line += countLineFeeds(raw);
      cells.push(unguarded(raw.replaceAll('""', '"')));
      at = close + 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\r' && text[at] !== '\n') {
        return ended({
          line,
          message: 'A cell goes on after its closing quote. Double quotes inside cells.',
        });
      }
    } else {
      plain.lastIndex = at;
      const cell = plain.exec(text)?.[0] ?? '';
      cells.push(unguarded(cell));
      at += cell.length;
    }
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) cells.push('');
    } else if (at < text.length) {
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
      line += 1;
      endRow();
    }
  }
  if (isLast && cells.length > 0) endRow();
  return ended(null);
}

function closingQuote(text: string, from: number): number | null {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return null;
    if (text[at + 1] !== '"') return at;
  }
}

function countLineFeeds(text: string): number {
  return text.split('\n').length - 1;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** The one that the header has most of, outside of quotes; the first of these where it has none. */
function delimiterOf(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** Excel writes the delimiter into a line before the header, for readers that would guess another. */
const STATED = /^\ufeff?"?sep=(.)"?\r?\n/;

/** As much of a file as is looked at for its header, in UTF-16 units. */
export const LONGEST_HEADER = 1 << 16;

/** The header may have line ends within quotes. */
const HEADER = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/;
