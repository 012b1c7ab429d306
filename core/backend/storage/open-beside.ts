import Database from 'better-sqlite3';
import { readable, writable } from './connection.ts';
import { BUSY_TIMEOUT_MS, type ProjectFile, prepareWriter } from './project-file.ts';

/**
 * Further connections to a project file that this process has open, locked and `concurrent`, for a thread of its own: a writer
 * whose log stays for the checkpointer of the first, and readers. Closing them leaves everything else to the first.
 */
export function openBeside(path: string): ProjectFile {
  const raw = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  const readers = new Set<Database.Database>();
  const openReader = () => {
    const reader = new Database(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    readers.add(reader);
    return readable(reader);
  };
  try {
    if (!prepareWriter(raw)) throw new Error('There is no write-ahead log.');
    raw.pragma('wal_autocheckpoint = 0');
    return {
      path,
      writer: writable(raw),
      reader: openReader(),
      concurrent: true,
      openReader,
      written: () => {},
      close() {
        for (const each of readers) each.close();
        raw.close();
      },
    };
  } catch (error) {
    for (const each of readers) each.close();
    raw.close();
    throw error;
  }
}
