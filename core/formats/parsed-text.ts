import type { Block, BlockRule } from '#model/document.ts';

/** A document read from a format that holds text alone. Offsets of blocks count UTF-16 units. */
export interface ParsedText {
  readonly text: string;
  readonly title: string;
  readonly blockRule: BlockRule;
  readonly blocks: readonly Block[];
}
