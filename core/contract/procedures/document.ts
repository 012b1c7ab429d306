import { DISTINGUISHING_FACTS } from '#model/distinguish.ts';
import { procedure, z } from '../define.ts';
import * as schema from '../schemas.ts';

/** A row of the document list. */
export const documentRow = z.object({
  id: schema.documentId,
  title: z.string(),
  /** UTF-16 units. */
  length: z.number().int(),
  language: z.string().nullable(),
  /** The working annotator's state. */
  state: schema.documentState,
  /** Annotations of the working annotator, by layer id. */
  counts: z.record(z.string(), z.number().int()),
  /** Annotations of others, by annotator id; who has none is not there. */
  others: z.record(z.string(), z.number().int()),
  /** What tells it apart from other documents with its title; empty where none has it. */
  distinctions: z.array(z.object({ fact: z.enum(DISTINGUISHING_FACTS), value: z.string() })),
  importedAt: z.string(),
});

export const documentProcedures = {
  'document.list': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary:
      'Documents by title whose title or text holds all words and “phrases” of the search; all without a search.',
    request: z.object({ search: z.string().max(1000).default('') }),
    response: z.object({ documents: z.array(documentRow), total: z.number().int() }),
    errors: ['project.none'],
  }),
  'document.read': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'A document with its text, annotations (in columns, sorted) and relations.',
    request: z.object({ documentId: schema.documentId }),
    response: z.object({
      document: schema.documentRecord,
      text: z.string(),
      state: schema.documentState,
      /** In columns, in the order of `compareAnnotations`; `unpackAnnotations` of the model makes records of them. */
      annotations: schema.packedAnnotations,
      relations: z.array(schema.relation),
    }),
    errors: ['project.none', 'document.not-found'],
  }),
  'document.update': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Changes what is recorded about a document; never its text.',
    request: z.object({
      documentId: schema.documentId,
      patch: z.object({
        title: z.string().trim().min(1).max(2000).exactOptional(),
        language: z.string().max(35).nullable().exactOptional(),
        blockRule: schema.blockRule.exactOptional(),
        publisher: z.string().max(2000).nullable().exactOptional(),
        author: z.string().max(2000).nullable().exactOptional(),
        url: z.string().max(4000).nullable().exactOptional(),
        publishedAt: z.string().max(40).nullable().exactOptional(),
      }),
    }),
    response: z.object({}),
    errors: ['project.none', 'document.not-found'],
  }),
  'document.set-state': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Sets how far the working annotator is with a document.',
    request: z.object({ documentId: schema.documentId, state: schema.documentState }),
    response: z.object({}),
    errors: ['project.none', 'document.not-found'],
  }),
  'document.delete': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Removes documents with their annotations and relations; undo brings them back.',
    request: z.object({ documentIds: z.array(schema.documentId).min(1).max(100_000) }),
    response: z.object({}),
    errors: ['project.none', 'document.not-found'],
  }),
};
