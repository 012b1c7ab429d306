import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Copies a project before it is migrated, beside it, as a project file of the old version; answers the copy's
 * path. The copy is checked before anything else happens, and appears under its name only when it is whole.
 */
export async function backUp(raw: Database.Database, path: string, version: number): Promise<string> {
  const target = freeName(path, version);
  const unfinished = `${target}.unfinished`;
  try {
    await raw.backup(unfinished);
    const copy = new Database(unfinished);
    try {
      // A copy of a file with a write-ahead log has one too; the backup is to be one file.
      copy.pragma('journal_mode = DELETE');
      const verdict = String(copy.pragma('quick_check(1)', { simple: true }));
      if (verdict !== 'ok') throw new Error(`The backup before the upgrade is damaged: ${verdict}`);
    } finally {
      copy.close();
    }
    renameSync(unfinished, target);
    return target;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function freeName(path: string, version: number): string {
  const stem = path.replace(/\.standoff$/i, '');
  for (let count = 1; ; count += 1) {
    const name = `${stem} (backup of version ${version}${count === 1 ? '' : `, ${count}`}).standoff`;
    if (!existsSync(name)) return name;
  }
}
