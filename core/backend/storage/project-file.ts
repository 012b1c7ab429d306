import { accessSync, constants, existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { ErrorCodeOf } from '#contract/contract.ts';
import { failure, type Result, success } from '#model/result.ts';
import { backUp } from './backup.ts';
import { createCheckpointer } from './checkpointer.ts';
import { type ReadableDatabase, type WritableDatabase, writable } from './connection.ts';
import { makeDurable } from './durable.ts';
import { APPLICATION_ID, latestVersion, MIGRATIONS, migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { BUSY_TIMEOUT_MS, createReaders } from './open-readers.ts';
import { type ProjectLock, takeProjectLock } from './project-lock.ts';
import { readSqliteHeader } from './sqlite-header.ts';
import { errorCode, saysDamaged, saysNotWritable } from './storage-error.ts';

export interface OpenError {
  readonly code: Extract<ErrorCodeOf<'project.open'>, `project.${string}`>;
  readonly message: string;
}

/** An open project file, locked for this window. */
export interface ProjectFile {
  /** Real, absolute path. */
  readonly path: string;
  readonly writer: WritableDatabase;
  /** Sees only what is committed. The writer itself where `concurrent` is false. */
  readonly reader: ReadableDatabase;
  /** Whether readers can work beside the writer; false where the disk allows no write-ahead log. */
  readonly concurrent: boolean;
  /** To be called after each commit: what it wrote goes into the file itself soon. */
  written(): void;
  /** Another connection for reading, for the caller to close. Only where `concurrent`. */
  openReader(): ReadableDatabase;
  /** Leaves one whole file and frees the lock. */
  close(): void;
}

export interface OpenOptions {
  readonly migrations?: readonly Migration[] | undefined;
  /** The script of the thread that `createCheckpointer` starts. Bundles must name it. */
  readonly checkpointUrl?: URL | undefined;
}

const CHECKPOINT_SCRIPT = new URL('./checkpoint-worker.ts', import.meta.url);

/**
 * Opens a project file: lock, look at it without writing, back up where it must be migrated, migrate.
 * A file that is damaged or of a newer version is left exactly as it is.
 */
export async function openProjectFile(
  file: string,
  options: OpenOptions = {},
): Promise<Result<ProjectFile, OpenError>> {
  const { migrations = MIGRATIONS, checkpointUrl = CHECKPOINT_SCRIPT } = options;
  const located = locate(file);
  if (!located.ok) return located;
  const path = located.value;
  const locked = lockProject(path);
  if (!locked.ok) return locked;
  try {
    const version = inspect(path, latestVersion(migrations));
    if (!version.ok) {
      locked.value.release();
      return version;
    }
    return success(await openLocked(path, locked.value, version.value, { migrations, checkpointUrl }));
  } catch (error) {
    locked.value.release();
    return failure(openError(error, path));
  }
}

/** Takes the lock of a project that exists or is about to be made. */
export function lockProject(path: string): Result<ProjectLock, OpenError> {
  try {
    const lock = takeProjectLock(path);
    if (lock !== null) return success(lock);
    return failure({
      code: 'project.in-use',
      message: `"${basename(path)}" is open in another window. Go on there, or close it there and try again.`,
    });
  } catch (error) {
    return failure(openError(error, path));
  }
}

function locate(file: string): Result<string, OpenError> {
  try {
    const path = realpathSync(file);
    if (!statSync(path).isFile()) {
      return failure({
        code: 'project.not-a-project',
        message: `"${basename(file)}" is a folder, not a Standoff project. Choose a file that ends in .standoff.`,
      });
    }
    accessSync(path, constants.R_OK | constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return success(path);
  } catch (error) {
    return failure(openError(error, file));
  }
}

/** The file's version, found without writing to it. */
function inspect(path: string, latest: number): Result<number, OpenError> {
  const name = basename(path);
  const header = readSqliteHeader(path);
  if (!header.isSqlite) {
    return failure({
      code: 'project.not-a-project',
      message: `"${name}" is not a Standoff project, or its beginning is damaged. The file was left as it is. If it was a project, open a copy or a backup of it.`,
    });
  }
  if (header.applicationId !== APPLICATION_ID) {
    return failure({
      code: 'project.not-a-project',
      message: `"${name}" is a database of another program, not a Standoff project. The file was left as it is.`,
    });
  }
  const { version, verdict } = lookInside(path);
  if (verdict !== 'ok') return failure(damaged(name, verdict));
  if (version > latest) {
    return failure({
      code: 'project.newer-version',
      message: `"${name}" was saved by a newer Standoff (project version ${version}; this one reads up to ${latest}). Install the newer Standoff to open it; the file was left as it is.`,
    });
  }
  return success(version);
}

/** Through a connection that cannot write, so that not even closing it changes the file. */
function lookInside(path: string): { readonly version: number; readonly verdict: string } {
  const sideFiles = ['-wal', '-shm'].map((ending) => path + ending).filter((file) => !existsSync(file));
  const db = new Database(path, { readonly: true });
  try {
    return {
      version: Number(db.pragma('user_version', { simple: true })),
      verdict: String(db.pragma('quick_check(1)', { simple: true })),
    };
  } finally {
    db.close();
    // It cannot remove its own side files either. The lock is ours, so they are nobody else's.
    for (const file of sideFiles) rmSync(file, { force: true });
  }
}

async function openLocked(
  path: string,
  lock: ProjectLock,
  version: number,
  { migrations, checkpointUrl }: { readonly migrations: readonly Migration[]; readonly checkpointUrl: URL },
): Promise<ProjectFile> {
  const raw = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  const readers = createReaders(path);
  try {
    const concurrent = prepareWriter(raw);
    const writer = writable(raw);
    if (version < latestVersion(migrations)) {
      await backUp(raw, path, version);
      migrate(writer, migrations);
    }
    const reader = concurrent ? readers.open() : writer;
    const checkpointer = concurrent ? createCheckpointer(raw, checkpointUrl) : null;
    return {
      path,
      writer,
      reader,
      concurrent,
      openReader: readers.open,
      written: () => checkpointer?.written(),
      close() {
        checkpointer?.close();
        readers.close();
        closeWriter(raw);
        lock.release();
      },
    };
  } catch (error) {
    readers.close();
    raw.close();
    throw error;
  }
}

/** Makes commits durable. Answers whether there is a write-ahead log, beside which readers can work. */
export function prepareWriter(raw: Database.Database): boolean {
  // Some network folders allow no write-ahead log: SQLite then answers another mode.
  const concurrent = raw.pragma('journal_mode = WAL', { simple: true }) === 'wal';
  if (!concurrent) raw.pragma('journal_mode = DELETE');
  makeDurable(raw);
  raw.pragma('foreign_keys = ON');
  if (raw.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('SQLite checks no foreign keys.');
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cell_size_check = ON');
  raw.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  return concurrent;
}

function closeWriter(raw: Database.Database): void {
  try {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    raw.pragma('optimize');
    raw.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full or failing disk: what was committed is in the write-ahead log and is found at the next opening.
    console.error('The project could not be tidied up when it was closed:', error);
  } finally {
    raw.close();
  }
}

function damaged(name: string, detail: string): OpenError {
  return {
    code: 'project.damaged',
    message: `"${name}" is damaged (${detail}). The file was left as it is. Open a copy or a backup of it.`,
  };
}

/** What to tell the user where opening failed; errors of another kind are thrown on. */
function openError(error: unknown, path: string): OpenError {
  const name = basename(path);
  if (errorCode(error) === 'ENOENT') {
    return {
      code: 'project.not-found',
      message: `"${name}" is not there any more. It may have been moved, renamed or deleted, or its disk is not connected.`,
    };
  }
  if (saysDamaged(error)) return damaged(name, error instanceof Error ? error.message : '');
  if (saysNotWritable(error)) {
    return {
      code: 'project.not-writable',
      message: `"${name}" or its folder cannot be written, and Standoff saves every change at once. Copy the project to a folder of your own and open it there.`,
    };
  }
  throw error;
}
