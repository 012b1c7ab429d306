import type { ReadableDatabase } from './connection.ts';

/** What SQLite finds wrong with the file itself; empty where all is well. */
export function integrityProblems(db: ReadableDatabase): string[] {
  const rows = db.raw.pragma('integrity_check(100)') as { readonly integrity_check: string }[];
  return rows.map((row) => row.integrity_check).filter((message) => message !== 'ok');
}

/** Rows that point at something that is not there. */
export function foreignKeyProblems(
  db: ReadableDatabase,
): { readonly table: string; readonly parent: string }[] {
  return db.raw.pragma('foreign_key_check') as { readonly table: string; readonly parent: string }[];
}
