/** Every format, with what it reads, writes and loses: what `standoff formats` prints and the import offers. */
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
  /** What offsets in the file count; `null` where it has none. */
  readonly offsetUnit: 'code points' | null;
  readonly encoding: string;
  readonly limit: string;
}

export type FormatId = 'text' | 'markdown' | 'jsonl';

const MEBIBYTE = 1024 * 1024;

/** Largest text or Markdown file, in bytes. */
export const LARGEST_TEXT_FILE = 64 * MEBIBYTE;
/** Largest JSON Lines file, in bytes. It is read line by line, so this bounds time, not memory. */
export const LARGEST_JSONL_FILE = 4096 * MEBIBYTE;
/** Longest line of JSON Lines, in bytes. */
export const LONGEST_JSONL_LINE = 256 * MEBIBYTE;

const READ_ENCODINGS =
  'UTF-8, UTF-16, or a legacy encoding that is detected and can be chosen, such as windows-1252, Shift_JIS or GB18030';

export const FORMATS: readonly FormatInfo[] = [
  {
    id: 'text',
    name: 'Plain text',
    extensions: ['txt', 'text'],
    mediaType: 'text/plain',
    reads: 'one document a file: the text to the character, blocks by line, blank line or double space',
    writes: null,
    loses: ['a byte order mark', 'CR in line ends, which become LF'],
    offsetUnit: null,
    encoding: READ_ENCODINGS,
    limit: `${LARGEST_TEXT_FILE / MEBIBYTE} MiB a file`,
  },
  {
    id: 'markdown',
    name: 'Markdown',
    extensions: ['md', 'markdown'],
    mediaType: 'text/markdown',
    reads:
      'one document a file: the text with its marks, to the character; headings, paragraphs and list items as blocks',
    writes: null,
    loses: ['a byte order mark', 'CR in line ends, which become LF'],
    offsetUnit: null,
    encoding: READ_ENCODINGS,
    limit: `${LARGEST_TEXT_FILE / MEBIBYTE} MiB a file`,
  },
  {
    id: 'jsonl',
    name: 'Standoff JSON Lines',
    extensions: ['jsonl', 'ndjson'],
    mediaType: 'application/jsonl',
    reads:
      'documents with text, blocks, source, metadata, states, annotations and relations; a line may be as short as {"text": "…"}',
    writes: 'one document a line: everything that it reads',
    loses: [
      'the original bytes of imported files (their SHA-256 is kept)',
      'the change log',
      'the scheme (ids of layers, labels, attributes and relation types are kept)',
      'the times when annotators were added',
    ],
    offsetUnit: 'code points',
    encoding: 'UTF-8, a byte order mark is accepted and never written',
    limit: `${LARGEST_JSONL_FILE / MEBIBYTE / 1024} GiB a file, ${LONGEST_JSONL_LINE / MEBIBYTE} MiB a line, ${LARGEST_TEXT_FILE / MEBIBYTE} MiB a text`,
  },
];

/** The format that a file name stands for by its extension, in any case; `null` where none does. */
export function formatOfName(fileName: string): FormatId | null {
  const extension = extensionOf(fileName);
  return FORMATS.find((format) => format.extensions.includes(extension))?.id ?? null;
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
