import type { Annotator } from '#model/document.ts';
import { type AnnotatorId, asId } from '#model/ids.ts';
import type { ReadableDatabase } from './connection.ts';
import type { RecordStore } from './record-store.ts';
import { command, query, type RowOf } from './statement.ts';

const columns = { id: 'text', name: 'text', created_at: 'text' } as const;

export const statements = {
  byId: query('SELECT id, name, created_at FROM annotator WHERE id = ?', ['text'], columns),
  byName: query('SELECT id, name, created_at FROM annotator WHERE name = ?', ['text'], columns),
  all: query('SELECT id, name, created_at FROM annotator ORDER BY created_at, id', [], columns),
  insert: command('INSERT INTO annotator (id, name, created_at) VALUES (?, ?, ?)', ['text', 'text', 'text']),
  update: command('UPDATE annotator SET name = ?, created_at = ? WHERE id = ?', ['text', 'text', 'text']),
  remove: command('DELETE FROM annotator WHERE id = ?', ['text']),
};

export function readAnnotator(db: ReadableDatabase, id: AnnotatorId): Annotator | null {
  return toAnnotator(statements.byId.get(db, id));
}

/** Names are compared exactly. */
export function readAnnotatorByName(db: ReadableDatabase, name: string): Annotator | null {
  return toAnnotator(statements.byName.get(db, name));
}

/** Oldest first. */
export function listAnnotators(db: ReadableDatabase): Annotator[] {
  return statements.all.all(db).map((row) => toAnnotator(row));
}

export const annotatorStore: RecordStore<'annotator'> = {
  current: (db, { id }) => readAnnotator(db, id),
  insert: (db, { id, name, createdAt }) => void statements.insert.run(db, id, name, createdAt),
  update: (db, { id, name, createdAt }) => void statements.update.run(db, name, createdAt, id),
  remove: (db, { id }) => void statements.remove.run(db, id),
  all: listAnnotators,
};

type Row = RowOf<typeof columns>;
function toAnnotator(row: Row): Annotator;
function toAnnotator(row: Row | undefined): Annotator | null;
function toAnnotator(row: Row | undefined): Annotator | null {
  return row === undefined
    ? null
    : { id: asId<AnnotatorId>(row.id), name: row.name, createdAt: row.created_at };
}
