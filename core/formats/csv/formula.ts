/**
 * Spreadsheets run a cell that begins with one of these as a formula (formats.md 15), in East Asian versions also the
 * full-width ones. What stands after a semicolon, a bar, a tab or a line break within a cell is the beginning of a cell
 * for a spreadsheet that separates otherwise, as many do that open the file by a double click. Apostrophes before them
 * count, so that a text which has one of its own comes back as it was.
 */
const SIGNS = '=+\\-@＝＋－＠';
const FIRST = `^(?='*[${SIGNS}\\t\\r\\n])`;
const INNER = `(?<=[;|\\t\\r\\n])(?='*[${SIGNS}])`;
const FORMULA = new RegExp(`${FIRST}|${INNER}`, 'g');
const GUARDED = new RegExp(`^'(?='*[${SIGNS}\\t\\r\\n])|(?<=[;|\\t\\r\\n])'(?='*[${SIGNS}])`, 'g');
/** What `unguarded` would change, and where. */
const LOOKS_GUARDED = new RegExp(`^(?='+[${SIGNS}\\t\\r\\n])|(?<=[;|\\t\\r\\n])(?='+[${SIGNS}])`, 'g');

/**
 * A cell that no spreadsheet takes for a formula, nor a part of it: with an apostrophe before what could be one. Where
 * `safe` is off, only what `unguarded` would change gets one.
 */
export function guarded(cell: string, safe: boolean): string {
  return cell.replace(safe ? FORMULA : LOOKS_GUARDED, "'");
}

/** Takes away exactly what `guarded` put into a cell. */
export function unguarded(cell: string): string {
  return cell.replace(GUARDED, '');
}
