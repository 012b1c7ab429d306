import { realpathSync, renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { EventMessage, EventOf } from '#contract/contract.ts';
import { asId } from '#model/ids.ts';
import { failure, type Result, success } from '#model/result.ts';
import type { Jobs } from './jobs.ts';
import { projectName } from './project-name.ts';
import { createSession } from './project-session.ts';
import { readSchemeFile } from './scheme/read-scheme-file.ts';
import type { ProjectSession } from './session.ts';
import type { Settings } from './settings.ts';
import { type CreateError, createProjectFile } from './storage/create-project.ts';
import { type OpenError, openProjectFile } from './storage/project-file.ts';
import { countDocuments } from './storage/project-store.ts';

export type ProjectInfo = NonNullable<EventOf<'project.changed'>['project']>;

/** The project that the window has open, if any: at most one. */
export interface OpenedProject {
  session(): ProjectSession | null;
  info(): ProjectInfo | null;
  /** Opens a file in place of the open project, which stays open where that fails. */
  open(path: string): Promise<Result<ProjectInfo, OpenError>>;
  /** Makes a project file with the scheme of a file, or else the default one, and opens it. */
  create(path: string, schemeFile?: string): Promise<Result<ProjectInfo, CreateError | OpenError>>;
  /** Makes a project file that `fill` has filled when it appears; opens nothing. */
  make(
    path: string,
    fill: (session: ProjectSession) => Promise<void>,
  ): Promise<Result<string, CreateError | OpenError>>;
  /** Tells the window what the project is now. */
  announce(): void;
  /** Ends jobs, closes the project and frees its lock; does nothing without a project. */
  close(): Promise<void>;
}

export interface OpenedProjectOptions {
  readonly emit: (message: EventMessage) => void;
  readonly settings: Settings;
  readonly jobs: Jobs;
  /** The default scheme of new projects. */
  readonly schemeFile: string;
  /** The name of the first annotator of a new project. */
  readonly userName: string;
  readonly now: () => string;
  readonly newId: () => string;
  /** As `openProjectFile` takes it. */
  readonly checkpointUrl: URL;
}

export function createOpenedProject(options: OpenedProjectOptions): OpenedProject {
  const { emit, settings, jobs, now, newId, checkpointUrl } = options;
  let session: ProjectSession | null = null;

  /** Listens in on the session: what the window shows of the project may have changed. */
  function passOn(message: EventMessage): void {
    emit(message);
    if (message.event !== 'record.changed' || session === null) return;
    const changes = message.value.changes;
    if (changes === null || changes.some(({ kind }) => kind === 'annotator' || kind === 'scheme')) announce();
  }

  function announce(): void {
    emit({ event: 'project.changed', value: { project: info() } });
  }

  function info(): ProjectInfo | null {
    return session === null ? null : describe(session);
  }

  async function leave(): Promise<void> {
    await jobs.stop();
    session?.close();
    session = null;
  }

  async function open(path: string): Promise<Result<ProjectInfo, OpenError>> {
    if (session !== null && session.file === realPath(path)) return success(describe(session));
    const file = await openProjectFile(path, { checkpointUrl });
    if (!file.ok) return file;
    let opened: ProjectSession;
    try {
      opened = createSession({ file: file.value, emit: passOn, now, newId });
    } catch (error) {
      file.value.close();
      return failure({
        code: 'project.damaged',
        message: `"${basename(path)}" cannot be read (${error instanceof Error ? error.message : error}). Open a copy or a backup of it.`,
      });
    }
    await leave();
    session = opened;
    settings.addRecent(opened.file);
    announce();
    return success(describe(opened));
  }

  // Opening and closing take several turns of the event loop; two of them must not mix.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = last.then(run);
    last = next.catch(() => undefined);
    return next;
  }

  async function createFile(path: string, schemeFile?: string): Promise<Result<string, CreateError>> {
    const read = await readSchemeFile(schemeFile ?? options.schemeFile);
    if (!read.ok && schemeFile !== undefined) {
      return failure({ code: 'scheme.not-readable', message: read.error });
    }
    // The default one comes with the app.
    if (!read.ok) throw new Error(read.error);
    return createProjectFile(path, {
      id: newId(),
      annotator: { id: asId(newId()), name: options.userName, createdAt: now() },
      scheme: read.value.scheme,
      now: now(),
    });
  }

  async function create(
    path: string,
    schemeFile?: string,
  ): Promise<Result<ProjectInfo, CreateError | OpenError>> {
    const created = await createFile(path, schemeFile);
    return created.ok ? open(created.value) : created;
  }

  async function make(
    path: string,
    fill: (session: ProjectSession) => Promise<void>,
  ): Promise<Result<string, CreateError | OpenError>> {
    const unfinished = `${path}.being-made`;
    removeProjectFile(unfinished);
    const created = await createFile(unfinished);
    if (!created.ok) return created;
    try {
      const file = await openProjectFile(created.value, { checkpointUrl });
      if (!file.ok) return file;
      const filled = createSession({ file: file.value, emit: () => undefined, now, newId });
      try {
        await fill(filled);
      } finally {
        filled.close();
      }
      renameSync(created.value, path);
      return success(path);
    } finally {
      removeProjectFile(unfinished);
    }
  }

  async function close(): Promise<void> {
    if (session === null) return;
    await leave();
    announce();
  }

  return {
    session: () => session,
    info,
    open: (path) => inTurn(() => open(path)),
    create: (path, schemeFile) => inTurn(() => create(path, schemeFile)),
    make: (path, fill) => inTurn(() => make(path, fill)),
    announce,
    close: () => inTurn(close),
  };
}

export function describe(session: ProjectSession): ProjectInfo {
  const fileName = basename(session.file);
  return {
    id: session.projectId,
    name: projectName(session.file),
    fileName,
    scheme: session.reader.scheme(),
    annotators: [...session.reader.annotators()],
    annotator: session.annotator(),
    documentCount: countDocuments(session.reader.db),
    savedAt: session.savedAt(),
  } as ProjectInfo;
}

function removeProjectFile(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(path + ending, { force: true });
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
