import type { ReadRow } from '../csv/table.ts';

/** How many rows a title and its like may have above a table. */
const MOST_ABOVE = 10;

export interface HeadedRows {
  /** Of one length, the names of the columns first; columns without anything in them are gone. */
  readonly rows: readonly ReadRow[];
  /** Rows above the names. */
  readonly passedOver: number;
}

/** The table in a sheet: a title stands alone in its row, the names of columns do not, unless there is one column. */
export function headedRows(rows: readonly ReadRow[]): HeadedRows {
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const above = filled.slice(0, MOST_ABOVE + 1).findIndex((count) => count > 1);
  const first = above === -1 ? 0 : above;
  const table = rows.slice(first);
  const kept = new Set<number>();
  for (const { cells } of table)
    for (const [index, cell] of cells.entries()) if (cell !== '') kept.add(index);
  const columns = [...kept].sort((a, b) => a - b);
  return {
    rows: table.map(({ cells, line }) => ({ cells: columns.map((index) => cells[index] ?? ''), line })),
    passedOver: filled.slice(0, first).filter((count) => count > 0).length,
  };
}
