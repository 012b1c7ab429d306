import { type AnnotatorId, asId } from '#model/ids.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { command, query } from './statement.ts';

export interface ProjectRow {
  /** UUIDv7. */
  readonly id: string;
  readonly createdAt: string;
  /** At work when the project was last used; undo may have taken that annotator away. */
  readonly annotatorId: AnnotatorId;
}

const count = { count: 'integer' } as const;

export const statements = {
  read: query('SELECT id, created_at, annotator_id FROM project', [], {
    id: 'text',
    created_at: 'text',
    annotator_id: 'text',
  }),
  insert: command('INSERT INTO project (id, created_at, annotator_id) VALUES (?, ?, ?)', [
    'text',
    'text',
    'text',
  ]),
  setAnnotator: command('UPDATE project SET annotator_id = ?', ['text']),
  countDocuments: query('SELECT count(*) AS count FROM document', [], count),
  countAnnotations: query('SELECT count(*) AS count FROM annotation', [], count),
  countRelations: query('SELECT count(*) AS count FROM relation', [], count),
  countAnnotators: query('SELECT count(*) AS count FROM annotator', [], count),
  countChanges: query('SELECT count(*) AS count FROM change', [], count),
  codePoints: query(
    `SELECT coalesce(sum(t.code_points), 0) AS count
     FROM document d JOIN document_text t ON t.sha256 = d.text_sha256`,
    [],
    count,
  ),
  byLabel: query(
    'SELECT layer, label, count(*) AS count FROM annotation GROUP BY layer, label ORDER BY layer, label',
    [],
    { layer: 'text', label: 'text?', count: 'integer' },
  ),
};

export function readProject(db: ReadableDatabase): ProjectRow | null {
  const row = statements.read.get(db);
  return row === undefined
    ? null
    : { id: row.id, createdAt: row.created_at, annotatorId: asId<AnnotatorId>(row.annotator_id) };
}

export function insertProject(db: WritableDatabase, project: ProjectRow): void {
  statements.insert.run(db, project.id, project.createdAt, project.annotatorId);
}

export function setWorkingAnnotator(db: WritableDatabase, id: AnnotatorId): void {
  statements.setAnnotator.run(db, id);
}

export function countDocuments(db: ReadableDatabase): number {
  return statements.countDocuments.get(db)?.count ?? 0;
}

/** Counts of everything; `codePoints` are Unicode code points of the texts of all documents. */
export function readStats(db: ReadableDatabase) {
  return {
    documents: countDocuments(db),
    annotations: statements.countAnnotations.get(db)?.count ?? 0,
    relations: statements.countRelations.get(db)?.count ?? 0,
    annotators: statements.countAnnotators.get(db)?.count ?? 0,
    codePoints: statements.codePoints.get(db)?.count ?? 0,
    changes: statements.countChanges.get(db)?.count ?? 0,
    byLabel: statements.byLabel
      .all(db)
      .map((row) => ({ layer: row.layer, label: row.label, annotations: row.count })),
  };
}
