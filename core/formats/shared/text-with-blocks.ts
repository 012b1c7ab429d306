import { findBlocks } from '#model/blocks.ts';
import type { Block, BlockKind } from '#model/document.ts';
import { asUtf16 } from '#model/offset.ts';

/** A piece of a document's text that stands by itself. */
export interface TextSegment {
  readonly kind: BlockKind;
  /** As of a `Block`. */
  readonly level: number;
  /** Neither begins nor ends with a blank line. */
  readonly text: string;
}

/**
 * Segments parted by blank lines. A blank line within one, as of two line breaks, parts blocks as well: the stored blocks
 * are those that the rule finds, with the kinds of the segments. Offsets count UTF-16 units.
 */
export function textWithBlocks(segments: readonly TextSegment[]): {
  readonly text: string;
  readonly blocks: readonly Block[];
} {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  for (const { kind, level, text: given } of segments) {
    // No text of the app begins with a byte order mark.
    const text = parts.length === 0 ? given.replace(/^\ufeff+/, '') : given;
    if (parts.length > 0) length += SEPARATOR.length;
    for (const { start, end } of findBlocks(text, 'blank-line')) {
      blocks.push({ kind, level, start: asUtf16(length + start), end: asUtf16(length + end) });
    }
    parts.push(text);
    length += text.length;
  }
  return { text: parts.join(SEPARATOR), blocks };
}

const SEPARATOR = '\n\n';
