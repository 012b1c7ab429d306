import { chooseBlockRule, findBlocks, titleOf } from '#model/blocks.ts';
import type { BlockRule } from '#model/document.ts';
import { normaliseText } from '#model/text.ts';
import type { ParsedText } from '../parsed-text.ts';

export const TEXT_MEDIA_TYPE = 'text/plain';

/**
 * Reads plain text: line ends become LF, a byte order mark is dropped, every other character stays. The rule
 * that finds the blocks is chosen from the text unless it is given.
 */
export function parsePlainText(decoded: string, blockRule?: BlockRule): ParsedText {
  return parseWithBlocks(decoded, TEXT_MEDIA_TYPE, blockRule);
}

/** What text and Markdown have in common. */
export function parseWithBlocks(decoded: string, mediaType: string, blockRule?: BlockRule): ParsedText {
  const text = normaliseText(decoded);
  const rule = blockRule ?? chooseBlockRule(text, mediaType);
  const blocks = findBlocks(text, rule);
  return { text, title: titleOf(text, blocks), blockRule: rule, blocks };
}
