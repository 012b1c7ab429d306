import type { Line } from './line.ts';
import { rowsOf } from './regions.ts';

/** A page without what it has in common with others at its edges. */
export interface PageLines {
  readonly lines: readonly Line[];
  readonly height: number;
}

export interface Margins {
  readonly pages: readonly (readonly Line[])[];
  /** How many rows were left out, and the first of them. */
  readonly leftOut: number;
  readonly example: string;
}

/** Rows at each edge of a page that may be a header or footer. */
const ROWS_AT_EDGE = 3;
/** On fewer pages, a text that comes again is not taken for one, unless there are no more. */
const FEWEST_PAGES = 3;
/** How near to the edge, in parts of the page's height. */
const MARGIN = 0.15;
/** How far apart they may be: left and right pages may differ. */
const PAGES_APART = 2;
/** How much of the pages must have their number in a place of its own; first pages of chapters may lack it. */
const SHARE_NUMBERED = 0.4;
/** A row with the number of its page is not longer, in UTF-16 units. */
const LONGEST_ROW = 150;

interface EdgeRow {
  readonly page: number;
  readonly lines: readonly Line[];
  readonly text: string;
  /** Its text with each number as `#`. */
  readonly shape: string;
  readonly numbers: readonly number[];
  /** 0 for the outermost row. */
  readonly depth: number;
  readonly edge: 'top' | 'bottom';
}

/**
 * Leaves out running headers and footers and page numbers: rows at the upper or lower edge that come again on other pages
 * at the same height, the numbers in them either the same or counting with the pages, and those that begin or end with the number
 * of their page. What is between one and the edge must be one
 * too. Where that is not sure, the row stays.
 */
export function withoutMargins(pages: readonly PageLines[]): Margins {
  const rows = pages.flatMap(({ lines, height }, page) => edgeRows(lines, page, height));
  const groups = new Map<string, EdgeRow[]>();
  for (const row of rows) {
    const y = (row.lines[0]?.y ?? 0) / HEIGHTS_APART;
    // Heights are compared within a grid and within the one that lies half a step beside.
    for (const key of [`${Math.round(y)}`, `half ${Math.floor(y)}`]) {
      const name = `${row.edge} ${key} ${Math.round(row.lines[0]?.size ?? 0)} ${row.shape}`;
      const group = groups.get(name) ?? [];
      group.push(row);
      groups.set(name, group);
    }
  }
  const repeated = new Set<EdgeRow>();
  for (const group of groups.values()) for (const row of repeatedIn(group, pages.length)) repeated.add(row);
  for (const row of numberedIn(rows, pages.length)) repeated.add(row);
  const gone = new Set<Line>();
  let leftOut = 0;
  let example = '';
  const remaining = new Map(pages.map(({ lines }, page) => [page, lines.length]));
  const outer = new Map<string, boolean>();
  for (const row of rows.sort((a, b) => a.depth - b.depth || a.page - b.page)) {
    const side = `${row.page} ${row.edge}`;
    const out = repeated.has(row) && (row.depth === 0 || outer.get(side) === true);
    outer.set(side, out);
    if (!out) continue;
    // No page is nothing but margins.
    const left = (remaining.get(row.page) ?? 0) - row.lines.length;
    if (left <= 0) continue;
    remaining.set(row.page, left);
    for (const line of row.lines) gone.add(line);
    leftOut += 1;
    if (example === '' || (!/\p{L}/u.test(example) && /\p{L}/u.test(row.text))) example = row.text;
  }
  return {
    pages: pages.map(({ lines }) => lines.filter((line) => !gone.has(line))),
    leftOut,
    example,
  };
}

/** Points. */
const HEIGHTS_APART = 8;

function edgeRows(lines: readonly Line[], page: number, height: number): EdgeRow[] {
  const rows = rowsOf(lines);
  const made = (row: readonly Line[], depth: number, edge: 'top' | 'bottom'): EdgeRow => {
    const text = [...row]
      .sort((a, b) => a.left - b.left)
      .map((line) => line.text)
      .join(' ');
    const numbers: number[] = [];
    const roman = romanNumber(text);
    const shape =
      roman !== null
        ? '#'
        : text.replace(/\d{1,9}/g, (digits) => {
            numbers.push(Number(digits));
            return '#';
          });
    return { page, lines: row, text, shape, numbers: roman === null ? numbers : [roman], depth, edge };
  };
  const y = (row: readonly Line[]) => row[0]?.y ?? 0;
  return [
    ...rows
      .slice(0, ROWS_AT_EDGE)
      .filter((row) => y(row) < MARGIN * height)
      .map((row, depth) => made(row, depth, 'top')),
    ...rows
      .slice(-ROWS_AT_EDGE)
      .reverse()
      .filter((row) => y(row) > (1 - MARGIN) * height)
      .map((row, depth) => made(row, depth, 'bottom')),
  ];
}

/** Those of rows of one shape whose numbers are what most of them have, or count with the pages. */
function repeatedIn(group: readonly EdgeRow[], pages: number): readonly EdgeRow[] {
  let kept = group;
  const numbers = group[0]?.numbers.length ?? 0;
  for (let at = 0; at < numbers; at += 1) {
    const same = mostCommon(kept, ({ numbers: of }) => of[at] ?? 0);
    const counting = mostCommon(kept, ({ numbers: of, page }) => (of[at] ?? 0) - page);
    kept = counting.length > same.length ? counting : same;
  }
  const fewest = Math.min(FEWEST_PAGES, Math.max(pages, 2));
  const runs: EdgeRow[][] = [];
  for (const row of [...kept].sort((x, y) => x.page - y.page)) {
    const run = runs.at(-1);
    if (run !== undefined && row.page - (run.at(-1)?.page ?? 0) <= PAGES_APART) run.push(row);
    else runs.push([row]);
  }
  return runs.filter((run) => new Set(run.map(({ page }) => page)).size >= fewest).flat();
}

/** Rows that begin or end with the number of their page, where most pages have it so. */
function numberedIn(rows: readonly EdgeRow[], pages: number): readonly EdgeRow[] {
  const candidates = rows.flatMap((row) => {
    if (row.depth > 0 || row.text.length > LONGEST_ROW) return [];
    const found = [/^(\d{1,5})(?:\s|$)/, /(?:^|\s)(\d{1,5})$/].map((at) => at.exec(row.text)?.[1]);
    return found.flatMap((number) =>
      number === undefined ? [] : [{ row, first: Number(number) - row.page }],
    );
  });
  const offsets = new Map<number, Set<number>>();
  for (const { row, first } of candidates) {
    offsets.set(first, (offsets.get(first) ?? new Set()).add(row.page));
  }
  const [best] = [...offsets].sort((a, b) => b[1].size - a[1].size || a[0] - b[0]);
  if (best === undefined || best[1].size < Math.max(2, SHARE_NUMBERED * pages)) return [];
  return candidates.filter(({ first }) => first === best[0]).map(({ row }) => row);
}

function mostCommon(rows: readonly EdgeRow[], key: (row: EdgeRow) => number): readonly EdgeRow[] {
  const groups = new Map<number, EdgeRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row)) ?? [];
    group.push(row);
    groups.set(key(row), group);
  }
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most), []);
}

/** Of a row that is nothing but a Roman number, as front matter is numbered. */
function romanNumber(text: string): number | null {
  const letters = text.trim().toLowerCase();
  if (!/^(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(letters)) return null;
  const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
  let sum = 0;
  for (const [at, letter] of [...letters].entries()) {
    const value = values[letter] ?? 0;
    sum += value < (values[letters[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}
