import type { ColumnRole } from '#model/column-role.ts';
import type {
  DiscontinuousPolicy,
  OverlapPolicy,
  SentenceRule,
  TokenEdgePolicy,
  TokenRule,
  WrittenUnit,
} from '#model/export-choice.ts';
import type { JsonlAnnotation, JsonlRecord, JsonlRelation } from './jsonl/record.ts';
import type { SplitPlan } from './split/split-plan.ts';
import type { Survey } from './writing/survey.ts';

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
  /** Where the file is a table of articles. */
  readonly table?: FoundTable;
}

/** What a column of a table of articles is for. */
export interface ColumnChoice {
  /** As in `FoundTable.columns`. */
  readonly name: string;
  readonly role: ColumnRole;
}

/** A table with an article in each row, as a preview shows it. */
export interface FoundTable {
  /** The sheets of a workbook, in its order; empty where the format has none. */
  readonly sheets: readonly FoundSheet[];
  /** The name of the sheet that was read. */
  readonly sheet: string | null;
  readonly columns: readonly FoundColumn[];
  /** The first rows below the names, cells cut to a few lines. */
  readonly rows: readonly (readonly string[])[];
  /** All rows below the names. */
  readonly rowCount: number;
}

export interface FoundSheet {
  readonly name: string;
  readonly hidden: boolean;
}

export interface FoundColumn extends ColumnChoice {
  /** By what it has its role: the choice made, that of an earlier import, its name, its cells, or nothing of these. */
  readonly by: 'choice' | 'memory' | 'name' | 'cells' | 'none';
}

/** How a table of articles is to be read, where not as it looks. */
export interface TableChoices {
  readonly columns?: readonly ColumnChoice[];
  readonly sheet?: string;
  /** Where there are several tables: what columns of those with these names hold, in this order. */
  readonly columnsOf?: readonly {
    readonly names: readonly string[];
    readonly columns: readonly ColumnChoice[];
  }[];
  /** Where there are several workbooks: the sheet of those with these sheets. */
  readonly sheetsOf?: readonly { readonly names: readonly string[]; readonly sheet: string }[];
  /** What was chosen at earlier imports for all columns of a table; for one with the same columns in the same order. */
  readonly columnsBefore?: readonly (readonly ColumnChoice[])[];
  /** Which of the sheets of a workbook was chosen at earlier imports; for one with the same sheets. */
  readonly sheetsBefore?: readonly { readonly names: readonly string[]; readonly sheet: string }[];
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
  /** The attribute that goes, where it is one. */
  readonly attribute?: string;
  /** What the user can choose to lose less, or something else. */
  readonly choice?: LossChoice;
}

/** Choices on which it depends what is lost. */
export type LossChoice = 'overlap' | 'discontinuous' | 'tokenEdges' | 'sentences' | 'unit';

export type { DiscontinuousPolicy, OverlapPolicy, SentenceRule, TokenEdgePolicy, TokenRule, WrittenUnit };

export interface WriteOptions {
  /** Layer ids in scheme order: what is exported, and whose labels need no `layer:` where it is one. */
  readonly layers: readonly string[];
  readonly discontinuous: DiscontinuousPolicy;
  readonly overlap: OverlapPolicy;
  /** `split` where it is not given. */
  readonly tokenEdges?: TokenEdgePolicy;
  /** `words` where it is not given. */
  readonly tokens?: TokenRule;
  /** `found` where it is not given. */
  readonly sentences?: SentenceRule;
  /** The usual one of the format where it is not given. */
  readonly unit?: WrittenUnit;
  /** Whether cells that a spreadsheet would run as formulas are guarded: so where it is not given. */
  readonly spreadsheetSafe?: boolean;
  /** Whether tables begin with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark?: boolean;
  /** Decided over all documents before any is written; everything is for training where it is not given. */
  readonly split?: SplitPlan;
  /** Whether only gold is among the documents, for formats that tell it from what annotators made. */
  readonly gold?: boolean;
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

/** What of one document, or of several, is in the files of an export. Each counts once, in however many files it is. */
export interface WrittenCounts {
  readonly documents: number;
  readonly annotations: number;
  readonly relations: number;
  /** Links of attributes that a file has among its relations. */
  readonly links: number;
  /** Spans that a file has for the words that such links point at: no annotations, but told from them by their name alone. */
  readonly linkedWords: number;
}

/** Names that a format does not allow, as they were written: original → written. */
export type WrittenNames = Readonly<Record<string, string>>;

/** Where a piece of a file goes. */
export interface WritePlace {
  /** Parts of a file are appended to by themselves and stand in it by their numbers, 0 where none is given. */
  readonly part?: number;
  /** Goes before the content where its part holds the content of a document already, as a comma between items. */
  readonly between?: string;
}

/** Takes an export as it is written: nothing of it has to be held by who writes. */
export interface WriteSink {
  /** Appends to a file below the export's folder, `path` parted by `/`. The first call begins the file, also with nothing. */
  write(path: string, content: string | Uint8Array, place?: WritePlace): void;
  lose(loss: Loss): void;
}

/**
 * Writes documents one by one. It holds no text: what it must know of all documents before the first is in the survey, what
 * stands at the head of a file and is known at the end is a part of that file.
 */
export interface DocumentWriter {
  /**
   * Documents come by title then id, their spans by start, end descending, layer, id. Their losses go with them. Answers what
   * of the document is in the files.
   */
  add(document: ExchangeDocument): WrittenCounts;
  end(): WrittenNames;
}

export type OpenWriter = (survey: Survey, options: WriteOptions, sink: WriteSink) => DocumentWriter;

export interface OutputFile {
  /** Below the export's folder, parted by `/`; the whole name where the format is one file. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface WrittenFiles {
  readonly files: readonly OutputFile[];
  readonly losses: readonly Loss[];
  readonly names: WrittenNames;
  readonly counts: WrittenCounts;
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

/** The same of pieces that end anywhere but within a character: lines may be of any length. */
export type PieceFile = LineFile;

/** A file of an archive, which need not be in memory. */
export interface EntryFile extends PieceFile {
  /** In bytes. */
  readonly size: number;
  bytes(): Uint8Array;
}

/** A file of a format that is an archive. */
export interface ArchiveFile {
  readonly name: string;
  /** False where it is a file of such an archive by itself, which is then the only entry. */
  readonly isPacked: boolean;
  /** Names as in the archive. */
  readonly entries: readonly EntryFile[];
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
    read(file: LineFile, names?: WrittenNames, unit?: WrittenUnit): Iterable<ParsedFiles>;
  };
  /** For groups of several files that are read at once, each piece by piece. */
  readonly together?: {
    /** Whether a group is one, by its names. */
    applies(names: readonly string[]): boolean;
    /**
     * What is in the files, as it comes. With a problem anywhere nothing of it counts, and the files have to be read
     * whole, by `parse`, which may read them all the same: where they are too large for that, the problems count.
     */
    read(files: readonly LineFile[]): Iterable<ParsedFiles>;
  };
  /** For archives, each of which is read by itself: none is in memory. */
  readonly archive?: {
    /** What is in it, as it comes. With a problem anywhere, no document counts; problems come at the end. */
    read(file: ArchiveFile, names?: WrittenNames): Iterable<ParsedFiles>;
  };
}

/** The pure half of a format; `null` where the format is not read or not written. */
export interface FormatCodec {
  /**
   * `names` and `unit` are those of the manifest that lies beside an export of ours: its names are put back, and its
   * offsets need not be guessed. `choices` are for formats of tables.
   */
  readonly parse:
    | ((
        files: readonly InputFile[],
        names?: WrittenNames,
        unit?: WrittenUnit,
        choices?: TableChoices,
      ) => ParsedFiles)
    | null;
  /** Not given where a format needs all its files, whole. */
  readonly parts?: FormatParts;
  readonly openWriter: OpenWriter | null;
  /** Whether the writer asks more of the survey than which ids are taken; otherwise documents are read once. */
  readonly surveyed: boolean;
  /** All at once, for what is small: see `collected`. */
  readonly serialise:
    | ((documents: readonly ExchangeDocument[], options: WriteOptions) => WrittenFiles)
    | null;
}
