import { canonicalJson } from '#model/canonical-json.ts';
import type { Scheme } from '#model/scheme.ts';
import type { ReadableDatabase } from './connection.ts';
import type { RecordStore } from './record-store.ts';
import { command, query } from './statement.ts';

const columns = { version: 'integer', body: 'text' } as const;

export const statements = {
  latest: query('SELECT version, body FROM scheme ORDER BY version DESC LIMIT 1', [], columns),
  byVersion: query('SELECT version, body FROM scheme WHERE version = ?', ['integer'], columns),
  all: query('SELECT version, body FROM scheme ORDER BY version', [], columns),
  insert: command('INSERT INTO scheme (version, body) VALUES (?, ?)', ['integer', 'text']),
  update: command('UPDATE scheme SET body = ? WHERE version = ?', ['text', 'integer']),
  remove: command('DELETE FROM scheme WHERE version = ?', ['integer']),
};

/** The JSON of the scheme in force. A project always has one. */
export function readSchemeBody(db: ReadableDatabase): string {
  const row = statements.latest.get(db);
  if (row === undefined) throw new Error('The project has no annotation scheme.');
  return row.body;
}

export function parseScheme(body: string): Scheme {
  return JSON.parse(body) as Scheme;
}

export const schemeStore: RecordStore<'scheme'> = {
  current(db, { version }) {
    const row = statements.byVersion.get(db, version);
    return row === undefined ? null : parseScheme(row.body);
  },
  insert: (db, scheme) => void statements.insert.run(db, scheme.version, canonicalJson(scheme)),
  update: (db, scheme) => void statements.update.run(db, canonicalJson(scheme), scheme.version),
  remove: (db, { version }) => void statements.remove.run(db, version),
  all: (db) => statements.all.all(db).map((row) => parseScheme(row.body)),
};
