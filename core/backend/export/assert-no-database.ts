import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { JobFailure } from '../job-failure.ts';

const SQLITE = 'SQLite format 3\0';

/** A project is never replaced by an export of it, nor is another database: their first bytes say what they are. */
export function assertNoDatabase(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(SQLITE.length);
    readSync(file, start);
    if (start.toString('latin1') !== SQLITE) return;
  } finally {
    closeSync(file);
  }
  throw new JobFailure(
    `“${basename(path)}” is a Standoff project or another database, which an export does not replace. Choose another name.`,
  );
}
