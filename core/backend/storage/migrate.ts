import type { WritableDatabase } from './connection.ts';
import { initial } from './migrations/0001-initial.ts';
import { importChoice } from './migrations/0002-import-choice.ts';
import type { Migration } from './migrations/migration.ts';
import { immediately } from './transaction.ts';

export const MIGRATIONS: readonly Migration[] = [initial, importChoice];

/** Marks a SQLite file as a Standoff project: "Stnd" in ASCII. */
export const APPLICATION_ID = 0x53746e64;

export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Brings a file to the newest version; each step is a transaction of its own. */
export function migrate(db: WritableDatabase, migrations: readonly Migration[] = MIGRATIONS): void {
  const version = Number(db.raw.pragma('user_version', { simple: true }));
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    immediately(db, () => {
      db.raw.exec(migration.sql);
      db.raw.pragma(`application_id = ${APPLICATION_ID}`);
      db.raw.pragma(`user_version = ${migration.version}`);
    });
  }
}
