import { asCodePoint, OffsetIndex } from '#model/offset.ts';
import { unescapeText } from './escape.ts';
import type { Header } from './header.ts';

/** A token line or a sub-token line. */
export interface ContentRow {
  /** Such as `1-3` or `1-3.1`. */
  readonly name: string;
  /** In UTF-16 units; beyond the text or inside a character where the file says so. */
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  /** From 1. */
  readonly line: number;
}

export interface Content {
  readonly text: string;
  readonly rows: readonly ContentRow[];
  /** UTF-16 units are the format's own; scripts write code points (formats.md 0.8.3). */
  readonly unit: 'utf-16' | 'code-points';
  /** Lines whose form is not the text at their offsets. */
  readonly strangers: readonly number[];
}

export interface ContentProblem {
  readonly problem: string;
  readonly line: number;
}

/** No text has so much white space between its sentences; a file that says so wants memory. */
const WIDEST_GAPS = 1_000_000;

/** Reads text and tokens in UTF-16 units; in code points where only so the form of each token is the text there. */
export function readContent(lines: readonly string[], header: Header): Content | ContentProblem {
  const own = readIn('utf-16', lines, header);
  if (!('problem' in own) && own.strangers.length === 0) return own;
  const other = readIn('code-points', lines, header);
  return !('problem' in other) && other.strangers.length === 0 ? other : own;
}

/**
 * Rebuilds the text as INCEpTION does: sentence, LF, spaces up to the next sentence's first token; the LF goes where
 * the next begins at once (`Tsv3XDeserializer.readContent`). Without the LF that its reader leaves at the end. More
 * empty lines between sentences than one are taken too.
 */
function readIn(unit: Content['unit'], lines: readonly string[], header: Header): Content | ContentProblem {
  const sizeOf = (text: string) => (unit === 'utf-16' ? text.length : new OffsetIndex(text).codePoints);
  const rows: (ContentRow & { readonly form: string })[] = [];
  const names = new Set<string>();
  const parts: string[] = [];
  let length = 0;
  let gaps = 0;
  let sentence: string[] = [];
  for (let at = header.lines; at < lines.length; at += 1) {
    const line = lines[at] as string;
    const problem = (words: string): ContentProblem => ({ problem: words, line: at + 1 });
    if (line === '') continue;
    if (line.startsWith('#')) {
      if (line.startsWith('#Text=')) sentence.push(unescapeText(line.slice(6), header.version));
      continue;
    }
    const fields = line.split('\t');
    const [name = '', offsets = '', form = ''] = fields;
    const place = /^([0-9]{1,12})-([0-9]{1,12})$/.exec(offsets);
    if (!/^[0-9]+-[0-9]+(?:\.[0-9]+)?$/.test(name) || place === null) {
      return problem('A token line begins with its number and its offsets, as in “1-1⇥0-5⇥Maria”.');
    }
    if (fields.length < header.columns + 3) {
      const columns = Math.max(0, fields.length - 3);
      return problem(
        `The line has ${columns} columns, and the header declares ${header.columns}. The file may have been cut short.`,
      );
    }
    if (names.has(name)) return problem(`The token ${name} is there twice.`);
    names.add(name);
    const start = Number(place[1]);
    if (sentence.length > 0) {
      if (length > 0 && start !== length) {
        if (start < length) return problem('The sentence begins before the end of the one before it.');
        parts.push('\n');
        length += 1;
      }
      gaps += start - length;
      if (gaps > WIDEST_GAPS) return problem('The sentences are further apart than in any text.');
      const text = sentence.join('\n');
      parts.push(' '.repeat(start - length), text);
      length = start + sizeOf(text);
      sentence = [];
    } else if (rows.length === 0) return problem('A sentence begins with “#Text=”, and this one does not.');
    const cells = fields.slice(3, 3 + header.columns);
    rows.push({ name, start, end: Number(place[2]), form, cells, line: at + 1 });
  }
  if (sentence.length > 0) {
    return {
      problem: 'The file breaks off before the tokens of its last sentence.',
      line: lines.findLastIndex((line) => line !== '') + 1,
    };
  }
  return finish(unit, parts.join(''), rows, header.version);
}

function finish(
  unit: Content['unit'],
  text: string,
  rows: readonly (ContentRow & { readonly form: string })[],
  version: number,
): Content {
  const index = new OffsetIndex(text);
  const toUtf16 = (at: number) =>
    unit === 'utf-16' || at > index.codePoints ? at : index.toUtf16(asCodePoint(at));
  const placed = rows.map((row) => ({ ...row, start: toUtf16(row.start), end: toUtf16(row.end) }));
  const strangers = placed
    .filter(({ start, end, form }) => text.slice(start, end) !== unescapeText(form, version))
    .map(({ line }) => line);
  return { text, rows: placed, unit, strangers };
}
