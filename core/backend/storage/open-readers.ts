import Database from 'better-sqlite3';
import { type ReadableDatabase, readable } from './connection.ts';

/** How long a connection waits for another. */
export const BUSY_TIMEOUT_MS = 5000;

/** The connections for reading that were opened to a project file, to be closed together at the latest. */
export interface Readers {
  open(): ReadableDatabase;
  close(): void;
}

export function createReaders(path: string): Readers {
  const opened = new Set<Database.Database>();
  return {
    open() {
      const reader = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
      opened.add(reader);
      return readable(reader);
    },
    close() {
      for (const each of opened) each.close();
    },
  };
}
