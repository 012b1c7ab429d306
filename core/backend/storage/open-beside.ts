import Database from 'better-sqlite3';
import { writable } from './connection.ts';
import { BUSY_TIMEOUT_MS, createReaders } from './open-readers.ts';
import { type ProjectFile, prepareWriter } from './project-file.ts';

/**
 * Further connections to a project file that this process has open, locked and `concurrent`, for a thread of its own: a writer
 * whose log stays for the checkpointer of the first, and readers. Closing them leaves everything else to the first.
 */
export function openBeside(path: string): ProjectFile {
  const raw = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  const readers = createReaders(path);
  const close = (): void => {
    readers.close();
    raw.close();
  };
  try {
    if (!prepareWriter(raw)) throw new Error('There is no write-ahead log.');
    raw.pragma('wal_autocheckpoint = 0');
    return {
      path,
      writer: writable(raw),
      reader: readers.open(),
      concurrent: true,
      openReader: readers.open,
      written: () => {},
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
