import { unescapeText } from './escape.ts';
import type { Header } from './header.ts';

/** A token line or a sub-token line. */
export interface ContentRow {
  /** Such as `1-3` or `1-3.1`. */
  readonly name: string;
  /** UTF-16 units, as the file has them. */
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
}

export type Content =
  | { readonly text: string; readonly rows: readonly ContentRow[] }
  | { readonly problem: string; readonly line: number };

/** No text has so much white space between its sentences; a file that says so wants memory. */
const WIDEST_GAPS = 1_000_000;

/**
 * Rebuilds the text as INCEpTION does: sentence, LF, spaces up to the next sentence's first token; the LF goes where
 * the next begins at once (`Tsv3XDeserializer.readContent`). Without the LF that its reader leaves at the end. More
 * empty lines between sentences than one are taken too.
 */
export function readContent(lines: readonly string[], header: Header): Content {
  const rows: ContentRow[] = [];
  const names = new Set<string>();
  const parts: string[] = [];
  let length = 0;
  let gaps = 0;
  let sentence: string[] = [];
  for (let at = header.lines; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const problem = (words: string): Content => ({ problem: words, line: at + 1 });
    if (line === '') continue;
    if (line.startsWith('#')) {
      if (line.startsWith('#Text=')) sentence.push(unescapeText(line.slice(6), header.version));
      continue;
    }
    const fields = line.split('\t');
    const name = fields[0] ?? '';
    const place = /^([0-9]{1,12})-([0-9]{1,12})$/.exec(fields[1] ?? '');
    if (!/^[0-9]+-[0-9]+(?:\.[0-9]+)?$/.test(name) || place === null) {
      return problem('A token line begins with its number and its offsets, as in “1-1⇥0-5⇥Maria”.');
    }
    if (fields.length < header.columns + 3) {
      return problem(
        `The line has ${Math.max(0, fields.length - 3)} columns, and the header declares ${header.columns}. The file may have been cut short.`,
      );
    }
    if (names.has(name)) return problem(`The token ${name} is there twice.`);
    names.add(name);
    const start = Number(place[1]);
    if (sentence.length > 0) {
      // Two: the reader ends each sentence with a line feed, and takes it away again.
      if (length > 0 && start !== length) {
        if (start < length) return problem('The sentence begins before the end of the one before it.');
        parts.push('\n');
        length += 1;
      }
      gaps += start - length;
      if (gaps > WIDEST_GAPS) return problem('The sentences are further apart than in any text.');
      parts.push(' '.repeat(start - length), sentence.join('\n'));
      length = start + (parts.at(-1)?.length ?? 0);
      sentence = [];
    } else if (rows.length === 0) return problem('A sentence begins with “#Text=”, and this one does not.');
    const cells = fields.slice(3, 3 + header.columns);
    rows.push({ name, start, end: Number(place[2]), cells, line: at + 1 });
  }
  if (sentence.length > 0) {
    return {
      problem: 'The file breaks off before the tokens of its last sentence.',
      line: lines.findLastIndex((line) => line !== '') + 1,
    };
  }
  return { text: parts.join(''), rows };
}
