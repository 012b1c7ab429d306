import { withoutControls } from '../report/controls.ts';

/**
 * Text that CommonMark shows as it is (formats.md 17): punctuation with a meaning gets a backslash, also where it would
 * begin a list, a heading or an entity. Line feeds stay.
 */
export function escapeMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&')
    .replace(/^=/gm, '\\=');
}

/** On one line, as tables, headings and notes need it. */
export function escapeMarkdownLine(text: string): string {
  return escapeMarkdown(text.replace(/[\n\r\f\v\u0085\u2028\u2029]+/g, ' '));
}

/** Escaped text as one paragraph: lines keep their ends and what they begin with, and blank lines do not end it. */
export function asParagraph(escaped: string): string {
  return escaped
    .split('\n')
    .map((line) =>
      line.trim() === '' ? '&nbsp;' : line.replace(/^[ \t]/, (space) => (space === ' ' ? '&#32;' : '&#9;')),
    )
    .join('\\\n');
}
