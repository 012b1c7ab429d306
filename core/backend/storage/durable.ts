import type Database from 'better-sqlite3';

const SYNCHRONOUS_FULL = 2;

/** For every connection that writes: what is committed or checkpointed is on the disk when SQLite says so. */
export function makeDurable(raw: Database.Database): void {
  // better-sqlite3's build defaults to NORMAL, which loses the last commits where the power fails.
  raw.pragma('synchronous = FULL');
  if (raw.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) {
    throw new Error('SQLite does not write synchronously here.');
  }
  raw.pragma('checkpoint_fullfsync = ON');
}
