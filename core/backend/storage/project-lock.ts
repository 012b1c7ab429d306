import { rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Holds a project for one window. */
export interface ProjectLock {
  release(): void;
}

const ATTEMPTS = 5;

/**
 * Takes the project's lock, or answers `null` where another window holds it. The lock is an exclusive SQLite
 * transaction on `PATH.lock`: the operating system frees it when the process ends, however it ends, and every
 * shell sees it. Throws where the folder cannot be written. `path` must be a real path.
 */
export function takeProjectLock(path: string): ProjectLock | null {
  const lockPath = `${path}.lock`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    // Only SQLite may open the file: POSIX frees a process's locks when any of its descriptors is closed.
    const before = inodeOf(lockPath);
    const db = new Database(lockPath, { timeout: 0 });
    try {
      // SQLite writes the first page of an empty file; its journal would be one more file beside the project.
      db.pragma('journal_mode = MEMORY');
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if (isBusy(error)) return null;
      throw error;
    }
    // The holder before us removes the file while it still holds the lock. What we locked then is a file
    // that nobody else will find, or one that was just made: try again.
    if (before !== null && before === inodeOf(lockPath)) {
      return { release: () => release(lockPath, db) };
    }
    db.close();
  }
  return null;
}

function release(lockPath: string, db: Database.Database): void {
  if (!db.open) return;
  // Windows cannot remove an open file; there the file is removed after, which fails where another has it.
  if (process.platform !== 'win32') rmSync(lockPath, { force: true });
  if (db.inTransaction) db.exec('ROLLBACK');
  db.close();
  if (process.platform === 'win32') removeQuietly(lockPath);
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Another window has just taken the lock: the file is its own now.
  }
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
