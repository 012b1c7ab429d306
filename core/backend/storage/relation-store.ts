import type { Relation } from '#model/annotation.ts';
import {
  type AnnotationId,
  type AnnotatorId,
  asId,
  type DocumentId,
  type RelationId,
  type RelationTypeId,
} from '#model/ids.ts';
import type { ReadableDatabase } from './connection.ts';
import type { RecordStore } from './record-store.ts';
import { command, query, type RowOf } from './statement.ts';

const NAMES = 'id, document_id, type, source_id, target_id, annotator_id, created_at';
const columns = {
  id: 'text',
  document_id: 'text',
  type: 'text',
  source_id: 'text',
  target_id: 'text',
  annotator_id: 'text',
  created_at: 'text',
} as const;
const parameters = ['text', 'text', 'text', 'text', 'text', 'text', 'text'] as const;

export const statements = {
  byId: query(`SELECT ${NAMES} FROM relation WHERE id = ?`, ['text'], columns),
  ofDocument: query(`SELECT ${NAMES} FROM relation WHERE document_id = ? ORDER BY id`, ['text'], columns),
  touching: query(
    `SELECT ${NAMES} FROM relation WHERE source_id = ? OR target_id = ? ORDER BY id`,
    ['text', 'text'],
    columns,
  ),
  all: query(`SELECT ${NAMES} FROM relation`, [], columns),
  insert: command(
    `INSERT INTO relation (document_id, type, source_id, target_id, annotator_id, created_at, id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    parameters,
  ),
  update: command(
    `UPDATE relation SET document_id = ?, type = ?, source_id = ?, target_id = ?, annotator_id = ?,
       created_at = ? WHERE id = ?`,
    parameters,
  ),
  remove: command('DELETE FROM relation WHERE id = ?', ['text']),
};

export function readRelation(db: ReadableDatabase, id: RelationId): Relation | null {
  const row = statements.byId.get(db, id);
  return row === undefined ? null : toRelation(row);
}

export function relationsOf(db: ReadableDatabase, documentId: DocumentId): Relation[] {
  return statements.ofDocument.all(db, documentId).map(toRelation);
}

/** Relations whose source or target is the annotation. */
export function relationsTouching(db: ReadableDatabase, id: AnnotationId): Relation[] {
  return statements.touching.all(db, id, id).map(toRelation);
}

export const relationStore: RecordStore<'relation'> = {
  current: (db, { id }) => readRelation(db, id),
  insert: (db, relation) => void statements.insert.run(db, ...valuesOf(relation)),
  update: (db, relation) => void statements.update.run(db, ...valuesOf(relation)),
  remove: (db, { id }) => void statements.remove.run(db, id),
  all: (db) => statements.all.all(db).map(toRelation),
};

function valuesOf(relation: Relation) {
  const { documentId, type, source, target, annotatorId, createdAt, id } = relation;
  return [documentId, type, source, target, annotatorId, createdAt, id] as const;
}

function toRelation(row: RowOf<typeof columns>): Relation {
  return {
    id: asId<RelationId>(row.id),
    documentId: asId<DocumentId>(row.document_id),
    type: asId<RelationTypeId>(row.type),
    source: asId<AnnotationId>(row.source_id),
    target: asId<AnnotationId>(row.target_id),
    annotatorId: asId<AnnotatorId>(row.annotator_id),
    createdAt: row.created_at,
  };
}
