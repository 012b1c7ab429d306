import { closeSync, openSync, readSync } from 'node:fs';

const HEADER_LENGTH = 100;
const APPLICATION_ID_OFFSET = 68;

/**
 * What a file says of itself in its first bytes (SQLite file format, 1.3). Read as bytes: to open a database of another
 * program might disturb that program. Throws what the file system throws.
 */
export function readSqliteHeader(path: string): {
  readonly isSqlite: boolean;
  readonly applicationId: number;
} {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_LENGTH);
    const length = readSync(file, header);
    return {
      isSqlite: length === HEADER_LENGTH && header.toString('latin1', 0, 16) === 'SQLite format 3\0',
      applicationId: header.readUInt32BE(APPLICATION_ID_OFFSET),
    };
  } finally {
    closeSync(file);
  }
}
