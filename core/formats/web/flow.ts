import { trimRange } from '#model/text.ts';

/** The text between two block edges, as it is put together. */
export interface Flow {
  add(text: string, verbatim: boolean, linked: boolean): void;
  lineFeed(): void;
  /** What was added since the last call; `null` where it is nothing but white space. */
  take(): Flowed | null;
}

export interface Flowed {
  readonly text: string;
  /** How many UTF-16 units of the text are links. */
  readonly linked: number;
}

/**
 * White space as CSS collapses it (CSS Text 3, 4.1): runs of spaces, tabs and line ends are one space, across the edges of
 * inline elements too, and none at the edges of a line. No-break and other spaces are characters like any other.
 */
export function createFlow(): Flow {
  // Asked for its end, a text that grows would be copied each time.
  let text = '';
  let atLineStart = true;
  let linked = 0;
  let space = false;
  const write = (added: string, inLink: boolean): void => {
    if (added === '') return;
    if (space && !atLineStart) text += ' ';
    space = false;
    text += added;
    atLineStart = added.endsWith('\n');
    if (inLink) linked += added.length;
  };
  return {
    add(raw, verbatim, inLink) {
      if (verbatim) {
        write(raw.replace(/\r\n?/g, '\n'), inLink);
        return;
      }
      const collapsed = raw.replace(/[ \t\n\r\f]+/g, ' ');
      if (collapsed.startsWith(' ')) space = true;
      const words = collapsed.slice(
        collapsed.startsWith(' ') ? 1 : 0,
        collapsed.endsWith(' ') ? -1 : undefined,
      );
      if (words === '') return;
      write(words, inLink);
      space = collapsed.endsWith(' ');
    },
    lineFeed() {
      space = false;
      text += '\n';
      atLineStart = true;
    },
    take() {
      const taken = { text: withoutBlankEdges(text), linked };
      text = '';
      atLineStart = true;
      linked = 0;
      space = false;
      return taken.text === '' ? null : taken;
    },
  };
}

/** Without the blank lines at both ends; empty where all lines are blank. */
function withoutBlankEdges(text: string): string {
  const { start, end } = trimRange(text, 0, text.length);
  if (start === end) return '';
  const feed = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start) + 1, feed === -1 ? text.length : feed);
}
