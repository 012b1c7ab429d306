import type { BlockRule } from '#model/document.ts';
import type { ParsedText } from '../parsed-text.ts';
import { parseWithBlocks } from '../text/parse.ts';

export const MARKDOWN_MEDIA_TYPE = 'text/markdown';

/**
 * Reads Markdown: headings and list items become blocks; the text, marks included, stays as it is, so that
 * offsets are those of the file.
 */
export function parseMarkdown(decoded: string, blockRule?: BlockRule): ParsedText {
  return parseWithBlocks(decoded, MARKDOWN_MEDIA_TYPE, blockRule);
}
