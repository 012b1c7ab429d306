import type { ReadRow } from '../csv/table.ts';
import { type NumberKind, shownNumber } from './number-format.ts';
import { type Parts, WorkbookFault } from './parts.ts';
import { createTextCollector, type Workbook } from './workbook.ts';

export interface SheetRows {
  /** Rows with anything in them; `line` is the number of the row in the sheet. */
  readonly rows: readonly ReadRow[];
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  /** Cells that hold an error, such as `#N/A`. */
  readonly errors: number;
  /** Cells with a formula whose value was never saved. */
  readonly unsaved: number;
}

/** What is held at most, counting the empty cells before the last of a row. */
const MOST_CELLS = 5_000_000;
/** As spreadsheet programs have it. */
const MOST_COLUMNS = 16_384;

interface Cell {
  readonly type: string;
  readonly style: NumberKind | undefined;
  value: string;
  hasFormula: boolean;
}

/** The cells of a sheet as a reader sees them. Throws a `WorkbookFault`. */
export function readSheet(parts: Parts, path: string, book: Workbook): SheetRows {
  const rows: ReadRow[] = [];
  const counts = { hiddenRows: 0, hiddenColumns: 0, errors: 0, unsaved: 0 };
  const inline = createTextCollector();
  let cells: string[] = [];
  let line = 0;
  let column = -1;
  let held = 0;
  let hidden = false;
  let cell: Cell | null = null;
  let inValue = false;

  const endCell = (): void => {
    if (cell === null) return;
    const shown = cell.type === 'inlineStr' ? inline.end() : cell.value === '' ? '' : shownValue(cell, book);
    if (cell.type === 'e' && shown !== '') counts.errors += 1;
    // A formula that gives an empty text has no value either.
    if (cell.hasFormula && cell.value === '' && cell.type !== 'str') counts.unsaved += 1;
    if (shown !== '') {
      held += column + 1 - cells.length;
      if (held > MOST_CELLS)
        throw new WorkbookFault(`The sheet has more than ${MOST_CELLS / 1e6} million cells.`);
      while (cells.length < column) cells.push('');
      cells[column] = shown;
    }
    cell = null;
  };

  parts.scan(path, {
    open(name, attributes) {
      switch (name) {
        case 'col':
          if (isTrue(attributes.hidden)) {
            counts.hiddenColumns += Math.max(1, Number(attributes.max) - Number(attributes.min) + 1 || 1);
          }
          return;
        case 'row':
          line = Number(attributes.r) || line + 1;
          hidden = isTrue(attributes.hidden);
          cells = [];
          column = -1;
          return;
        case 'c':
          column = columnOf(attributes.r ?? '') ?? column + 1;
          if (column >= MOST_COLUMNS)
            throw new WorkbookFault(`The sheet has a cell beyond column ${MOST_COLUMNS}.`);
          cell = {
            type: attributes.t ?? 'n',
            style: book.styles[Number(attributes.s ?? 0)],
            value: '',
            hasFormula: false,
          };
          inline.begin();
          return;
        case 'v':
          inValue = cell !== null;
          return;
        case 'f':
          if (cell !== null) cell.hasFormula = true;
          return;
        default:
          inline.open(name);
      }
    },
    close(name) {
      if (name === 'v') inValue = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && cells.length > 0) {
        rows.push({ cells, line });
        if (hidden) counts.hiddenRows += 1;
      } else inline.close(name);
    },
    text(piece) {
      if (inValue && cell !== null) cell.value += piece;
      else inline.add(piece);
    },
  });
  return { rows, ...counts };
}

function shownValue({ type, style, value }: Cell, book: Workbook): string {
  switch (type) {
    case 's':
      return book.strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return shownNumber(value, style ?? { is: 'general' }, book.date1904);
    default:
      // Texts of formulas, errors, and dates as ISO 8601.
      return value;
  }
}

/** `C5` is column 2. */
function columnOf(reference: string): number | null {
  const letters = /^[A-Z]{1,4}/i.exec(reference)?.[0].toUpperCase();
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
