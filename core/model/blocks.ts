import type { Block, BlockRule } from './document.ts';
import { findMarkdownBlocks } from './markdown-blocks.ts';
import { asUtf16 } from './offset.ts';
import { isWhiteSpace, trimRange } from './text.ts';

export { chooseBlockRule } from './block-rule.ts';

/**
 * The headings, paragraphs and list items of a text. Blocks are sorted, never overlap, neither begin nor end
 * with white space, and together hold every character that is not white space. UTF-16 units.
 */
export function findBlocks(text: string, rule: BlockRule): Block[] {
  switch (rule) {
    case 'line':
      return withHeading(text, paragraphs(text, lineRanges(text)));
    case 'blank-line':
      return withHeading(text, paragraphs(text, stanzaRanges(text)));
    case 'double-space':
      return withHeading(text, paragraphs(text, spacedRanges(text)));
    case 'markdown':
      return findMarkdownBlocks(text);
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Each line without its line feed. */
function* lineRanges(text: string): Generator<Range> {
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    yield { start, end };
    start = end + 1;
  }
}

/** Runs of lines that are not blank. */
function* stanzaRanges(text: string): Generator<Range> {
  let open = null as Range | null;
  for (const line of lineRanges(text)) {
    const { start, end } = trimRange(text, line.start, line.end);
    if (start < end) {
      open = { start: open?.start ?? start, end };
    } else if (open !== null) {
      yield open;
      open = null;
    }
  }
  if (open !== null) yield open;
}

/** What runs of two or more spaces, and line ends, leave between them. */
function* spacedRanges(text: string): Generator<Range> {
  for (const line of lineRanges(text)) {
    let start = line.start;
    for (let at = line.start; at < line.end; at += 1) {
      if (!isWhiteSpace(text.charCodeAt(at))) continue;
      let after = at + 1;
      while (after < line.end && isWhiteSpace(text.charCodeAt(after))) after += 1;
      if (after - at >= 2) {
        yield { start, end: at };
        start = after;
      }
      at = after - 1;
    }
    yield { start, end: line.end };
  }
}

function paragraphs(text: string, ranges: Iterable<Range>): Block[] {
  const blocks: Block[] = [];
  for (const range of ranges) {
    const { start, end } = trimRange(text, range.start, range.end);
    if (start < end) blocks.push({ kind: 'paragraph', level: 0, start: asUtf16(start), end: asUtf16(end) });
  }
  return blocks;
}

const LONGEST_HEADING = 200;

/** A plain text does not mark its headline: the first block is taken for it where it reads like one. */
function withHeading(text: string, blocks: Block[]): Block[] {
  const first = blocks[0];
  if (first === undefined || blocks.length < 2 || !readsAsHeading(text.slice(first.start, first.end))) {
    return blocks;
  }
  return [{ ...first, kind: 'heading', level: 1 }, ...blocks.slice(1)];
}

/** Short and without a final stop. A question or a cry may be a headline. */
function readsAsHeading(content: string): boolean {
  return content.length <= LONGEST_HEADING && !/[.:;,。．、，।۔]["'”’»)\]」』]*$/u.test(content);
}

const LONGEST_TITLE = 120;

/** The first heading, or else the first words: one line of at most about 120 characters, cut at a word. */
export function titleOf(text: string, blocks: readonly Block[]): string {
  const block = blocks.find(({ kind }) => kind === 'heading') ?? blocks[0];
  if (block === undefined) return '';
  // Enough for a title even where markers and runs of white space go; a block may be a megabyte long.
  const raw = text.slice(block.start, Math.min(block.end, block.start + 8 * LONGEST_TITLE));
  const content = block.kind === 'heading' ? withoutMarkers(raw) : raw;
  return cutAtWord(content.replace(/\s+/gu, ' ').trim());
}

function withoutMarkers(heading: string): string {
  const bare = heading
    .replace(/^#{1,6}(?:[ \t]+|$)/u, '')
    .replace(/(?:^|[ \t]+)#+[ \t]*$/u, '')
    .replace(/\n[ \t]*(?:=+|-+)[ \t]*$/u, '');
  return bare.trim() === '' ? heading : bare;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

function cutAtWord(line: string): string {
  if (line.length <= LONGEST_TITLE) return line;
  let end = 0;
  for (const { index, segment } of words.segment(line.slice(0, 2 * LONGEST_TITLE))) {
    if (index + segment.length > LONGEST_TITLE - 1) break;
    end = index + segment.length;
  }
  const cut = line.slice(0, end === 0 ? LONGEST_TITLE : end).replace(/[\s\p{Pd},;:]+$/u, '');
  return `${cut}…`;
}
