import { COLUMN_ROLES } from '#model/column-role.ts';
import {
  DISCONTINUOUS_POLICIES,
  EXPORT_CHOICES,
  FORMAT_USES,
  OVERLAP_POLICIES,
  SENTENCE_RULES,
  SPLIT_GROUPINGS,
  SPLITS,
  TOKEN_EDGE_POLICIES,
  TOKEN_RULES,
  WRITTEN_UNITS,
} from '#model/export-choice.ts';
import { FORMAT_IDS } from '#model/format-id.ts';
import { PAGE_PARTS } from '#model/page-part.ts';
import { procedure, z } from '../define.ts';
import * as schema from '../schemas.ts';

export const formatId = z.enum(FORMAT_IDS);

/** A layer and a label of it; `null` where the layer has no labels. */
const schemeName = z.object({ layer: schema.layerId, label: schema.labelId.nullable() });

/** A label that the import adds to the scheme: in this layer, or in the one that the file names, which may be new too. */
const newName = z.object({ newIn: schema.layerId.nullable() });

const fileName = z.object({ layer: z.string().max(2000), label: z.string().max(2000).nullable() });

/** A layer and label as a file names them, and what they become here; `null`: their spans are left out. */
const nameChoice = fileName.extend({ to: z.union([schemeName, newName]).nullable() });

/** A name that a file uses. */
export const foundName = fileName.extend({
  /** Of a name that is added, what it will be. */
  to: schemeName.nullable(),
  /** How many spans have it. */
  count: z.number().int(),
  /**
   * By which the scheme has it: its id, its name in any case, the choice made, that of an earlier import, not yet (it
   * will be added), or not at all.
   */
  by: z.enum(['id', 'name', 'choice', 'memory', 'new', 'none']),
  /** The layer of the scheme that has the name of the file's layer. */
  home: schema.layerId.nullable(),
});

/** What the spans of a file have and the scheme does not know. */
const lackingPart = z.object({
  what: z.enum(['attribute', 'choice', 'relation']),
  /** Of the attribute or the relation type. */
  name: z.string(),
  /** The name of the layer that lacks the attribute, or whose attribute lacks choices. */
  layer: z.string().nullable(),
  /** The choices that it lacks. */
  values: z.array(z.string()),
  count: z.number().int(),
});

const columnChoice = z.object({ name: z.string().max(5000), role: z.enum(COLUMN_ROLES) });

/** Of all columns of a table, or of all sheets of a workbook, in their order. */
const tableNames = z.array(z.string().max(5000)).max(20_000);

/** A table with an article in each row. */
const foundTable = z.object({
  /** The sheets of a workbook; empty for other files. */
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean() })),
  /** The one that was read. */
  sheet: z.string().nullable(),
  columns: z.array(
    columnChoice.extend({
      /** By what it has its role: the choice made, that of an earlier import, its name, its cells, or nothing. */
      by: z.enum(['choice', 'memory', 'name', 'cells', 'none']),
    }),
  ),
  /** The first rows below the names, cells cut. */
  rows: z.array(z.array(z.string())),
  rowCount: z.number().int(),
});

/** What is known of a file before it is imported. */
export const inspectedFile = z.object({
  file: schema.fileHandle,
  name: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** `null` where the file cannot be imported; then `problem` says why and what to do. */
  format: formatId.nullable(),
  /** False where the format was guessed and the user should look. */
  formatCertain: z.boolean(),
  /** Name of the file with which this one is read, where several make one import, such as a text and its annotations. */
  partOf: z.string().nullable(),
  problem: z.string().nullable(),
  /** True where no format reads files of its kind, such as a picture. */
  isForeign: z.boolean(),
  /** What may be chosen so that it is read, or read otherwise: nothing where it is read, and its format was told for sure. */
  offers: z.object({ formats: z.array(formatId), encoding: z.boolean() }),
  /** WHATWG label; `null` for formats that are always UTF-8. */
  encoding: z.string().nullable(),
  /** False where the encoding was guessed and the user should look at the sample. */
  encodingCertain: z.boolean(),
  title: z.string(),
  /** The beginning of the text as it would be imported. */
  sample: z.string(),
  blockRule: schema.blockRule,
  blockCount: z.number().int(),
  documentCount: z.number().int(),
  /** Of these, whose text is in the project or came before in this batch. */
  sameCount: z.number().int(),
  /** Of the same, whose text is not in the project and only came before in this batch. */
  twiceCount: z.number().int(),
  annotationCount: z.number().int(),
  /** Of these, which the project or a file before in this batch has, with the same annotator. */
  sameAnnotationCount: z.number().int(),
  /** Of these, whose annotator the file does not name. */
  unsignedCount: z.number().int(),
  relationCount: z.number().int(),
  /** Annotations and relations that are in the project with other content. */
  conflictCount: z.number().int(),
  /** `null` where the file is no table of articles, and for an archive. There may be one beside a problem, to choose columns from. */
  table: foundTable.nullable(),
  /** The tables of articles of an archive, those with the same columns and sheets as one: the first of them. */
  tables: z.array(
    foundTable.extend({
      /** Names of the files that are such, below that of the archive. */
      files: z.array(z.string()),
    }),
  ),
  /** Attributes, choices of attributes and relation types that the scheme does not have. */
  lacking: z.array(lackingPart),
  /** The layers and labels of a pre-annotated file of another tool, by layer then label. */
  names: z.array(foundName),
  /** What an import would leave out or change, counted by cause. */
  notices: z.array(z.string()),
  /**
   * What has the same text: the title of a document in the project, or the name of a file before in this batch. Of several
   * documents, said where all are there: in the project, or some only in this batch.
   */
  duplicateOf: z.object({ where: z.enum(['project', 'import']), title: z.string() }).nullable(),
  /**
   * Whether anything of it would go in, by `duplicates` of the import: where texts that are there already stay out, and
   * where they come in again. Of files that are read together, each but those that stay out.
   */
  adds: z.object({ skip: z.boolean(), import: z.boolean() }),
});

const inspectRequest = z.object({
  files: z
    .array(
      z.object({
        file: schema.fileHandle,
        name: z.string(),
        /** Overrides what the name says. */
        format: formatId.exactOptional(),
        /** Overrides detection. */
        encoding: z.string().exactOptional(),
        /** Overrides the automatic choice. */
        blockRule: schema.blockRule.exactOptional(),
        /** The sheet of a workbook, by its name. */
        sheet: z.string().max(200).exactOptional(),
        /** What columns of a table of articles hold, where not what they seem to. */
        columns: z.array(columnChoice).max(20_000).exactOptional(),
        /** Of an archive: the same for all of its tables with these columns. */
        columnsOf: z
          .array(z.object({ names: tableNames, columns: z.array(columnChoice).max(20_000) }))
          .max(1000)
          .exactOptional(),
        /** Of an archive: the sheet of all of its workbooks with these sheets. */
        sheetsOf: z
          .array(z.object({ names: tableNames, sheet: z.string().max(200) }))
          .max(1000)
          .exactOptional(),
        /** Whose annotations they are where the file does not say; the annotator at work where omitted. */
        annotator: z.string().min(1).max(200).exactOptional(),
        /** Of a web page: its article, which is taken where nothing is said, or all of its text. */
        content: z.enum(PAGE_PARTS).exactOptional(),
      }),
    )
    .min(1)
    .max(100_000),
  /** What to do with names of other tools, where what the inspection proposes is not wanted. */
  names: z.array(nameChoice).max(100_000).exactOptional(),
  /** What becomes of names that the scheme does not have and nothing was chosen for. */
  missing: z.enum(['leave-out', 'add']).default('leave-out'),
  /** What becomes of attributes, choices of attributes and relation types that the scheme does not have. */
  lacking: z.enum(['leave-out', 'add']).default('leave-out'),
  /**
   * What becomes of annotations and relations that are in the project with other content: their file stays out, or those
   * of the project are kept and the rest of the file goes in.
   */
  conflicts: z.enum(['refuse', 'keep']).default('refuse'),
  /** Whether choices of earlier imports into this project hold, and those of this one are kept. */
  memory: z.enum(['use', 'ignore']).default('use'),
});

/** What an import did: counts, and each file that stayed out with the reason. */
export const importOutcome = z.object({
  documents: z.number().int(),
  annotations: z.number().int(),
  relations: z.number().int(),
  /** Files or records whose text is in the project already. */
  duplicates: z.number().int(),
  firstDocumentId: schema.documentId.nullable(),
  /** Files of which nothing was imported, duplicates aside; `problems` says why, and may hold remarks on others. */
  filesLeftOut: z.number().int(),
  /** Spans of files that went in, whose layer or label is none of the scheme and was mapped to none. */
  spansLeftOut: z.number().int(),
  /** What was added to the scheme. */
  added: z.object({
    layers: z.number().int(),
    labels: z.number().int(),
    attributes: z.number().int(),
    /** Of attributes that it had. */
    choices: z.number().int(),
    relationTypes: z.number().int(),
  }),
  problems: z.array(z.object({ file: z.string(), line: z.number().int().nullable(), message: z.string() })),
});

const part = z.number().min(0).max(1_000_000);

/** How documents are split: whole documents, stratified by label. */
const splitChoice = z.object({
  /** Parts of whatever sum, such as 80, 10 and 10; not all 0. */
  ratio: z
    .object({ train: part, dev: part, test: part })
    .refine(({ train, dev, test }) => train + dev + test > 0, 'One part at least is more than 0.'),
  /** The same documents and choices with the same seed give the same splits. */
  seed: z.number().int().min(-2_147_483_648).max(2_147_483_647),
  groupBy: z.enum(SPLIT_GROUPINGS),
  /** How much two texts must have in common to be near-duplicates; 0.5 where omitted. */
  similarity: z.number().min(0.5).max(1).exactOptional(),
  /** Documents that stay together whatever they are. */
  together: z.array(z.array(schema.documentId).min(2).max(100_000)).max(100_000).exactOptional(),
  /** Documents that belong to no group but those of `together`. */
  alone: z.array(schema.documentId).max(1_000_000).exactOptional(),
});

/** What a dataset card says that the documents do not. */
const cardChoice = z.object({
  name: z.string().max(1000).exactOptional(),
  /** An identifier of the Hugging Face Hub, or a name of its own. */
  licence: z.string().max(1000).exactOptional(),
  licenceLink: z.string().max(2000).exactOptional(),
  /** Where the texts come from and what their licence is, in words. */
  provenance: z.string().max(100_000).exactOptional(),
});

/** What an export holds, in which format. A choice that the format does not understand is refused. */
const exportChoices = z.object({
  format: formatId,
  /** All where omitted. */
  documents: z.array(schema.documentId).min(1).max(1_000_000).exactOptional(),
  /** Of these, those in such a state with one of the annotators chosen, or with anybody where none is. */
  states: z.array(schema.documentState).min(1).exactOptional(),
  /** All where omitted; for formats with one label a token, the first layer. */
  layers: z.array(schema.layerId).min(1).max(1000).exactOptional(),
  /** Everybody's where omitted. */
  annotators: z.array(schema.annotatorId).min(1).max(10_000).exactOptional(),
  /** Adjudicated annotations alone, whoever decided; excludes `annotators` and `origins`. */
  gold: z.literal(true).exactOptional(),
  origins: z.array(schema.origin).min(1).exactOptional(),
  certainties: z.array(schema.certainty).min(1).exactOptional(),
  /** Annotators are A1, A2, … in the order in which they came to the project, everywhere in the export. */
  pseudonyms: z.boolean().exactOptional(),
  /** What becomes of discontinuous spans in formats that have none; `leave-out` where omitted. */
  discontinuous: z.enum(DISCONTINUOUS_POLICIES).exactOptional(),
  /** Which span a token belongs to in formats that give it one label; `outermost` where omitted. */
  overlap: z.enum(OVERLAP_POLICIES).exactOptional(),
  /** What becomes of spans that begin or end within a token; `split` where omitted. */
  tokenEdges: z.enum(TOKEN_EDGE_POLICIES).exactOptional(),
  /** What a token is; `words` where omitted. */
  tokens: z.enum(TOKEN_RULES).exactOptional(),
  /** What a sentence is; `found` where omitted. */
  sentences: z.enum(SENTENCE_RULES).exactOptional(),
  /** What offsets count; the usual unit of the format where omitted. */
  unit: z.enum(WRITTEN_UNITS).exactOptional(),
  /** Whether cells that a spreadsheet would run as formulas are guarded; they are where omitted. */
  spreadsheetSafe: z.boolean().exactOptional(),
  /** Whether tables begin with a byte order mark, by which Excel knows UTF-8. */
  byteOrderMark: z.boolean().exactOptional(),
  /** Not split where omitted. */
  split: splitChoice.exactOptional(),
  card: cardChoice.exactOptional(),
});

/** How often a format cannot hold something, for one cause. */
export const lossCount = z.object({
  what: z.enum([
    'span-left-out',
    'span-changed',
    'attribute-dropped',
    'relation-dropped',
    'text-changed',
    'name-changed',
  ]),
  why: z.string(),
  count: z.number().int(),
  /** The choice that it hangs on, where there is one. */
  choice: z.enum(['overlap', 'discontinuous', 'tokenEdges', 'sentences', 'unit']).exactOptional(),
});

/** A loss with what of the project it is. */
const lossPreview = lossCount.extend({
  /** The most frequent first: the layers of the annotations, and for attributes their names. */
  parts: z.array(
    z.object({ layer: schema.layerId, attribute: z.string().nullable(), count: z.number().int() }),
  ),
});

/** What was chosen for an export, and what of it is in the files. */
const exportCounts = z.object({
  documents: z.number().int(),
  annotations: z.number().int(),
  relations: z.number().int(),
  written: z.object({
    documents: z.number().int(),
    annotations: z.number().int(),
    relations: z.number().int(),
    /** Links of attributes that the files have among their relations. */
    links: z.number().int(),
    /** Spans that the files have for the words that such links point at; they are no annotations. */
    linkedWords: z.number().int(),
  }),
});

/** What an export would hold and what its format would lose. */
export const exportPreview = exportCounts.extend({
  losses: z.array(lossPreview),
  /** The layers that would be exported. */
  layers: z.array(schema.layerId),
  /** Adjudicated annotations in these documents, chosen or not. */
  gold: z.number().int(),
});

const splitCounts = z.object({ train: z.number().int(), dev: z.number().int(), test: z.number().int() });

/** How the documents of an export would be split. */
export const splitPreview = z.object({
  documents: splitCounts,
  /** Of the annotations that would be exported. By layer, then label. */
  labels: z.array(z.object({ layer: schema.layerId, label: z.string().nullable(), counts: splitCounts })),
  /** Documents that stay together: the largest groups first, as many as can be looked through. */
  groups: z.array(
    z.object({
      split: z.enum(SPLITS),
      /** How many documents it has; `documents` are the first of them. */
      size: z.number().int(),
      documents: z.array(z.object({ id: schema.documentId, title: z.string() })),
    }),
  ),
  groupCount: z.number().int(),
  /** How many documents are in groups. */
  grouped: z.number().int(),
});

/** What an export wrote and what reading it back showed. */
export const exportOutcome = exportCounts.extend({
  fileName: z.string(),
  /** The folder that it lies in, for display. */
  place: z.string(),
  /** Files written, the manifest among them. */
  files: z.number().int(),
  bytes: z.number().int(),
  losses: z.array(lossCount),
  /** True where what was written was read back and holds the project but for the losses; `null` where it cannot be read. */
  verified: z.boolean().nullable(),
  /** Where it does not, the first differences. */
  differences: z.array(z.string()),
});

/** A format as the window offers it. */
const formatSummary = z.object({
  id: formatId,
  name: z.string(),
  /** Lower case, without the dot; the first is the usual one. */
  extensions: z.array(z.string()),
  reads: z.string().nullable(),
  writes: z.string().nullable(),
  loses: z.array(z.string()),
  /** What spans are called that stand for words that links of an attribute NAME point at; `null` where it has none. */
  linkedWords: z.string().nullable(),
  /** True where an export is a folder. */
  folder: z.boolean(),
  /** True where a token has one label, so that spans that overlap cannot all be written. */
  oneLabelPerToken: z.boolean(),
  /** What it is written for; `null` where it is not written. */
  use: z.object({ kind: z.enum(FORMAT_USES), sentence: z.string() }).nullable(),
  /** What can be chosen for an export. */
  choices: z.array(z.enum(EXPORT_CHOICES)),
});

export const jobState = z.object({
  jobId: z.string(),
  kind: z.enum(['import', 'export']),
  /** What is being done, for display. */
  title: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  /** The item at work, such as a file name, or how much of what was done with it. */
  current: z.string(),
  startedAt: z.string(),
});

const EXPORT_ERRORS = [
  'project.none',
  'export.not-written',
  'export.choice-not-understood',
  'export.choices-conflict',
  'export.document-not-found',
] as const;

export const transferProcedures = {
  'import.inspect': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'Looks at files without importing: format, encoding, blocks, duplicates, problems.',
    request: inspectRequest,
    response: z.array(inspectedFile),
    errors: ['project.none'],
  }),
  'import.start': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Imports files as one job; those that cannot be read stay out with a reason, the others go in.',
    request: inspectRequest.extend({ duplicates: z.enum(['skip', 'import']).default('skip') }),
    response: z.object({ jobId: z.string() }),
    errors: ['project.none'],
  }),
  'import.forget': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary:
      'Forgets what was chosen at earlier imports for these names, or for a table of these columns and sheets.',
    request: z.object({
      format: formatId,
      names: z.array(fileName).max(100_000).default([]),
      columns: z.array(z.string()).max(20_000).default([]),
      sheets: z.array(z.string()).max(20_000).default([]),
    }),
    response: z.object({}),
    errors: ['project.none'],
  }),
  'import.paste': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Imports a pasted text as one document.',
    request: z.object({
      text: z.string(),
      title: z.string().max(2000).default(''),
      blockRule: schema.blockRule.exactOptional(),
      duplicates: z.enum(['refuse', 'import']).default('refuse'),
    }),
    response: z.object({ documentId: schema.documentId }),
    errors: ['project.none', 'import.empty', 'import.lone-surrogate', 'import.too-large', 'import.duplicate'],
  }),
  'export.start': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Writes the project as a job: temporary file, sync, rename, read back, compare.',
    request: exportChoices.extend({ file: schema.fileHandle }),
    response: z.object({ jobId: z.string() }),
    errors: EXPORT_ERRORS,
  }),
  'export.preview': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary:
      'Counts what an export would hold, and by cause what its format would lose; writes nothing. A later call takes the place of one that runs.',
    request: exportChoices,
    response: exportPreview,
    errors: [...EXPORT_ERRORS, 'export.superseded'],
  }),
  'export.split': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary:
      'Decides a split as an export would, and writes nothing. A later call takes the place of one that runs.',
    request: exportChoices.extend({ split: splitChoice }),
    response: splitPreview,
    errors: [...EXPORT_ERRORS, 'export.superseded'],
  }),
  'format.list': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'Every format with what it reads, writes and loses.',
    request: z.object({}),
    response: z.array(formatSummary),
    errors: [],
  }),
  'job.list': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'The jobs at work.',
    request: z.object({}),
    response: z.array(jobState),
    errors: [],
  }),
  'job.cancel': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Asks a job to stop; it leaves nothing behind.',
    request: z.object({ jobId: z.string() }),
    response: z.object({}),
    errors: ['job.not-found'],
  }),
};
