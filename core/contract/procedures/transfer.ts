import { procedure, z } from '../define.ts';
import * as schema from '../schemas.ts';

/** What is known of a file before it is imported. */
export const inspectedFile = z.object({
  file: schema.fileHandle,
  name: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** `null` where the file cannot be imported; then `problem` says why and what to do. */
  format: z.enum(['text', 'markdown', 'jsonl']).nullable(),
  problem: z.string().nullable(),
  /** WHATWG label; `null` for JSON Lines. */
  encoding: z.string().nullable(),
  /** False where the encoding was guessed and the user should look at the sample. */
  encodingCertain: z.boolean(),
  title: z.string(),
  /** The beginning of the text as it would be imported. */
  sample: z.string(),
  blockRule: schema.blockRule,
  blockCount: z.number().int(),
  documentCount: z.number().int(),
  annotationCount: z.number().int(),
  /** Title of the document in the project, or name of the file in this batch, that has the same text. */
  duplicateOf: z.string().nullable(),
});

const inspectRequest = z.object({
  files: z
    .array(
      z.object({
        file: schema.fileHandle,
        name: z.string(),
        /** Overrides what the name says. */
        format: z.enum(['text', 'markdown', 'jsonl']).exactOptional(),
        /** Overrides detection. */
        encoding: z.string().exactOptional(),
        /** Overrides the automatic choice. */
        blockRule: schema.blockRule.exactOptional(),
      }),
    )
    .min(1)
    .max(100_000),
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
  problems: z.array(z.object({ file: z.string(), line: z.number().int().nullable(), message: z.string() })),
});

/** What an export wrote and what reading it back showed. */
export const exportOutcome = z.object({
  fileName: z.string(),
  documents: z.number().int(),
  annotations: z.number().int(),
  relations: z.number().int(),
  bytes: z.number().int(),
  /** True where the file was read back and equals the project. */
  verified: z.boolean(),
});

export const jobState = z.object({
  jobId: z.string(),
  kind: z.enum(['import', 'export']),
  /** What is being done, for display. */
  title: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  /** The item at work, such as a file name. */
  current: z.string(),
  startedAt: z.string(),
});

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
    request: z.object({ format: z.enum(['jsonl']), file: schema.fileHandle }),
    response: z.object({ jobId: z.string() }),
    errors: ['project.none'],
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
