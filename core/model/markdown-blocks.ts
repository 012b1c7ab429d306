import type { Block, BlockKind } from './document.ts';
import { asUtf16 } from './offset.ts';
import { trimRange } from './text.ts';

interface OpenBlock {
  kind: BlockKind;
  level: number;
  start: number;
  end: number;
}

/**
 * Blocks of a Markdown text: ATX and setext headings, list items, paragraphs. The markers are part of the text
 * and so of their block. Code fences, front matter, tables and block quotes are kept as paragraphs.
 * After CommonMark 0.31 chapters 4 and 5, as far as blocks of an article go. UTF-16 units.
 */
export function findMarkdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: OpenBlock | null = null;
  /** Indents of the list items that enclose the line, outermost first. */
  let indents: number[] = [];

  const close = (): void => {
    if (open !== null) {
      const { start, end } = trimRange(text, open.start, open.end);
      if (start < end)
        blocks.push({ kind: open.kind, level: open.level, start: asUtf16(start), end: asUtf16(end) });
    }
    open = null;
  };
  const begin = (kind: BlockKind, level: number, start: number, end: number): void => {
    close();
    open = { kind, level, start, end };
  };

  const lines = text.split('\n');
  let start = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const end = start + line.length;
    const fenced = fenceEnd(lines, index);
    const item = LIST_ITEM.exec(line);
    const heading = ATX_HEADING.exec(line);
    const current = open as OpenBlock | null;

    if (fenced !== null) {
      let last = end;
      for (let inner = index + 1; inner <= fenced; inner += 1) last += 1 + (lines[inner]?.length ?? 0);
      begin('paragraph', 0, start, last);
      close();
      index = fenced;
      start = last + 1;
      continue;
    }
    if (line.trim() === '') {
      close();
    } else if (heading !== null) {
      begin('heading', heading[1]?.length ?? 1, start, end);
      close();
      indents = [];
    } else if (current?.kind === 'paragraph' && SETEXT_UNDERLINE.test(line)) {
      current.kind = 'heading';
      current.level = line.trimStart().startsWith('=') ? 1 : 2;
      current.end = end;
      close();
      indents = [];
    } else if (THEMATIC_BREAK.test(line)) {
      begin('paragraph', 0, start, end);
      close();
    } else if (item !== null) {
      const indent = width(item[1] ?? '');
      indents = [...indents.filter((outer) => outer < indent), indent];
      begin('list-item', indents.length, start, end);
    } else if (current === null) {
      if (!/^[ \t]/u.test(line)) indents = [];
      begin('paragraph', 0, start, end);
    } else {
      current.end = end;
    }
    start = end + 1;
  }
  close();
  return blocks;
}

const ATX_HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/u;
const SETEXT_UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/u;
const THEMATIC_BREAK = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/u;
const LIST_ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;

/** A tab reaches to the next multiple of four. */
function width(indent: string): number {
  let columns = 0;
  for (const character of indent) columns += character === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

/** The last line of the code fence or front matter that begins at a line; `null` where none does. */
function fenceEnd(lines: readonly string[], from: number): number | null {
  const line = lines[from] ?? '';
  if (from === 0 && line.trimEnd() === '---') {
    const end = lines.findIndex((next, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/u.test(next));
    return end === -1 ? null : end;
  }
  const fence = FENCE.exec(line)?.[1];
  if (fence === undefined) return null;
  for (let index = from + 1; index < lines.length; index += 1) {
    const next = (lines[index] ?? '').trim();
    if (next.length >= fence.length && next === (fence[0] ?? '').repeat(next.length)) return index;
  }
  return lines.length - 1;
}
