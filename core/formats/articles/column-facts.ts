/** What the cells of a column look like. Shares are of the cells that are not empty, from 0 to 1. */
export interface ColumnFacts {
  /** Cells that are not empty. */
  readonly filled: number;
  /** Average length of these, in UTF-16 units. */
  readonly length: number;
  /** The share that are addresses of pages. */
  readonly urls: number;
  /** The share that are hardly anything else than dates, such as `2024-03-01`, `1. März 2024`, `3/1/24`, `2024年3月1日`. */
  readonly dates: number;
  /** The share that may be dates: short, with a number in them. */
  readonly maybeDates: number;
}

const URL = /^(?:https?:\/\/|www\.)\S+$/i;
const NUMBER = /\p{Nd}+/gu;
const LONGEST_DATE = 40;

export function columnFacts(cells: readonly string[]): ColumnFacts {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const share = (test: (cell: string) => boolean): number =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length;
  return {
    filled: filled.length,
    length: filled.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, filled.length),
    urls: share((cell) => URL.test(cell)),
    dates: share(isDate),
    maybeDates: share((cell) => cell.length <= LONGEST_DATE && /\p{Nd}{2}/u.test(cell)),
  };
}

/** A year with a day, or three short numbers between signs, and little else. */
function isDate(cell: string): boolean {
  if (cell.length > LONGEST_DATE) return false;
  const numbers = cell.match(NUMBER) ?? [];
  if (/^\p{Nd}{1,2}([./-])\p{Nd}{1,2}\1\p{Nd}{2}(?!\p{Nd})/u.test(cell)) return true;
  return numbers.length >= 2 && numbers.some((number) => number.length === 4) && !/\p{L}{10}/u.test(cell);
}
