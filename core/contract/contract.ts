/**
 * Every call and event that crosses the process boundary, defined once. Handlers, the typed client and the
 * committed snapshot are derived from here.
 */
import type { Change } from '#model/change.ts';
import { z } from './define.ts';
import { annotationProcedures } from './procedures/annotation.ts';
import { documentProcedures } from './procedures/document.ts';
import { historyProcedures, historyState } from './procedures/history.ts';
import { preferenceProcedures } from './procedures/preference.ts';
import { projectInfo, projectProcedures } from './procedures/project.ts';
import { schemeProcedures } from './procedures/scheme.ts';
import { shellProcedures } from './procedures/shell.ts';
import { exportOutcome, importOutcome, jobState, transferProcedures } from './procedures/transfer.ts';
import { documentId } from './schemas.ts';

export const procedures = {
  ...projectProcedures,
  ...documentProcedures,
  ...annotationProcedures,
  ...historyProcedures,
  ...schemeProcedures,
  ...transferProcedures,
  ...preferenceProcedures,
  ...shellProcedures,
};

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
/** What a caller passes: defaults may be left out. */
export type RequestOf<Name extends ProcedureName> = z.input<Procedures[Name]['request']>;
/** What a handler gets: validated, defaults filled in. */
export type ValidRequestOf<Name extends ProcedureName> = z.output<Procedures[Name]['request']>;
export type ResponseOf<Name extends ProcedureName> = z.output<Procedures[Name]['response']>;

/** Failures that any call can have. */
export const COMMON_ERRORS = [
  'request.invalid',
  'request.unknown-procedure',
  'internal.failed',
  'storage.failed',
] as const;
export type ErrorCodeOf<Name extends ProcedureName> =
  | Procedures[Name]['errors'][number]
  | (typeof COMMON_ERRORS)[number];
export type ErrorCode = ErrorCodeOf<ProcedureName>;

/** Names of the procedures that one side answers. */
export type AnsweredBy<Side extends 'backend' | 'shell'> = {
  [Name in ProcedureName]: Procedures[Name]['answeredBy'] extends Side ? Name : never;
}[ProcedureName];

export interface ContractError<Code extends string = ErrorCode> {
  readonly code: Code;
  /** A sentence for the user: what happened, to what, and what to do. */
  readonly message: string;
  readonly data?: unknown;
}

export type Reply<Name extends ProcedureName = ProcedureName> =
  | { readonly ok: true; readonly value: ResponseOf<Name> }
  | { readonly ok: false; readonly error: ContractError<ErrorCodeOf<Name>> };

/** A call as it travels: plain JSON. */
export interface Call {
  readonly procedure: string;
  readonly request: unknown;
}

export const events = {
  /** Records changed and are on disk. `changes` is null where there are too many to list: read again. */
  'record.changed': z.object({
    changes: z.custom<readonly Change[]>().nullable(),
    /** The document in which it happened, the first of several; null where there is none, or where it is gone. */
    documentId: documentId.nullable(),
    /** Position in the change log after these changes. */
    sequence: z.number().int(),
    savedAt: z.string(),
    history: historyState,
  }),
  /** Another project was opened, or the project closed, or its annotator or scheme changed. */
  'project.changed': z.object({ project: projectInfo.nullable() }),
  'job.progressed': jobState,
  'job.finished': z.object({
    jobId: z.string(),
    kind: z.enum(['import', 'export']),
    outcome: z.discriminatedUnion('is', [
      z.object({ is: z.literal('imported'), imported: importOutcome }),
      z.object({ is: z.literal('exported'), exported: exportOutcome }),
      z.object({ is: z.literal('cancelled') }),
      z.object({ is: z.literal('failed'), message: z.string() }),
    ]),
  }),
  /** A command chosen in the native menu, by its id in the window's command registry. */
  'shell.command-chosen': z.object({ command: z.string() }),
  /** A project file opened from outside (double click, second instance). */
  'shell.file-opened': z.object({ file: z.string(), name: z.string() }),
};
export type EventName = keyof typeof events;
export type EventOf<Name extends EventName> = z.output<(typeof events)[Name]>;

/** An event as it travels: plain JSON. */
export type EventMessage = {
  [Name in EventName]: { readonly event: Name; readonly value: EventOf<Name> };
}[EventName];

/**
 * What every shell puts on `window.standoffBridge`, and all that the window knows of its shell. Messages are
 * JSON strings so that every transport carries exactly the same values.
 */
export interface Bridge {
  /** Sends a `Call` as JSON; answers a `Reply` as JSON. Rejects only where the shell is gone. */
  invoke(callJson: string): Promise<string>;
  /** Subscribes to `EventMessage`s as JSON; returns the unsubscribe function. */
  subscribe(listener: (eventJson: string) => void): () => void;
  /** Makes files that the user picked or dropped known to the shell; answers one JSON `chosenFile` list. */
  adoptFiles(files: readonly unknown[]): Promise<string>;
}
