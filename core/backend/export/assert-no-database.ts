import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { JobFailure } from '../job-failure.ts';
import { readSqliteHeader } from '../storage/sqlite-header.ts';

/** A project is never replaced by an export of it, nor is another database. */
export function assertNoDatabase(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true || !readSqliteHeader(path).isSqlite)
    return;
  throw new JobFailure(
    `“${basename(path)}” is a Standoff project or another database, which an export does not replace. Choose another name.`,
  );
}
