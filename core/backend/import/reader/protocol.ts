import type { ParseChoices } from '#formats/codecs.ts';
import type { FormatProblem, FoundTable, WrittenNames, WrittenUnit } from '#formats/exchange.ts';
import type { FormatId } from '#formats/registry.ts';

/** Files that are read together. */
export interface ReadTask {
  readonly format: FormatId;
  /** Of the manifest beside them, where there is one. */
  readonly names: WrittenNames | undefined;
  readonly unit: WrittenUnit | undefined;
  readonly choices: ParseChoices;
  /** The path of a file that is not there yet, for what has to be unpacked. */
  readonly scratch: string;
  readonly files: readonly TaskFile[];
}

export interface TaskFile {
  /** For the format. */
  readonly name: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** As the user chose, for formats that may be in any. */
  readonly encoding?: string | undefined;
}

/** What a file was decoded from. */
export interface FoundEncoding {
  /** WHATWG label, lower case. */
  readonly encoding: string;
  /** False where it was guessed. */
  readonly certain: boolean;
}

/** What the thread is started with. */
export interface ReaderData {
  /** MiB that it should not need more than. */
  readonly memory: number;
}

/** Why files cannot be read. */
export interface ReadRefusal {
  /** Where it is one of several; the sentence does not name it again. */
  readonly file: string | null;
  /** A sentence for the user. */
  readonly message: string;
}

/** The sentence for a file that needs more. */
export function memorySentence({ memory }: ReaderData): string {
  return `Reading it needs more memory than ${memory} MiB. Nothing of it was imported. Split it and import the parts.`;
}

/** To the reader's thread. */
export type ReaderMessage = { readonly is: 'read'; readonly task: ReadTask } | { readonly is: 'taken' };

/** From the reader's thread. Whatever comes shows that it is alive. */
export type ReaderAnswer =
  /** It is at these files; so many bytes of all of them were read. */
  | { readonly is: 'at-work'; readonly name: string; readonly bytes: number }
  /** Documents as `pack` made them, of the part that is at work. They wait for `taken`. */
  | { readonly is: 'documents'; readonly packed: Uint8Array; readonly count: number }
  | ({ readonly is: 'part' } & ReadPart)
  | { readonly is: 'done' }
  | ({ readonly is: 'refused' } & ReadRefusal)
  /** What should not happen. */
  | { readonly is: 'broken'; readonly message: string };

/** What was read together is at its end: the documents since the part before. */
export interface ReadPart {
  /** False where none of its documents counts, because of a problem. */
  readonly kept: boolean;
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
  /** Where the file is a table of articles. */
  readonly table?: FoundTable | undefined;
  /** Of the first file, for formats that may be in any. */
  readonly encoding?: FoundEncoding | undefined;
}

/** In bytes. */
export function sizeOfAll(files: readonly TaskFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
