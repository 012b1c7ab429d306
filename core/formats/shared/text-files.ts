import { decodeInput } from '../bytes.ts';
import type { FormatProblem, InputFile } from '../exchange.ts';

/** The text files that were chosen together with annotations, found by what the annotations call them. */
export interface TextFiles {
  readonly problems: readonly FormatProblem[];
  readonly names: readonly string[];
  /** The text of a file. */
  get(name: string): string;
  /**
   * The file that a source stands for, by its name or, with another ending, by what `textNameOf` says of it; `exact` is false
   * where it is only taken for it.
   */
  find(source: string, from: string): { readonly name: string; readonly exact: boolean } | null;
}

export function readTextFiles(files: readonly InputFile[]): TextFiles {
  const problems: FormatProblem[] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    const { text, problem } = decodeInput(file);
    if (problem === null) texts.set(file.name, text);
    else problems.push(problem);
  }
  const names = [...texts.keys()];
  return {
    problems,
    names,
    get: (name) => texts.get(name) ?? '',
    find(source, from) {
      const folder = /^.*\//.exec(from)?.[0] ?? '';
      const relative = decoded(source)
        .replace(/^(?:\.\/)+/, '')
        .replace(/#.*$/, '');
      for (const name of [`${folder}${relative}`, relative])
        if (texts.has(name)) return { name, exact: true };
      const last = lastOf(relative);
      const alikeTo = (wanted: readonly string[]) => names.filter((name) => wanted.includes(lastOf(name)));
      const same = alikeTo([last]);
      const alike = same.length > 0 ? same : alikeTo([textNameOf(source), `${last}.txt`]);
      const [name] = alike.length === 1 ? alike : names;
      // One text and nothing else to go by: it is meant, and its quotes will tell.
      return name !== undefined && (alike.length === 1 || names.length === 1)
        ? { name, exact: alike.length === 1 }
        : null;
    },
  };
}

/** What the file with the text of a source may be called: `page.txt` for `https://example.org/news/page.html#top`. */
export function textNameOf(source: string): string {
  const path = decoded(source)
    .replace(/[?#].*$/s, '')
    .replace(/[/\\]+$/, '');
  return `${lastOf(path).replace(/\.[^.]{1,8}$/, '') || 'text'}.txt`;
}

function lastOf(path: string): string {
  return /[^/\\]*$/.exec(path)?.[0] ?? '';
}

function decoded(source: string): string {
  try {
    return decodeURI(source);
  } catch {
    return source;
  }
}
