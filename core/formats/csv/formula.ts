/**
 * Spreadsheets run a cell that begins with one of these as a formula (formats.md 15), in East Asian versions also the
 * full-width ones. What stands after a semicolon, a bar, a tab or a line break within a cell is the beginning of a cell
 * for a spreadsheet that separates otherwise, as many do that open the file by a double click. Apostrophes before them
 * count, so that a text which has one of its own comes back as it was.
 */
const SIGNS = '=+\\-@＝＋－＠';
/** Of lines within a cell, that which begins with a dash or a plus is a formula to fear only where it calls something: a list is none. */
const LINE = '(?:[=@＝＠]|[+\\-＋－][^\\r\\n]*[(|!（｜！])';
/** Where a guard may stand: at the beginning of the cell, after another separator, at the beginning of a line. */
const places = (guard: string, apostrophes: string): RegExp =>
  new RegExp(
    [
      `^${guard}(?=${apostrophes}[${SIGNS}\\t\\r\\n])`,
      `(?<=[;|\\t])${guard}(?=${apostrophes}[${SIGNS}])`,
      `(?<=[\\r\\n])${guard}(?=${apostrophes}${LINE})`,
    ].join('|'),
    'g',
  );
const FORMULA = places('', "'*");
const GUARDED = places("'", "'*");
/** What `unguarded` would change, and where. */
const LOOKS_GUARDED = places('', "'+");

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
