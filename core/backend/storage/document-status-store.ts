import type { DocumentState, DocumentStatus } from '#model/document.ts';
import { type AnnotatorId, asId, type DocumentId } from '#model/ids.ts';
import type { ReadableDatabase } from './connection.ts';
import type { RecordStore } from './record-store.ts';
import { command, query, type RowOf } from './statement.ts';

const columns = { document_id: 'text', annotator_id: 'text', state: 'text' } as const;

export const statements = {
  one: query(
    'SELECT document_id, annotator_id, state FROM document_status WHERE document_id = ? AND annotator_id = ?',
    ['text', 'text'],
    columns,
  ),
  ofDocument: query(
    `SELECT document_id, annotator_id, state FROM document_status
     WHERE document_id = ? ORDER BY annotator_id`,
    ['text'],
    columns,
  ),
  ofAnnotator: query(
    'SELECT document_id, annotator_id, state FROM document_status WHERE annotator_id = ?',
    ['text'],
    columns,
  ),
  all: query('SELECT document_id, annotator_id, state FROM document_status', [], columns),
  insert: command('INSERT INTO document_status (state, document_id, annotator_id) VALUES (?, ?, ?)', [
    'text',
    'text',
    'text',
  ]),
  update: command('UPDATE document_status SET state = ? WHERE document_id = ? AND annotator_id = ?', [
    'text',
    'text',
    'text',
  ]),
  remove: command('DELETE FROM document_status WHERE document_id = ? AND annotator_id = ?', ['text', 'text']),
};

export function statusesOf(db: ReadableDatabase, documentId: DocumentId): DocumentStatus[] {
  return statements.ofDocument.all(db, documentId).map(toStatus);
}

/** State by document; documents that the annotator never touched are absent. */
export function statesBy(
  db: ReadableDatabase,
  annotatorId: AnnotatorId,
): ReadonlyMap<DocumentId, DocumentState> {
  return new Map(
    statements.ofAnnotator
      .all(db, annotatorId)
      .map((row) => [asId<DocumentId>(row.document_id), row.state as DocumentState]),
  );
}

export const documentStatusStore: RecordStore<'document-status'> = {
  current(db, { documentId, annotatorId }) {
    const row = statements.one.get(db, documentId, annotatorId);
    return row === undefined ? null : toStatus(row);
  },
  insert: (db, status) => void statements.insert.run(db, ...valuesOf(status)),
  update: (db, status) => void statements.update.run(db, ...valuesOf(status)),
  remove: (db, { documentId, annotatorId }) => void statements.remove.run(db, documentId, annotatorId),
  all: (db) => statements.all.all(db).map(toStatus),
};

function valuesOf({ state, documentId, annotatorId }: DocumentStatus) {
  return [state, documentId, annotatorId] as const;
}

function toStatus(row: RowOf<typeof columns>): DocumentStatus {
  return {
    documentId: asId<DocumentId>(row.document_id),
    annotatorId: asId<AnnotatorId>(row.annotator_id),
    state: row.state as DocumentState,
  };
}
