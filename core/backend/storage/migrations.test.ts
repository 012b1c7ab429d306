import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { asId } from '#model/ids.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { temporaryFolder } from '../../../test-support/session-workbench.ts';
import { writable } from './connection.ts';
import { createProjectFile } from './create-project.ts';
import { APPLICATION_ID, MIGRATIONS, migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { openProjectFile } from './project-file.ts';

/** Versions whose migration a test below has run from the version before. */
const tested = new Set<number>();

/** A database as the migrations up to `version` leave it. */
function databaseAt(version: number): Database.Database {
  const raw = new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  migrate(writable(raw), MIGRATIONS.slice(0, version));
  expect(raw.pragma('user_version', { simple: true })).toBe(version);
  return raw;
}

function migrateTo(raw: Database.Database, version: number): void {
  migrate(writable(raw), MIGRATIONS.slice(0, version));
  expect(raw.pragma('user_version', { simple: true })).toBe(version);
  expect(raw.pragma('foreign_key_check')).toEqual([]);
  tested.add(version);
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('0001-initial', () => {
  it('makes strict tables in singular snake_case and marks the file as a project', () => {
    const raw = databaseAt(0);
    migrateTo(raw, 1);
    expect(raw.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    const tables = raw.pragma('table_list') as { schema: string; name: string; strict: number }[];
    const own = tables.filter(({ schema, name }) => schema === 'main' && !name.startsWith('sqlite_'));
    expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
    expect(own.map(({ name }) => name).sort()).toEqual([
      'annotation',
      'annotator',
      'attribute',
      'attribute_link',
      'attribute_link_fragment',
      'attribute_value',
      'block',
      'change',
      'change_group',
      'document',
      'document_metadata',
      'document_original',
      'document_status',
      'document_text',
      'fragment',
      'project',
      'relation',
      'scheme',
    ]);
  });

  it('takes only values of the declared type', () => {
    const raw = databaseAt(1);
    const insert = raw.prepare('INSERT INTO document_text (sha256, text, code_points) VALUES (?, ?, ?)');
    expect(() => insert.run('a', 'text', 'many')).toThrow('cannot store TEXT value in INTEGER column');
    expect(() => raw.exec("INSERT INTO change_group VALUES (1, '', '', 'other', '', NULL)")).toThrow('CHECK');
  });
});

describe('0002-import-choice', () => {
  it('adds an empty table for what was chosen at imports; everything else stays', () => {
    const raw = databaseAt(1);
    raw.exec("INSERT INTO annotator VALUES ('a', 'Ann', '2024-01-01T00:00:00.000Z')");
    migrateTo(raw, 2);
    expect(raw.prepare('SELECT * FROM annotator').all()).toEqual([
      { id: 'a', name: 'Ann', created_at: '2024-01-01T00:00:00.000Z' },
    ]);
    expect(raw.prepare('SELECT * FROM import_choice').all()).toEqual([]);
    raw.exec("INSERT INTO import_choice VALUES ('name', 'brat', '[]', 'null')");
    expect(() => raw.exec("INSERT INTO import_choice VALUES ('name', 'brat', '[]', '1')")).toThrow('UNIQUE');
    expect(() => raw.exec("INSERT INTO import_choice VALUES ('other', 'brat', '', '')")).toThrow('CHECK');
  });
});

describe('a project of an older version', () => {
  const next: Migration = {
    version: MIGRATIONS.length + 1,
    name: 'next',
    sql: 'CREATE TABLE later (id INTEGER NOT NULL PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);',
  };
  const backupName = `old (backup of version ${MIGRATIONS.length}).standoff`;
  const create = () => {
    const folder = temporaryFolder();
    folders.push(folder);
    const file = join(folder, 'old.standoff');
    const annotator = { id: asId<never>('a'), name: 'a', createdAt: '' };
    expect(createProjectFile(file, { id: 'p', annotator, scheme: newsScheme, now: '' }).ok).toBe(true);
    return { folder, file };
  };

  it('is backed up, then migrated; the backup opens as it was', async () => {
    const { folder, file } = create();
    const opened = await openProjectFile(file, { migrations: [...MIGRATIONS, next] });
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.reader.raw.prepare('SELECT id FROM later').get()).toEqual({ id: 7 });
    opened.value.close();
    expect(readdirSync(folder).sort()).toEqual([backupName, 'old.standoff']);

    const backup = await openProjectFile(join(folder, backupName));
    if (!backup.ok) throw new Error(backup.error.message);
    expect(backup.value.writer.raw.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    backup.value.close();
    expect(await openProjectFile(file)).toMatchObject({ error: { code: 'project.newer-version' } });
  });

  it('stays at its version where a migration fails', async () => {
    const { folder, file } = create();
    const broken: Migration = { ...next, sql: `${next.sql} INSERT INTO nowhere VALUES (1);` };
    await expect(openProjectFile(file, { migrations: [...MIGRATIONS, broken] })).rejects.toThrow(
      'no such table',
    );
    expect(existsSync(`${file}.lock`)).toBe(false);
    const opened = await openProjectFile(file);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(
      opened.value.writer.raw.prepare("SELECT name FROM sqlite_schema WHERE name = 'later'").all(),
    ).toEqual([]);
    opened.value.close();
    expect(readdirSync(folder)).toContain(backupName);
  });
});

// Keep this the last test: it looks at what ran before it.
it('every migration is listed once, in order, and has been run by a test of this file', () => {
  const files = readdirSync(new URL('./migrations/', import.meta.url)).filter((name) => /^\d{4}-/.test(name));
  expect(files.sort()).toEqual(
    MIGRATIONS.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`),
  );
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  expect([...tested].sort()).toEqual(MIGRATIONS.map(({ version }) => version));
});
