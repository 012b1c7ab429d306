import { decodeUtf8 } from '../bytes.ts';
import type { InputFile } from '../exchange.ts';
import { MEBIBYTE } from '../registry.ts';
import type { ArchiveParts } from '../shared/archive-parts.ts';
import { archiveParts, partPath } from '../shared/archive-parts.ts';
import { scanXml } from '../xml/scan.ts';
import { valueIn } from './names.ts';

/** Largest part that is read, in bytes: the text of some hundred thousand paragraphs. */
export const LARGEST_PART = 64 * MEBIBYTE;

/** The parts of a document that its text is in or that say something about it. */
export interface DocxPackage {
  /** Path of the part with the text. */
  readonly main: string;
  /** Parts that the main one names, by the last word of the kind of relation, such as `styles` or `header`. */
  related(kind: string): readonly string[];
  /** The part that holds title, author and dates. */
  readonly coreProperties: string | null;
  /** The XML of a part; `fault` is a sentence. */
  read(
    path: string,
  ): { readonly text: string; readonly fault: null } | { readonly text: null; readonly fault: string };
}

interface Relation {
  readonly kind: string;
  readonly path: string;
}

/** Finds the parts of a package by its relationships (ECMA-376 part 2, 8.3); the error is a sentence. */
export function openPackage(entries: readonly InputFile[]): DocxPackage | string {
  const parts = archiveParts(entries);
  const top = relationsOf(parts, '');
  const main = top.find(({ kind }) => kind === 'officeDocument')?.path ?? 'word/document.xml';
  if (parts.find(main) === null) {
    return 'There is no document in it (word/document.xml). It may be another kind of archive: give it its right ending.';
  }
  const relations = relationsOf(parts, main);
  return {
    main,
    related: (kind) => relations.filter((relation) => relation.kind === kind).map(({ path }) => path),
    coreProperties: top.find(({ kind }) => kind === 'core-properties')?.path ?? null,
    read(path) {
      const part = parts.find(path);
      if (part === null) return { text: null, fault: `Its part ${path} is missing.` };
      if (part.bytes.length > LARGEST_PART) {
        const limit = LARGEST_PART / MEBIBYTE;
        const fault = `Its part ${path} has more than ${limit} MiB unpacked. Split the document and import the pieces.`;
        return { text: null, fault };
      }
      const text = decodeUtf8(part.bytes);
      return text === null ? { text: null, fault: `Its part ${path} is not UTF-8.` } : { text, fault: null };
    },
  };
}

/** What a part, or the package itself where the path is empty, refers to within the package. */
function relationsOf(parts: ArchiveParts, from: string): Relation[] {
  const slash = from.lastIndexOf('/') + 1;
  const file = parts.find(`${from.slice(0, slash)}_rels/${from.slice(slash)}.rels`);
  const text = file === null || file.bytes.length > LARGEST_PART ? null : decodeUtf8(file.bytes);
  const relations: Relation[] = [];
  if (text === null) return relations;
  scanXml(text, {
    open(tag) {
      if (tag.local !== 'Relationship' || valueIn(tag, 'TargetMode') === 'External') return;
      const path = partPath(from, valueIn(tag, 'Target') ?? '');
      const kind = (valueIn(tag, 'Type') ?? '').replace(/^.*\//s, '');
      if (path !== null) relations.push({ kind, path });
    },
    close() {},
    text() {},
  });
  return relations;
}
