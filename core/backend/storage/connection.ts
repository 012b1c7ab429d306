import type Database from 'better-sqlite3';

declare const access: unique symbol;

/** A connection that may only read. Prepared statements are kept with it. */
export interface ReadableDatabase {
  readonly raw: Database.Database;
  /** Prepared statements by their SQL. */
  readonly prepared: Map<string, Database.Statement>;
  readonly [access]: 'read' | 'write';
}

/** The connection that writes; a project has one. */
export interface WritableDatabase extends ReadableDatabase {
  readonly [access]: 'write';
}

/** Wraps a connection opened for reading only. */
export function readable(raw: Database.Database): ReadableDatabase {
  return { raw, prepared: new Map() } as unknown as ReadableDatabase;
}

/** Wraps a connection opened for writing. */
export function writable(raw: Database.Database): WritableDatabase {
  return { raw, prepared: new Map() } as unknown as WritableDatabase;
}
