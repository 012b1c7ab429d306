import type { TextItem } from './text-item.ts';

/** Text on one base line, without a gap as wide as between columns. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Of most of its characters. */
  readonly size: number;
  readonly rightToLeft: boolean;
  /** Place of its first item among all that the page draws. */
  readonly order: number;
}

/** A gap from which on two items are not of one line; parts of the font's size. Words of justified lines are less apart. */
const GAP_OF_LINE = 0.95;
/** A gap from which on there is a space where none was drawn. */
const GAP_OF_WORD = 0.17;
/** How far from the base line an item may stand and still be on it, as raised numbers of notes do. */
const RAISED = 0.45;

/** The lines of a page, in the order in which they are drawn. */
export function linesOf(items: readonly TextItem[]): Line[] {
  const groups: TextItem[][] = [];
  for (const item of withoutDoubles(items)) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(group, item)) group.push(item);
    else groups.push([item]);
  }
  return withInitials(groups.map((group) => joinLine(group)));
}

function goesOn(group: readonly TextItem[], item: TextItem): boolean {
  const last = group.at(-1) as TextItem;
  const size = Math.max(last.size, item.size);
  if (Math.abs(item.y - last.y) > RAISED * size) return false;
  const gap = gapBetween(last, item);
  // One on top of the other are two lines, however near their base lines are.
  return gap < GAP_OF_LINE * size && gap > -0.5 * size;
}

/** How much larger than what is beside it a letter is that a text begins with. */
const LARGE_INITIAL = 1.8;

/** Large letters at the beginning of a text, put before the first of the lines beside them, which begin where they do. */
function withInitials(lines: readonly Line[]): Line[] {
  const changed = new Map<Line, Line | null>();
  for (const initial of lines) {
    if (!/^["“„«‘]?\p{L}$/u.test(initial.text)) continue;
    const beside = lines
      .filter(
        (line) =>
          initial.size >= LARGE_INITIAL * line.size &&
          line.left > initial.left &&
          Math.abs(line.left - initial.right) < line.size &&
          line.y > initial.y - initial.size &&
          line.y <= initial.y + 0.3 * line.size,
      )
      .sort((a, b) => a.y - b.y);
    const [first] = beside;
    if (first === undefined || first.rightToLeft || beside.length < 2) continue;
    changed.set(initial, null);
    for (const line of beside) changed.set(line, { ...line, left: initial.left });
    changed.set(first, { ...first, left: initial.left, text: initial.text + first.text });
  }
  return lines.flatMap((line) => changed.get(line) ?? (changed.has(line) ? [] : [line]));
}

/** Bold is sometimes made by drawing a text twice. */
function withoutDoubles(items: readonly TextItem[]): TextItem[] {
  const seen = new Map<string, TextItem[]>();
  return items.filter((item) => {
    const same = seen.get(item.text) ?? [];
    const near = 0.2 * item.size;
    // The last few: a page of nothing but one letter may have very many.
    const twin = same
      .slice(-MOST_COMPARED)
      .some((other) => Math.abs(other.left - item.left) < near && Math.abs(other.y - item.y) < near);
    if (!twin) seen.set(item.text, [...same.slice(-MOST_COMPARED), item]);
    return !twin;
  });
}

const MOST_COMPARED = 30;

/** Whether most letters are of a script that is written from the right. */
function isRightToLeft(text: string): boolean {
  const right = text.match(
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu,
  );
  const letters = text.match(/\p{L}/gu);
  return right !== null && 2 * right.length > (letters?.length ?? 0);
}

type Piece = Pick<TextItem, 'text' | 'left' | 'right' | 'y' | 'size' | 'rightToLeft' | 'order'> & {
  readonly blank?: TextItem['blank'];
};

/** One line of pieces that stand beside each other, in any order; with `cells`, wide gaps become tabs. */
export function joinLine(pieces: readonly Piece[], cells = false): Line {
  const rightToLeft = isRightToLeft(pieces.map(({ text }) => text).join(''));
  const sizes = new Map<number, number>();
  for (const { size, text } of pieces) sizes.set(size, (sizes.get(size) ?? 0) + text.length);
  const size = [...sizes].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
  const ordered = visualOrder(pieces, rightToLeft);
  let text = '';
  let last: Piece | null = null;
  for (const piece of ordered) {
    if (last !== null) text += cells && isCellGap(last, piece, size) ? '\t' : between(last, piece, text);
    text += piece.text;
    last = piece;
  }
  const main = pieces.find((piece) => piece.size === size) ?? pieces[0];
  return {
    text: text.replace(/ {2,}/g, ' ').trim(),
    left: pieces.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
    right: pieces.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY),
    y: main?.y ?? 0,
    size,
    rightToLeft,
    order: pieces.reduce((least, { order }) => Math.min(least, order), Number.POSITIVE_INFINITY),
  };
}

/** From the side where reading begins; in a line from the right, words and numbers from the left keep their own order. */
function visualOrder(pieces: readonly Piece[], rightToLeft: boolean): Piece[] {
  const sorted = [...pieces].sort((a, b) => a.left - b.left || a.order - b.order);
  if (!rightToLeft) return sorted;
  const ordered: Piece[] = [];
  let run: Piece[] = [];
  for (const piece of sorted.reverse()) {
    if (piece.rightToLeft) {
      ordered.push(...run.reverse(), piece);
      run = [];
    } else run.push(piece);
  }
  return [...ordered, ...run.reverse()];
}

const gapBetween = (a: Piece, b: Piece): number => Math.max(b.left - a.right, a.left - b.right);

function between(last: Piece, piece: Piece, text: string): string {
  if (/\s$/u.test(text) || /^\s/u.test(piece.text)) return '';
  const [left, right] = last.left <= piece.left ? [last, piece] : [piece, last];
  const drawn = left.blank === 'right' || right.blank === 'left';
  return drawn || gapBetween(last, piece) > GAP_OF_WORD * Math.min(last.size, piece.size) ? ' ' : '';
}

/** A gap from which on what stands beside each other may be cells of a table; parts of the font's size. */
const GAP_OF_CELL = 1.6;

function isCellGap(a: Piece, b: Piece, size: number): boolean {
  return gapBetween(a, b) > GAP_OF_CELL * size;
}

/** Whether pieces beside each other are as far apart as cells of a table. */
export function hasCells(pieces: readonly Piece[]): boolean {
  const sorted = [...pieces].sort((a, b) => a.left - b.left);
  return sorted.some((piece, at) => at > 0 && isCellGap(sorted[at - 1] as Piece, piece, piece.size));
}
