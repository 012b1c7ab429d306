/** A table as rows of cells; numbers stay numbers, so that they are never guarded against being formulas. */
export type Cell = string | number;
export type Rows = readonly (readonly Cell[])[];

export interface ReadRow {
  readonly cells: readonly string[];
  /** The line that the row begins at, from 1. */
  readonly line: number;
}

export interface ReadTable {
  readonly rows: readonly ReadRow[];
  /** What keeps the table out. */
  readonly fault: { readonly line: number; readonly message: string } | null;
}

/** Reads a table piece by piece, each of whole lines: what is given of a row waits for the rest of it. */
export type RowsReader = (piece: string, isLast: boolean) => ReadTable;
