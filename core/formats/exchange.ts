import type { JsonlAnnotation, JsonlRecord, JsonlRelation } from './jsonl/record.ts';
import type { SplitOptions } from './split/split-options.ts';

/**
 * What every format is read into and written from: a document with its annotations, in the units of the app (UTF-16).
 * It is the record of our own JSON Lines, which can hold everything. Ids that a file does not have are null, or names
 * local to the document where its relations need them.
 */
export type ExchangeDocument = JsonlRecord;
export type ExchangeAnnotation = JsonlAnnotation;
export type ExchangeRelation = JsonlRelation;

/** A file to read. Formats of several files (brat, REFI-QDA, a folder) get all of them at once. */
export interface InputFile {
  /** Name with the folders below the one chosen, parted by `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a zip archive holds, unpacked within limits, where the format is one. Names as in the archive. */
  readonly entries?: readonly InputFile[];
}

/** Something that keeps a file, or a part of it, out, or that the user should know. */
export interface FormatProblem {
  readonly file: string;
  /** From 1; null where the place is not a line. */
  readonly line: number | null;
  /** A sentence: what is wrong, with what, and what to do. */
  readonly message: string;
}

export interface ParsedFiles {
  /** Nothing of a file with problems is among them. */
  readonly documents: readonly ExchangeDocument[];
  readonly problems: readonly FormatProblem[];
  /** What was left out or changed without harm to the rest. */
  readonly notices: readonly FormatProblem[];
}

export const LOSS_KINDS = [
  'span-left-out',
  'span-changed',
  'attribute-dropped',
  'relation-dropped',
  'text-changed',
  'name-changed',
] as const;

/** One thing that a format could not hold. */
export interface Loss {
  readonly documentId: string | null;
  readonly annotationId: string | null;
  readonly what: (typeof LOSS_KINDS)[number];
  /** Why, in words that are the same for the same cause, so that losses can be counted by cause. */
  readonly why: string;
}

/** What to do with discontinuous spans where a format has none: see `docs/formats`. */
export type DiscontinuousPolicy = 'leave-out' | 'hull' | 'longest-fragment';
/** Which span a token belongs to where a format gives it one tag. */
export type OverlapPolicy = 'outermost' | 'innermost' | 'first-layer';
/** What to do where a span begins or ends within a token, and the format tags whole tokens (formats.md 7). */
export type TokenEdgePolicy = 'split' | 'expand' | 'leave-out';

export interface WriteOptions {
  /** Layer ids in scheme order: what is exported, and whose labels need no `layer:` where it is one. */
  readonly layers: readonly string[];
  readonly discontinuous: DiscontinuousPolicy;
  readonly overlap: OverlapPolicy;
  /** `split` where it is not given. */
  readonly tokenEdges?: TokenEdgePolicy;
  /** For formats that have splits; everything is for training where it is not given. */
  readonly split?: SplitOptions;
  /** For formats with a dataset card. */
  readonly card?: DatasetCard;
}

/** What a dataset card says that the documents do not. Nothing of it is guessed: texts of others are seldom free. */
export interface DatasetCard {
  readonly name?: string;
  /** Of the dataset as it is published: an identifier of the Hugging Face Hub, or a name of its own. */
  readonly licence?: string;
  readonly licenceLink?: string;
  /** Where the texts come from and what their licence is, in words. */
  readonly provenance?: string;
}

export const DEFAULT_WRITE_OPTIONS: Omit<WriteOptions, 'layers'> = {
  discontinuous: 'leave-out',
  overlap: 'outermost',
};

export interface OutputFile {
  /** Below the export's folder, parted by `/`; the whole name where the format is one file. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Names that a format does not allow, as they were written: original → written. */
export type WrittenNames = Readonly<Record<string, string>>;

export interface WrittenFiles {
  readonly files: readonly OutputFile[];
  readonly losses: readonly Loss[];
  readonly names: WrittenNames;
}

/** Whole lines of a file, one piece after the other. */
export interface LinePiece {
  /** From 1. */
  readonly firstLine: number;
  readonly bytes: Uint8Array;
  /** A sentence where the lines cannot be read; nothing comes after it. */
  readonly problem: string | null;
}

/** A file that is read piece by piece. */
export interface LineFile {
  readonly name: string;
  /** From the beginning at each call. */
  pieces(): Iterable<LinePiece>;
}

/**
 * How files are read so that memory holds a part of them at a time. Reading them whole, by `parse`, gives the same
 * documents.
 */
export interface FormatParts {
  /** The files, by name, that have to be read together; what says something of several may be in several. */
  group(names: readonly string[]): readonly (readonly string[])[];
  /** What is to be said of files that are in no group. */
  passedOver?(names: readonly string[]): readonly FormatProblem[];
  /** For files whose lines are documents and that stand alone in their group. */
  readonly lines?: {
    /** Whether a file is one, by its name and first characters. */
    applies(name: string, start: string): boolean;
    /**
     * What is in the file, as it comes. With a problem anywhere, no document and no notice of it counts; without a
     * document, notices are problems: no file is passed over in silence.
     */
    read(file: LineFile, names?: WrittenNames): Iterable<ParsedFiles>;
  };
}

/** The pure half of a format; `null` where the format is not read or not written. */
export interface FormatCodec {
  /** `names` are those of the manifest that lies beside an export of ours, whose names are put back with it. */
  readonly parse: ((files: readonly InputFile[], names?: WrittenNames) => ParsedFiles) | null;
  /** Not given where a format needs all its files, whole. */
  readonly parts?: FormatParts;
  /** Documents come by title then id, their spans by start, end descending, layer, id. */
  readonly serialise:
    | ((documents: readonly ExchangeDocument[], options: WriteOptions) => WrittenFiles)
    | null;
}
