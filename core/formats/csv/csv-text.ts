import { guarded, unguarded } from './formula.ts';
import type { ReadRow, ReadTable, Rows } from './table.ts';

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
 * Reads RFC 4180, with LF as good as CR LF; the delimiter is the one that the header has most of. Rows without any
 * cell are left out. A quote inside a cell that does not begin with one is a character like others.
 */
export function readCsv(text: string): ReadTable {
  const delimiter = delimiterOf(text);
  const rows: ReadRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let rowLine = 1;
  let at = 0;
  const plain = new RegExp(`[^${delimiter}\\r\\n]*`, 'y');
  const endRow = (): void => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: rowLine });
    cells = [];
    rowLine = line;
  };
  while (at < text.length) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === null) {
        return {
          rows,
          fault: {
            line,
            message: 'A quoted cell begins here and does not end. The file may have been cut short.',
          },
        };
      }
      const raw = text.slice(at + 1, close);
      line += countLineFeeds(raw);
      cells.push(unguarded(raw.replaceAll('""', '"')));
      at = close + 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\r' && text[at] !== '\n') {
        return {
          rows,
          fault: { line, message: 'A cell goes on after its closing quote. Double quotes inside cells.' },
        };
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
  if (cells.length > 0) endRow();
  return { rows, fault: null };
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

function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (delimiter: string): number => header.split(delimiter).length;
  return [';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best), ',');
}
