import Database from 'better-sqlite3';

/** The part of an error code that says what to do, such as `SQLITE_IOERR` of `SQLITE_IOERR_FSYNC`. */
const SENTENCES: readonly (readonly [code: string, sentence: string])[] = [
  [
    'SQLITE_FULL',
    'The disk is full, so the change was not saved. Free some space and try again; what was saved before is safe.',
  ],
  ['ENOSPC', 'The disk is full, so nothing was written. Free some space and try again.'],
  ['EDQUOT', 'Your disk quota is used up, so nothing was written. Free some space and try again.'],
  [
    'SQLITE_READONLY',
    'The project file or its folder has become read-only, so the change was not saved. Make it writable and try again.',
  ],
  ['EROFS', 'The disk is read-only, so nothing was written. Choose another place.'],
  ['EACCES', 'You are not allowed to write there, so nothing was written. Choose another place.'],
  ['EPERM', 'You are not allowed to write there, so nothing was written. Choose another place.'],
  [
    'SQLITE_IOERR',
    'The disk reported an error, so the change was not saved. Check that the disk is connected, then try again; what was saved before is kept.',
  ],
  ['EIO', 'The disk reported an error, so nothing was written. Check that the disk is connected.'],
  [
    'SQLITE_CANTOPEN',
    'The project file cannot be reached any more. Check that its disk is connected, then open the project again.',
  ],
  [
    'SQLITE_CORRUPT',
    'The project file is damaged, so the change was not saved. Close the project and keep the file; open a copy or a backup of it instead.',
  ],
  [
    'SQLITE_NOTADB',
    'The project file is damaged, so the change was not saved. Close the project and keep the file; open a copy or a backup of it instead.',
  ],
  [
    'SQLITE_BUSY',
    'Another program is using the project file, so the change was not saved. Close that program and try again.',
  ],
];

/** The sentence for the user where the disk or the file is at fault; `null` for errors of another kind. */
export function storageMessage(error: unknown): string | null {
  const code = errorCode(error);
  if (code === null) return null;
  const found = SENTENCES.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  return found?.[1] ?? null;
}

/** Whether SQLite says that the file's content is broken. */
export function saysDamaged(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|FORMAT)(_|$)/.test(error.code);
}

/** Whether the place cannot be written. */
export function saysNotWritable(error: unknown): boolean {
  const code = errorCode(error);
  return code !== null && /^(EACCES|EPERM|EROFS|ENOTDIR|SQLITE_READONLY.*|SQLITE_CANTOPEN.*)$/.test(code);
}

export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
