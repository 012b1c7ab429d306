import type { BlockRule } from './document.ts';

/**
 * The rule that divides a text best. Markdown where the media type says so; otherwise by how the text uses
 * line ends, blank lines and runs of spaces.
 */
export function chooseBlockRule(text: string, mediaType: string | null): BlockRule {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/markdown' || type === 'text/x-markdown') return 'markdown';
  const stanzas = stanzasOf(text);
  const lines = stanzas.flat();
  if (isParagraphsOnOneLine(lines)) return 'double-space';
  if (isHardWrapped(stanzas)) return 'blank-line';
  const parted = stanzas.length > 1 && stanzas.every((stanza) => stanza.length === 1);
  return parted ? 'blank-line' : 'line';
}

/** The trimmed lines of a text, grouped by the blank lines between them. */
function stanzasOf(text: string): string[][] {
  const stanzas: string[][] = [];
  let open: string[] | null = null;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') {
      open = null;
    } else if (open === null) {
      open = [line];
      stanzas.push(open);
    } else {
      open.push(line);
    }
  }
  return stanzas;
}

/** How few lines a wire article may have: its one line, and perhaps a slug and a signature around it. */
const MOST_WIRE_LINES = 4;
const LONG_PARAGRAPH = 3000;

/**
 * Whether a line holds a whole article whose paragraphs are parted by runs of spaces, as wire copy comes.
 * Two spaces after each full stop, as typists used to put them, are not that: there every run follows a stop
 * and no sentence within a paragraph ends with one space.
 */
function isParagraphsOnOneLine(lines: readonly string[]): boolean {
  if (lines.length > MOST_WIRE_LINES) return false;
  const line = lines.reduce((longest, next) => (next.length > longest.length ? next : longest), '');
  const pieces = line.split(/\s{2,}/u);
  if (pieces.length < 2) return false;
  const starts = pieces.slice(1);
  const begun = starts.filter((piece) => !/^\p{Lowercase}/u.test(piece)).length;
  if (begun < 0.8 * starts.length) return false;
  const stopped = pieces.slice(0, -1).filter((piece) => ENDS_SENTENCE.test(piece)).length;
  const headlines = pieces.length - 1 - stopped;
  const first = pieces[0] ?? '';
  if (pieces.length === 2)
    return headlines === 1 && first.length <= 200 && (pieces[1] ?? '').length > first.length;
  if (headlines > 0.7 * (pieces.length - 1)) return false;
  return (
    headlines > 0 || pieces.some((piece) => INNER_SENTENCE_END.test(piece)) || line.length > LONG_PARAGRAPH
  );
}

const ENDS_SENTENCE = /[.!?…。！？؟।]["'”’»)\]」』]*$/u;
/** A sentence end with one space after it. A word of four letters keeps abbreviations and initials out. */
const INNER_SENTENCE_END = /\p{Letter}{4,}[.!?]["'”’»)\]]* \p{Uppercase}|[。！？؟।] ?\p{Letter}/u;

/**
 * Whether lines end because they are full: each line of a stanza but its last would be too long with the first
 * word of the next.
 */
function isHardWrapped(stanzas: readonly (readonly string[])[]): boolean {
  const pairs = stanzas.flatMap((stanza) =>
    stanza.slice(1).map((next, index) => ({ line: stanza[index] ?? '', next })),
  );
  if (pairs.length < 2) return false;
  // A large file has more lines than a call takes arguments.
  const width = stanzas.flat().reduce((most, line) => Math.max(most, line.length), 0);
  if (width > 200) return false;
  // One word of slack: texts are wrapped a little unevenly.
  const full = pairs.filter(({ line, next }) => line.length + firstWord(next) + 1 > width - 6).length;
  return full >= 0.7 * pairs.length;
}

/** Scripts that part no words by spaces and so wrap after any character. */
const WRAPS_ANYWHERE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function firstWord(line: string): number {
  if (WRAPS_ANYWHERE.test(line)) return 1;
  const space = line.indexOf(' ');
  return space === -1 ? line.length : space;
}
