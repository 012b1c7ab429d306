import { procedure, z } from '../define.ts';
import { annotator, fileHandle, scheme } from '../schemas.ts';

/** What the window shows of the open project. */
export const projectInfo = z.object({
  /** UUIDv7, made with the project. */
  id: z.string(),
  /** The file's name without `.standoff`. */
  name: z.string(),
  fileName: z.string(),
  scheme,
  annotators: z.array(annotator),
  /** The annotator who is at work. */
  annotator,
  documentCount: z.number().int(),
  /** When the last change reached the disk, ISO 8601; `null` in a new project. */
  savedAt: z.string().nullable(),
});

const openErrors = [
  'project.not-found',
  'project.not-a-project',
  'project.newer-version',
  'project.in-use',
  'project.damaged',
  'project.not-writable',
] as const;

export const projectProcedures = {
  'project.create': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Makes a new project file, with the scheme of a file or the default one, and opens it.',
    request: z.object({
      file: fileHandle,
      /** A scheme as JSON or a REFI-QDA codebook. */
      scheme: fileHandle.exactOptional(),
    }),
    response: projectInfo,
    errors: ['project.exists', 'project.in-use', 'project.not-writable', 'scheme.not-readable'],
  }),
  'project.open': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Opens a project file: lock, check, back up if it must be migrated, migrate.',
    request: z.object({ file: fileHandle }),
    response: projectInfo,
    errors: openErrors,
  }),
  'project.open-recent': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Opens a project of the recent list.',
    request: z.object({ recentId: z.string() }),
    response: projectInfo,
    errors: [...openErrors, 'recent.not-found'],
  }),
  'project.open-sample': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Opens the sample project in the data folder, making it on first use.',
    request: z.object({}),
    response: projectInfo,
    errors: openErrors,
  }),
  'project.close': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Closes the open project, if any, and frees its lock.',
    request: z.object({}),
    response: z.object({}),
    errors: [],
  }),
  'project.read': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'The open project, or null.',
    request: z.object({}),
    response: projectInfo.nullable(),
    errors: [],
  }),
  'project.stats': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'Counts of the open project.',
    request: z.object({}),
    response: z.object({
      documents: z.number().int(),
      annotations: z.number().int(),
      relations: z.number().int(),
      annotators: z.number().int(),
      /** Unicode code points of all texts. */
      codePoints: z.number().int(),
      changes: z.number().int(),
      byLabel: z.array(
        z.object({ layer: z.string(), label: z.string().nullable(), annotations: z.number().int() }),
      ),
    }),
    errors: ['project.none'],
  }),
  'project.check': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'Integrity: SQLite, foreign keys, offsets against quotes, the hash chain of the change log.',
    request: z.object({}),
    response: z.object({
      problems: z.array(z.object({ check: z.string(), place: z.string(), message: z.string() })),
      checked: z.object({
        documents: z.number().int(),
        annotations: z.number().int(),
        changes: z.number().int(),
      }),
    }),
    errors: ['project.none'],
  }),
  'recent.list': procedure({
    answeredBy: 'backend',
    effect: 'read',
    summary: 'Projects opened before, latest first.',
    request: z.object({}),
    response: z.array(
      z.object({
        recentId: z.string(),
        name: z.string(),
        /** The folder, shortened for display. */
        place: z.string(),
        openedAt: z.string(),
        missing: z.boolean(),
      }),
    ),
    errors: [],
  }),
  'recent.remove': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Takes a project off the recent list; the file stays.',
    request: z.object({ recentId: z.string() }),
    response: z.object({}),
    errors: [],
  }),
  'annotator.select': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Makes the named annotator the one at work, adding it if new.',
    request: z.object({ name: z.string().trim().min(1).max(200) }),
    response: projectInfo,
    errors: ['project.none'],
  }),
};
