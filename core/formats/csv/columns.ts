import type { ReadRow, ReadTable } from './table.ts';

export type TableKind = 'spans' | 'relations' | 'documents';

/** A row by the names of its columns. */
export interface NamedRow {
  readonly line: number;
  /** The cell of a column; empty where the table has no such column. */
  get(column: string): string;
}

export interface NamedTable {
  readonly kind: TableKind;
  readonly columns: readonly string[];
  readonly rows: readonly NamedRow[];
}

export type Fault = { readonly line: number; readonly message: string };

/** A table whose header says what it is, or why it cannot be read. Names of columns are compared in lower case. */
export function namedTable(table: ReadTable): NamedTable | Fault {
  if (table.fault !== null) return table.fault;
  const [header, ...rows] = table.rows;
  if (header === undefined)
    return { line: 1, message: 'The table is empty: it has no line with the names of columns.' };
  const read = readHeader(header);
  if ('message' in read) return read;
  const { kind, columns } = read;
  for (const row of rows) {
    const misfit = misfitOf(read, row);
    if (misfit !== null) return misfit;
  }
  return { kind, columns, rows: rows.map((row) => namedRow(read, row)) };
}

/** What the first row says of a table. */
export type TableHeader = Pick<NamedTable, 'kind' | 'columns'>;

export function readHeader(header: ReadRow): TableHeader | Fault {
  const columns = namesOf(header.cells);
  const twice = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
  if (twice !== undefined) return { line: header.line, message: `Two columns have the name “${twice}”.` };
  const kind = kindOf(columns);
  if (kind !== null) return { kind, columns };
  return {
    line: header.line,
    message:
      'The columns are not known. Spans need doc_id, label, start and end, or doc_id, label and text; relations need ' +
      'type, from_id and to_id; documents need text.',
  };
}

/** Why a row does not belong to its table; `null` where it does. */
export function misfitOf({ columns }: TableHeader, { cells, line }: ReadRow): Fault | null {
  if (cells.length === columns.length) return null;
  return {
    line,
    message: `This row has ${cells.length} cells, and the first has ${columns.length}. The file may have been cut short.`,
  };
}

export function namedRow({ columns }: TableHeader, { cells, line }: ReadRow): NamedRow {
  return { line, get: (column) => cells[columns.indexOf(column)] ?? '' };
}

/**
 * Whether a table is none of ours, to be read as articles in rows: it has no spans or relations, and nothing that our
 * tables of documents say of each.
 */
export function isArticleTable({ rows }: ReadTable): boolean {
  const columns = namesOf(rows[0]?.cells ?? []);
  const kind = kindOf(columns);
  return kind === null || (kind === 'documents' && !columns.some((name) => OF_OURS.includes(name)));
}

const OF_OURS = ['sha256', 'details'];

function namesOf(header: readonly string[]): string[] {
  return header.map((cell) => cell.trim().toLowerCase());
}

function kindOf(columns: readonly string[]): TableKind | null {
  const has = (...names: string[]): boolean => names.every((name) => columns.includes(name));
  if (has('type', 'from_id', 'to_id')) return 'relations';
  const labelled = has('label') || has('layer');
  if (labelled && (has('start', 'end') || has('start_utf16', 'end_utf16'))) return 'spans';
  if (labelled && has('doc_id', 'text') && !has('title') && !has('sha256')) return 'spans';
  return has('text') ? 'documents' : null;
}
