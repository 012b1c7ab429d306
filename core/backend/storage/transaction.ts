import type { ReadableDatabase, WritableDatabase } from './connection.ts';

/**
 * Runs in one transaction that takes the write lock at once: a transaction that starts as a reader can fail
 * with SQLITE_BUSY when it first writes, whatever the busy timeout. What `run` throws rolls back.
 */
export function immediately<T>(db: WritableDatabase, run: () => T): T {
  const transaction = beginImmediate(db);
  try {
    const value = run();
    transaction.commit();
    return value;
  } catch (error) {
    transaction.rollback();
    throw error;
  }
}

/** A transaction for work that awaits; the caller ends it exactly once. */
export function beginImmediate(db: WritableDatabase): { commit(): void; rollback(): void } {
  db.raw.exec('BEGIN IMMEDIATE');
  return {
    commit: () => void db.raw.exec('COMMIT'),
    // SQLite may have rolled back by itself, as where the disk is full.
    rollback: () => void (db.raw.inTransaction && db.raw.exec('ROLLBACK')),
  };
}

/** Reads in one transaction, so that all statements see the same state. */
export function consistently<T>(db: ReadableDatabase, run: () => T): T {
  if (db.raw.inTransaction) return run();
  db.raw.exec('BEGIN');
  try {
    return run();
  } finally {
    if (db.raw.inTransaction) db.raw.exec('COMMIT');
  }
}

/**
 * Holds a connection at the state of this moment until it is closed: the connection must be one of its own.
 * SQLite takes the state at the first read, not at BEGIN.
 */
export function holdState(db: ReadableDatabase): void {
  db.raw.exec('BEGIN');
  db.raw.pragma('user_version');
}
