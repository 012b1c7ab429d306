import type { Line } from './line.ts';
import { hasCells, joinLine } from './line.ts';

/** Lines below each other: a column, or what stands above, below or without columns. */
export interface Region {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
}

/** Fewer lines side by side are no columns. */
const FEWEST_ROWS = 3;
/** A column has lines of at least so many characters on average: not numbers, bullets or labels. */
const SHORTEST_LINES = 12;
/** Where the page is drawn row by row, only prose is taken for columns: its lines are long and fill the column. */
const SHORTEST_PROSE = 25;
const FULL = 0.7;
const FEWEST_PROSE_ROWS = 5;
/** Lines of a page that are looked through for columns; their comparison takes time for each pair. */
const MOST_LINES = 800;
/** How often columns may be divided again. */
const DEEPEST = 4;

/**
 * The lines of a page as they are read: from above, and where there are columns one column after the other between the
 * lines that cross them. Columns are told by a blank strip beside which lines stand on both sides, and either are drawn
 * column by column or are prose; cells of a table are neither, and stay together in rows.
 */
export function regionsOf(lines: readonly Line[]): Region[] {
  return divide(lines, 0);
}

function divide(lines: readonly Line[], depth: number): Region[] {
  if (lines.length === 0) return [];
  const strip = depth >= DEEPEST || lines.length > MOST_LINES ? null : findStrip(lines);
  if (strip === null) return [regionOf(lines)];
  const regions: Region[] = [];
  for (const band of bandsOf(lines, strip)) {
    if (band.crossing.length > 0) regions.push(...divide(band.crossing, depth + 1));
    regions.push(...divide(band.left, depth + 1), ...divide(band.right, depth + 1));
  }
  return regions;
}

function regionOf(lines: readonly Line[]): Region {
  const gathered = rowsOf(lines);
  const withCells = gathered.map(hasCells);
  const rows = gathered.map((row, at) => {
    // A line alone with wide gaps is one that was stretched.
    const isNear = (other: number) =>
      withCells[other] === true &&
      Math.abs(heightOf(gathered, other) - heightOf(gathered, at)) < NEAR_ROWS * (row[0]?.size ?? 0);
    const cells = withCells[at] === true && (isNear(at - 1) || isNear(at + 1));
    return row.length === 1 ? (row[0] as Line) : joinLine(row, cells);
  });
  return {
    lines: rows,
    left: rows.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
    right: rows.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY),
  };
}

/** How far below each other rows of one table are at most; part of the font's size. */
const NEAR_ROWS = 4;

const heightOf = (rows: readonly (readonly Line[])[], at: number): number => rows[at]?.[0]?.y ?? 0;

/** How far apart base lines of one row may be; part of the larger font's size. */
const SAME_ROW = 0.45;

/** Lines by their base line, from above. */
export function rowsOf(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = [];
  /** The largest of a row stands on its base line; what is raised or lowered does not. */
  let main: Line | null = null;
  for (const line of [...lines].sort((a, b) => a.y - b.y || a.left - b.left || a.order - b.order)) {
    if (main !== null && line.y - main.y <= SAME_ROW * Math.max(main.size, line.size)) {
      rows.at(-1)?.push(line);
      if (line.size > main.size) main = line;
    } else {
      rows.push([line]);
      main = line;
    }
  }
  return rows;
}

const isLeftOf = ({ right, size }: Line, x: number): boolean => right <= x + 0.1 * size;
const isRightOf = ({ left, size }: Line, x: number): boolean => left >= x - 0.1 * size;

/** Where the strip between two columns begins, from the left; `null` where there are none. */
function findStrip(lines: readonly Line[]): number | null {
  const places = [...new Set(lines.map(({ right }) => Math.round(right)))].sort((a, b) => a - b);
  let best: number | null = null;
  let most = 0;
  for (const x of places) {
    const beside = lines.filter((line) => isLeftOf(line, x) || isRightOf(line, x));
    const score = besideEachOther(beside, x) - (lines.length - beside.length) / 4;
    if (score <= most || !areColumns(lines, x)) continue;
    best = x;
    most = score;
  }
  return best;
}

interface Band {
  /** What crosses the strip above the columns. */
  readonly crossing: Line[];
  readonly left: Line[];
  readonly right: Line[];
}

/** The columns between the lines that cross the strip. */
function bandsOf(lines: readonly Line[], x: number): Band[] {
  const bands: Band[] = [{ crossing: [], left: [], right: [] }];
  for (const line of [...lines].sort((a, b) => a.y - b.y || a.order - b.order)) {
    let band = bands.at(-1) as Band;
    const side = isLeftOf(line, x) ? band.left : isRightOf(line, x) ? band.right : null;
    if (side !== null) side.push(line);
    else {
      if (band.left.length + band.right.length > 0) {
        band = { crossing: [], left: [], right: [] };
        bands.push(band);
      }
      band.crossing.push(line);
    }
  }
  return bands;
}

/** How many lines of the left side have one of the right side at their height. */
function besideEachOther(lines: readonly Line[], x: number): number {
  const right = lines.filter((line) => isRightOf(line, x) && !isLeftOf(line, x));
  return lines.filter(
    (line) =>
      isLeftOf(line, x) &&
      right.some(({ y, size }) => Math.abs(y - line.y) < 0.6 * Math.max(size, line.size)),
  ).length;
}

function areColumns(lines: readonly Line[], x: number): boolean {
  let rows = 0;
  let changes = 0;
  const left: Line[] = [];
  const right: Line[] = [];
  for (const band of bandsOf(lines, x)) {
    const here = besideEachOther([...band.left, ...band.right], x);
    if (here === 0) continue;
    rows += here;
    changes += changesOfSide(band);
    for (const line of band.left) left.push(line);
    for (const line of band.right) right.push(line);
  }
  if (rows < FEWEST_ROWS) return false;
  const length = Math.min(meanLength(left), meanLength(right));
  if (length < SHORTEST_LINES) return false;
  const drawnByColumn = changes <= Math.max(2, rows / 4);
  const prose =
    rows >= FEWEST_PROSE_ROWS &&
    length >= SHORTEST_PROSE &&
    Math.min(fullness(left), fullness(right)) >= FULL;
  return drawnByColumn || prose;
}

/** How often drawing goes from one side to the other. */
function changesOfSide({ left, right }: Band): number {
  const onLeft = new Set(left);
  const drawn = [...left, ...right].sort((a, b) => a.order - b.order);
  let changes = 0;
  for (const [at, line] of drawn.entries()) {
    const before = drawn[at - 1];
    if (before !== undefined && onLeft.has(before) !== onLeft.has(line)) changes += 1;
  }
  return changes;
}

function meanLength(lines: readonly Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0) / Math.max(1, lines.length);
}

/** How much of the column's width its lines take. */
function fullness(lines: readonly Line[]): number {
  const from = lines.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY);
  const to = lines.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY);
  const taken = lines.reduce((sum, { left, right }) => sum + right - left, 0);
  return to <= from ? 0 : taken / (lines.length * (to - from));
}
