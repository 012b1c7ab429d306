import type { ExportChoice, FormatUse } from '#model/export-choice.ts';
import type { FormatId } from '#model/format-id.ts';
import type { KeptFact } from './kept-facts.ts';

export { FORMAT_IDS, type FormatId } from '#model/format-id.ts';

/** What a format reads, writes and loses: what `standoff formats` prints and the import offers. */
export interface FormatInfo {
  readonly id: FormatId;
  readonly name: string;
  /** Lower case, without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** What an import takes from a file; `null` where the format is not read. */
  readonly reads: string | null;
  /** What an export puts into a file; `null` where the format is not written. */
  readonly writes: string | null;
  readonly loses: readonly string[];
  /** Of an export, what comes back besides texts, spans, attributes and relations; nothing where it is not said. */
  readonly keeps?: readonly KeptFact[];
  /**
   * What spans are called that stand for words that a link of an attribute, here NAME, points at, where there is no annotation;
   * not given where the format has none of them.
   */
  readonly linkedWords?: string;
  /** What offsets in the file count; `null` where it has none. */
  readonly offsetUnit: 'code points' | 'UTF-16 units' | null;
  readonly encoding: string;
  readonly limit: string;
  /** What it is written for, and a sentence on that. */
  readonly use?: { readonly kind: FormatUse; readonly sentence: string };
  /** What the user can choose for an export; `USUAL_CHOICES` where it is not said. */
  readonly choices?: readonly ExportChoice[];
  /** Bytes of a file at import; `LARGEST_EXCHANGE_FILE` where it is not given. */
  readonly largestFile?: number;
  /** True where an export is a folder, because it has more than one file or may have. */
  readonly folder?: boolean;
  /** True where a file is a ZIP archive: an import unpacks it for the parser, within limits, and an export puts its files into one. */
  readonly archive?: boolean;
  /** True where the format itself has a place for splits; of the others each split is an export of its own. */
  readonly hasSplits?: boolean;
  /** True where it is written for people to read: documents are in alphabetical order. */
  readonly report?: boolean;
  /** True where a token has one label: not all spans that overlap can be written, and the usual export is of one layer. */
  readonly oneLabelPerToken?: boolean;
}

/** Of formats that hold documents with all that belongs to them. */
const USUAL_CHOICES: readonly ExportChoice[] = ['selection', 'pseudonyms', 'split'];

/** What the user can choose for an export in a format. */
export function choicesOf({ writes, choices }: FormatInfo): readonly ExportChoice[] {
  return writes === null ? [] : (choices ?? USUAL_CHOICES);
}

export const MEBIBYTE = 1024 * 1024;

/** Largest text or Markdown file, in bytes. */
export const LARGEST_TEXT_FILE = 64 * MEBIBYTE;
/** Largest JSON Lines file, in bytes. It is read line by line, so this bounds time, not memory. */
export const LARGEST_JSONL_FILE = 4096 * MEBIBYTE;
/** Longest line of JSON Lines, in bytes. */
export const LONGEST_JSONL_LINE = 256 * MEBIBYTE;

/** Largest file, or files that have to be read together, of a format that is read whole, in bytes. */
export const LARGEST_EXCHANGE_FILE = 512 * MEBIBYTE;

/** The limit of formats whose files are read line by line, with a document in each. */
export const LINES_LIMIT = {
  largestFile: LARGEST_JSONL_FILE,
  limit: `${LARGEST_JSONL_FILE / MEBIBYTE / 1024} GiB a file, ${LONGEST_JSONL_LINE / MEBIBYTE} MiB a line, ${LARGEST_TEXT_FILE / MEBIBYTE} MiB a text`,
} as const;

/** The limit of formats whose files are read a document at a time, with many lines in each. */
export const DOCUMENTS_LIMIT = {
  largestFile: LARGEST_JSONL_FILE,
  limit: `${LARGEST_JSONL_FILE / MEBIBYTE / 1024} GiB a file, ${LARGEST_TEXT_FILE / MEBIBYTE} MiB a document`,
} as const;

/** What text files may be encoded in. */
export const READ_ENCODINGS =
  'UTF-8, UTF-16, or a legacy encoding that is detected and can be chosen, such as windows-1252, Shift_JIS or GB18030';

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
