import type { Block, BlockKind } from '#model/document.ts';

/**
 * A stretch of text shown as one block. Together the display blocks hold every visible character of the text once:
 * what lies between them is separators, which are not shown. Offsets are UTF-16 units of the document's text.
 */
export interface DisplayBlock {
  readonly kind: BlockKind;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  /** Goes on from the display block above: both are parts of one long block. */
  readonly continues: boolean;
  /** Goes on in the display block below. */
  readonly continued: boolean;
}

/** A run of display blocks `[from, to)` that the browser lays out or skips together. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

/** What one block may hold: layout, hit-testing and painting cost grow with the block. */
const BLOCK_LIMIT = 4096;
const SECTION_BLOCKS = 24;
const SECTION_LENGTH = 16_384;

/** Cuts a text into what is shown as blocks: the document's blocks, the long ones in parts. */
export function displayBlocks(text: string, blocks: readonly Block[]): DisplayBlock[] {
  const shown: DisplayBlock[] = [];
  let at = 0;
  for (const block of blocks) {
    pushStray(shown, text, at, block.start);
    pushParts(shown, text, block);
    at = Math.max(at, block.end);
  }
  pushStray(shown, text, at, text.length);
  return shown;
}

/** Groups display blocks so that a section holds about a screen's worth of text, however short its blocks are. */
export function sectionsOf(blocks: readonly DisplayBlock[]): Section[] {
  const sections: Section[] = [];
  let from = 0;
  let length = 0;
  blocks.forEach((block, index) => {
    const size = block.end - block.start;
    if (index > from && (index - from >= SECTION_BLOCKS || length + size > SECTION_LENGTH)) {
      sections.push({ from, to: index });
      from = index;
      length = 0;
    }
    length += size;
  });
  if (blocks.length > from) sections.push({ from, to: blocks.length });
  return sections;
}

/** The height of a section in pixels before it was ever laid out, so that the scroll bar is about right. */
export function estimateHeight(blocks: readonly DisplayBlock[], { from, to }: Section): number {
  let height = 0;
  for (const { start, end, continued } of blocks.slice(from, to)) {
    height += Math.ceil((end - start) / 70) * 30 + (continued ? 0 : 16);
  }
  return height;
}

/** Text that no block covers is shown too: nothing that can be tagged may be out of sight. */
function pushStray(shown: DisplayBlock[], text: string, start: number, end: number): void {
  const stray = text.slice(start, Math.max(start, end));
  const lead = stray.length - stray.trimStart().length;
  const body = stray.trim();
  if (body === '') return;
  pushParts(shown, text, {
    kind: 'paragraph',
    level: 0,
    start: start + lead,
    end: start + lead + body.length,
  });
}

function pushParts(
  shown: DisplayBlock[],
  text: string,
  block: { kind: BlockKind; level: number; start: number; end: number },
): void {
  let start = block.start;
  while (start < block.end) {
    const end = block.end - start <= BLOCK_LIMIT ? block.end : cutBefore(text, start, start + BLOCK_LIMIT);
    const { kind, level } = block;
    shown.push({ kind, level, start, end, continues: start > block.start, continued: end < block.end });
    start = end;
  }
}

const SENTENCE_END = /(?:[.!?…]["'”’»)\]]*\s+|[。！？｡]["'”’»」』）]*|\n+)/gu;

/** Where to cut `[start, limit)`: after its last sentence, else after its last space, else between two graphemes. */
function cutBefore(text: string, start: number, limit: number): number {
  const tail = text.slice(limit - BLOCK_LIMIT / 2, limit);
  let cut = 0;
  for (const match of tail.matchAll(SENTENCE_END)) cut = match.index + match[0].length;
  if (cut === 0) cut = tail.search(/\s\S*$/u) + 1;
  // A match that runs up to the end of the window may have been cut off in the middle of its spaces: as good a place.
  if (cut > 0) return limit - tail.length + cut;
  let end = start;
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(start, limit + 64),
  )) {
    if (start + index > limit) break;
    end = start + index;
  }
  return end > start ? end : limit;
}
