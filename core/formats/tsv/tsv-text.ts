import { readCsv } from '../csv/csv-text.ts';
import { guarded, unguarded } from '../csv/formula.ts';
import type { ReadRow, ReadTable, Rows, RowsReader } from '../csv/table.ts';

/** Tab, LF, no quoting; backslash, tab, LF and CR are escaped as PostgreSQL's text format does (formats.md 15). */
export function writeTsv(rows: Rows, safe: boolean): string {
  return rows
    .map(
      (row) =>
        `${row.map((cell) => escaped(typeof cell === 'number' ? String(cell) : guarded(cell, safe))).join('\t')}\n`,
    )
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const CHARACTERS: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' };

function escaped(cell: string): string {
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

/** A backslash before any other character stays. */
function unescaped(cell: string): string {
  return cell.replace(/\\([\\tnr])/g, (pair, letter: string) => CHARACTERS[letter] ?? pair);
}

/** Reads what `writeTsv` writes, with CR LF as good as LF. Empty lines are left out. */
export function readTsv(text: string): ReadTable {
  return { rows: rowsOf(text.split(/\r?\n/), 1), fault: null };
}

/** Reads the same piece by piece. */
export function createTsvReader(): RowsReader {
  let line = 1;
  return (piece) => {
    const lines = piece.split(/\r?\n/);
    const rows = rowsOf(lines, line);
    line += lines.length - 1;
    return { rows, fault: null };
  };
}

function rowsOf(lines: readonly string[], firstLine: number): ReadRow[] {
  return lines.flatMap((row, index) => {
    if (row === '') return [];
    return [{ cells: row.split('\t').map((cell) => unguarded(unescaped(cell))), line: firstLine + index }];
  });
}

/**
 * Reads a table of another program: most quote cells that hold a tab, a quote or a line end, as in CSV. It is read so
 * where a quoted cell is closed and all rows are as long as the first; else a quote is a character like others.
 */
export function readTsvOfOthers(text: string): ReadTable {
  if (!/(?:^|[\t\n])"/.test(text)) return readTsv(text);
  const quoted = readCsv(text, '\t');
  const { length } = quoted.rows[0]?.cells ?? [];
  const fits = quoted.fault === null && quoted.rows.every(({ cells }) => cells.length === length);
  return fits ? quoted : readTsv(text);
}
