import type { Jobs } from '#backend/jobs.ts';
import type { OpenedProject } from '#backend/opened-project.ts';
import type { ProjectSession } from '#backend/session.ts';
import type { Settings } from '#backend/settings.ts';
import type { AnsweredBy, ErrorCodeOf, EventMessage, Reply, ValidRequestOf } from '#contract/contract.ts';

/** What the shell knows beside the request: the paths of the file handles that occur in it. */
export interface CallFiles {
  pathOf(handle: string): string | null;
}

export type BackendProcedure = AnsweredBy<'backend'>;

/** Handlers hand out what the model and the stores give them, which is read only. */
type Sent<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? readonly Sent<Element>[]
      : { readonly [Key in keyof T]: Sent<T[Key]> };
export type Answer<Name extends BackendProcedure> = Sent<Reply<Name>>;

export type Handler<Name extends BackendProcedure> = (
  request: ValidRequestOf<Name>,
  files: CallFiles,
) => Answer<Name> | Promise<Answer<Name>>;

export type HandlersOf<Name extends BackendProcedure> = { readonly [N in Name]: Handler<N> };

/** What the handlers work with; made once, by the worker. */
export interface HandlerContext {
  readonly project: OpenedProject;
  readonly settings: Settings;
  readonly jobs: Jobs;
  readonly emit: (message: EventMessage) => void;
  readonly appVersion: string;
  /** Settings and the sample project. */
  readonly dataFolder: string;
  /** Schemes, the sample's articles. */
  readonly resourcesFolder: string;
  /** The script of the thread that reads the files of others. */
  readonly readerUrl: URL;
  /** The script of the thread that does imports and exports. */
  readonly jobUrl: URL;
  /** ISO 8601, UTC, milliseconds. */
  readonly now: () => string;
}

/** A handler that needs an open project; without one it answers `project.none`. */
export function withSession<Name extends NeedsProject>(
  context: Pick<HandlerContext, 'project'>,
  handle: (
    session: ProjectSession,
    request: ValidRequestOf<Name>,
    files: CallFiles,
  ) => Answer<Name> | Promise<Answer<Name>>,
): Handler<Name> {
  return (request, files) => {
    const session = context.project.session();
    if (session !== null) return handle(session, request, files);
    return refuse('project.none', 'No project is open. Open or make one first.') as unknown as Answer<Name>;
  };
}

/** Procedures whose errors include `project.none`. */
export type NeedsProject = {
  [Name in BackendProcedure]: 'project.none' extends ErrorCodeOf<Name> ? Name : never;
}[BackendProcedure];

export function answer<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<const Code extends string>(code: Code, message: string) {
  return { ok: false as const, error: { code, message } };
}
