import { withoutControls } from '../report/controls.ts';

/**
 * Text that CommonMark shows as it is and that stays readable as it stands: a backslash only before what would mean
 * something at its place. For texts that people write; `escapeMarkdown` is for texts of any origin.
 */
export function plainMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)([#+=-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gm, '$1\\$2');
}

/** On one line, as tables and headings need it. */
export function plainMarkdownLine(text: string): string {
  return plainMarkdown(text.trim().replace(/[\n\r\f\v\u0085\u2028\u2029]+/g, ' '));
}
