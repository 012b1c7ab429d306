/**
 * Spreadsheets run a cell that begins with one of these as a formula (formats.md 15). Apostrophes before it count, so
 * that a cell which has one of its own comes back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;

/**
 * A cell that no spreadsheet takes for a formula: with an apostrophe before it where it could be one. Where `safe` is
 * off, only cells that `unguarded` would change get one.
 */
export function guarded(cell: string, safe: boolean): string {
  return (safe ? FORMULA : GUARDED).test(cell) ? `'${cell}` : cell;
}

/** Takes away exactly what `guarded` put before a cell. */
export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
