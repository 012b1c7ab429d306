import type { TextSegment } from '../shared/text-with-blocks.ts';
import { type HyphenCount, joinLines, type Vocabulary } from './hyphens.ts';
import type { Line } from './line.ts';
import type { Region } from './regions.ts';

/** Lines that make a paragraph, heading or list item. */
interface Paragraph {
  readonly lines: readonly Line[];
  readonly region: Region;
  readonly size: number;
}

/** How much larger than the body the font of a heading is. */
const HEADING = 1.12;
/** How much smaller notes and captions are. */
const SMALL = 0.93;
/** Sizes that differ by less are the same. */
const SAME_SIZE = 0.08;
/** A heading is not longer, in UTF-16 units. */
const LONGEST_HEADING = 300;
/** How much more than usual between base lines parts paragraphs. */
const WIDE_LEADING = 1.3;
/** How far a first line is moved in, in parts of the font's size. */
const INDENT = 0.7;

/** The end of a sentence, with what may close after it. */
const SENTENCE_END = /[.!?:;…。！？؟۔।][\s"'’”»)\]」』]*$/u;
const BULLET = /^[•◦▪‣●○■□◆❖➢⁃∙·\uf0a7\uf0b7\uf0d8]\s*/u;
const DASH = /^[–—*-]\s+/u;
const NUMBER = /^(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\([ivx]{1,5}\))\s+/u;

/**
 * Paragraphs, headings and list items of a whole text. A paragraph ends where the next line is further away or moved in, is of
 * another size, begins with a bullet, or where its first word had room on the line before. One that goes on in the next column or
 * page is one. Headings are told by their size, and ranked by it.
 */
export function paragraphsOf(
  pages: readonly (readonly Region[])[],
  vocabulary: Vocabulary,
  count: HyphenCount,
): TextSegment[] {
  const body = bodySize(pages);
  const paragraphs: Paragraph[] = [];
  const columns = pages.flat().filter(({ lines }) => lines.length >= FEWEST_OF_COLUMN);
  for (const page of pages) {
    for (const region of page) {
      const [first, ...others] = splitRegion(region, rightEdge(region, columns));
      if (first === undefined) continue;
      const at = openParagraph(paragraphs, body);
      const last = paragraphs[at];
      if (last !== undefined && goesOn(last, first, body)) {
        paragraphs[at] = { ...last, lines: [...last.lines, ...first.lines], region };
      } else paragraphs.push(first);
      for (const paragraph of others) paragraphs.push(paragraph);
    }
  }
  const levels = headingLevels(paragraphs, body);
  return paragraphs.flatMap((paragraph, index): TextSegment[] => {
    const text = textOf(paragraph, vocabulary, count);
    if (text === '') return [];
    const level = text.length <= LONGEST_HEADING ? (levels.get(rounded(paragraph.size)) ?? 0) : 0;
    if (level > 0) return [{ kind: 'heading', level, text }];
    const item = isItem(paragraph.lines[0] as Line) && !isLoneNumber(paragraphs, index);
    return [{ kind: item ? 'list-item' : 'paragraph', level: item ? 1 : 0, text }];
  });
}

const rounded = (size: number): number => Math.round(size * 2) / 2;
const sameSize = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_SIZE * Math.max(a, b);

/** The size of most characters. */
function bodySize(pages: readonly (readonly Region[])[]): number {
  const sizes = new Map<number, number>();
  for (const region of pages.flat()) {
    for (const { size, text } of region.lines) {
      sizes.set(rounded(size), (sizes.get(rounded(size)) ?? 0) + text.length);
    }
  }
  return [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1;
}

function splitRegion(region: Region, right: number): Paragraph[] {
  const leading = usualLeading(region.lines);
  const left = leftEdge(region.lines);
  const paragraphs: Paragraph[] = [];
  let open: Line[] = [];
  for (const [at, line] of region.lines.entries()) {
    const next = region.lines[at + 1] ?? null;
    if (open.length > 0 && begins(line, next, open, { leading, left, right })) {
      paragraphs.push(made(open, region));
      open = [];
    }
    open.push(line);
  }
  return open.length === 0 ? paragraphs : [...paragraphs, made(open, region)];
}

function made(lines: readonly Line[], region: Region): Paragraph {
  const main = lines.reduce((longest, line) => (line.text.length > longest.text.length ? line : longest));
  return { lines, region, size: main.size };
}

interface Measures {
  /** Between base lines, in parts of the font's size. */
  readonly leading: number;
  readonly left: number;
  readonly right: number;
}

/** Whether a line begins a paragraph after the lines that are open. */
function begins(line: Line, next: Line | null, open: readonly Line[], measures: Measures): boolean {
  const last = open.at(-1) as Line;
  const first = open[0] as Line;
  if (!sameSize(line.size, last.size)) return true;
  if (line.y - last.y > WIDE_LEADING * measures.leading * line.size) return true;
  if (BULLET.test(line.text)) return true;
  const hasRoom = hadRoom(line, last, measures);
  const ended = SENTENCE_END.test(last.text);
  if (DASH.test(line.text) && (hasRoom || isItem(first))) return true;
  if (NUMBER.test(line.text) && (ended || hasRoom || NUMBER.test(first.text))) return true;
  // Rows of a table.
  if (line.text.includes('\t') || last.text.includes('\t')) {
    return line.text.includes('\t') !== last.text.includes('\t');
  }
  if (isMovedIn(line, last, next, measures)) return true;
  const hangs = open.length > 1 && start(last) - start(first) > INDENT * line.size;
  if (hangs && Math.abs(start(line) - start(first)) < 0.3 * line.size) return true;
  return hasRoom && (ended || !/^[\p{Ll}\p{Lo}]/u.test(line.text));
}

/** From the side where reading begins: larger is further in. */
const start = ({ left, right, rightToLeft }: Line): number => (rightToLeft ? -right : left);

/** Whether the first word of a line would have stood on the one before, had the text gone on. */
function hadRoom(line: Line, last: Line, { left, right }: Measures): boolean {
  const word = /^\S+/u.exec(line.text)?.[0].length ?? 1;
  const needed = ((line.right - line.left) * word) / Math.max(1, line.text.length) + 0.6 * line.size;
  return line.rightToLeft ? last.left - needed > left : last.right + needed < right;
}

function isMovedIn(line: Line, last: Line, next: Line | null, { left, right }: Measures): boolean {
  const indent = INDENT * line.size;
  const edge = line.rightToLeft ? -right : left;
  const centred =
    Math.abs(line.left + line.right - last.left - last.right) < line.size && line.right < right - indent;
  if (centred) return false;
  // The text of an item stands further in than its mark.
  if (isItem(last)) return false;
  const back = next === null || start(next) < start(line) - indent || !sameSize(next.size, line.size);
  return start(line) > start(last) + indent && start(line) > edge + indent && back;
}

/** Half of the distances between lines of one size are not larger; in parts of the size. */
function usualLeading(lines: readonly Line[]): number {
  const distances: number[] = [];
  for (const [at, line] of lines.entries()) {
    const last = lines[at - 1];
    if (last === undefined || !sameSize(last.size, line.size)) continue;
    const distance = (line.y - last.y) / line.size;
    if (distance < 2.2) distances.push(distance);
  }
  const sorted = distances.sort((a, b) => a - b);
  // Of few lines, some may be paragraphs of their own.
  return sorted[Math.floor(sorted.length / 2.5)] ?? 1.3;
}

/** Fewer lines may all be short. */
const FEWEST_OF_COLUMN = 4;

/** How far to the right lines go; of many, without the furthest. Few have the edge of a column that begins where they do. */
function rightEdge({ lines, left, right }: Region, columns: readonly Region[]): number {
  const sorted = lines.map((line) => line.right).sort((a, b) => b - a);
  if (lines.length >= FEWEST_OF_COLUMN) return sorted[Math.floor(sorted.length / 12)] ?? 0;
  const size = lines[0]?.size ?? 0;
  const edges = columns
    .filter((column) => Math.abs(column.left - left) < size && column.right >= right)
    .map((column) => column.right);
  return edges.reduce((least, edge) => Math.min(least, edge), edges[0] ?? right);
}

function leftEdge(lines: readonly Line[]): number {
  const sorted = lines.map(({ left }) => left).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 12)] ?? 0;
}

/** The last paragraph that may go on: notes at the foot of a page stand between it and the next page. */
function openParagraph(paragraphs: readonly Paragraph[], body: number): number {
  let at = paragraphs.length - 1;
  while (at > 0 && (paragraphs[at]?.size ?? 0) < SMALL * body && paragraphs.length - at < MOST_NOTES) at -= 1;
  return (paragraphs[at]?.size ?? 0) < SMALL * body ? paragraphs.length - 1 : at;
}

/** More paragraphs than this are not the notes of one page. */
const MOST_NOTES = 20;

function goesOn(last: Paragraph, first: Paragraph, body: number): boolean {
  const end = last.lines.at(-1) as Line;
  const line = first.lines[0] as Line;
  if (!sameSize(last.size, first.size) || isItem(line) || line.text.includes('\t')) return false;
  if (last.size > HEADING * body || SENTENCE_END.test(end.text) || end.text.includes('\t')) return false;
  if (/^\p{Ll}/u.test(line.text) || /\p{L}[-\u2010\u00ad]$/u.test(end.text)) return true;
  // A name or a number may be next where the last line is full and the first one is not moved in.
  const { left, right } = first.region;
  const measures = { leading: 1, left: last.region.left, right: rightEdge(last.region, []) };
  const edge = line.rightToLeft ? -right : left;
  return !hadRoom(line, end, measures) && start(line) < edge + INDENT * line.size && last.lines.length > 1;
}

function isItem({ text }: Line): boolean {
  return BULLET.test(text) || DASH.test(text) || NUMBER.test(text);
}

/** A number that nothing is counted with: of a section, or of a sentence that begins with one. */
function isLoneNumber(paragraphs: readonly Paragraph[], index: number): boolean {
  const isNumbered = (at: number) => NUMBER.test(paragraphs[at]?.lines[0]?.text ?? '');
  return isNumbered(index) && !isNumbered(index - 1) && !isNumbered(index + 1);
}

/** Levels of the sizes larger than the body, the largest first. */
function headingLevels(paragraphs: readonly Paragraph[], body: number): ReadonlyMap<number, number> {
  const sizes = new Set(paragraphs.map(({ size }) => rounded(size)).filter((size) => size >= HEADING * body));
  return new Map([...sizes].sort((a, b) => b - a).map((size, index) => [size, Math.min(index + 1, 6)]));
}

function textOf({ lines }: Paragraph, vocabulary: Vocabulary, count: HyphenCount): string {
  let text = lines[0]?.text ?? '';
  for (const line of lines.slice(1)) {
    const isRow = line.text.includes('\t') || text.includes('\t');
    text = isRow ? `${text}\n${line.text}` : joinLines(text, line.text, vocabulary, count);
  }
  // Fonts of symbols have their bullets in the private range.
  return text.trim().replace(/^[\uf0a7\uf0b7\uf0d8]/u, '•');
}
