import { detectFormat } from '#formats/detect.ts';
import type { FormatId } from '#formats/registry.ts';

/** A file of an archive, with how it begins: enough of it to have some whole lines. */
export interface ArchiveHead {
  /** As in the archive. */
  readonly name: string;
  readonly head: string;
}

/** What doccano calls the file of everybody, and that of examples that nobody has annotated. */
const NOBODY = new Set(['all', 'unknown', 'admin_all']);

/**
 * Whose annotations the files of an archive are, by their names: doccano writes a file for each member of a project in
 * which several annotate the same texts (formats.md 1, `NAME.jsonl`). Nothing is said of other archives, such as those with
 * a file for training and one for tests, which have different texts.
 */
export function annotatorsByFile(
  files: readonly ArchiveHead[],
  format: FormatId | undefined,
): ReadonlyMap<string, string> {
  const none = new Map<string, string>();
  const named = files.filter(({ name }) => /\.jsonl$/i.test(name));
  const folders = new Set(named.map(({ name }) => name.slice(0, name.lastIndexOf('/') + 1)));
  if (named.length < files.length || folders.size !== 1) return none;
  const own = named.filter(({ name }) => !NOBODY.has(stemOf(name).toLowerCase()));
  const isDoccano = ({ name, head }: ArchiveHead) =>
    (format ?? detectFormat({ name, head }, new Set())?.format) === 'doccano';
  const texts = own.map((file) => (isDoccano(file) ? textsIn(file.head) : new Set<string>()));
  const isShared = texts.map((mine, index) =>
    [...mine].some((text) => texts.some((others, at) => at !== index && others.has(text))),
  );
  if (own.length < 2 || isShared.includes(false)) return none;
  return new Map(own.map(({ name }) => [name, stemOf(name)]));
}

function stemOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

/** The texts of the whole lines. */
function textsIn(head: string): ReadonlySet<string> {
  const lines = head.split('\n');
  return new Set(
    lines.flatMap((line) => {
      try {
        const value = JSON.parse(line) as { readonly text?: unknown; readonly data?: unknown };
        const text = value.text ?? value.data;
        return typeof text === 'string' ? [text] : [];
      } catch {
        // Blank, cut off, or for the reader to complain about.
        return [];
      }
    }),
  );
}
