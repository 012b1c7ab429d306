import type { Annotation, Attributes, Certainty, Fragment, Origin } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import {
  type AnnotationId,
  type AnnotatorId,
  asId,
  type DocumentId,
  type LabelId,
  type LayerId,
} from '#model/ids.ts';
import { asUtf16 } from '#model/offset.ts';
import {
  attributesOfAnnotation,
  attributesOfDocument,
  insertAttributes,
  replaceAttributes,
} from './attribute-store.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';
import { documentIds } from './document-store.ts';
import type { RecordStore } from './record-store.ts';
import { command, query, type RowOf } from './statement.ts';

const NAMES = `id, document_id, layer, label, quote, annotator_id, origin, certainty, note, scheme_version,
  created_at, updated_at`;
const columns = {
  id: 'text',
  document_id: 'text',
  layer: 'text',
  label: 'text?',
  quote: 'text',
  annotator_id: 'text',
  origin: 'text',
  certainty: 'text',
  note: 'text',
  scheme_version: 'integer',
  created_at: 'text',
  updated_at: 'text',
} as const;
const parameters = [
  'text',
  'text',
  'text?',
  'text',
  'text',
  'text',
  'text',
  'text',
  'integer',
  'text',
  'text',
  'text',
] as const;

export const statements = {
  byId: query(`SELECT ${NAMES} FROM annotation WHERE id = ?`, ['text'], columns),
  ofDocument: query(`SELECT ${NAMES} FROM annotation WHERE document_id = ?`, ['text'], columns),
  insert: command(
    `INSERT INTO annotation (document_id, layer, label, quote, annotator_id, origin, certainty, note,
       scheme_version, created_at, updated_at, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    parameters,
  ),
  update: command(
    `UPDATE annotation SET document_id = ?, layer = ?, label = ?, quote = ?, annotator_id = ?, origin = ?,
       certainty = ?, note = ?, scheme_version = ?, created_at = ?, updated_at = ?
     WHERE id = ?`,
    parameters,
  ),
  remove: command('DELETE FROM annotation WHERE id = ?', ['text']),
  fragments: query('SELECT start, "end" FROM fragment WHERE annotation_id = ? ORDER BY position', ['text'], {
    start: 'integer',
    end: 'integer',
  }),
  fragmentsOfDocument: query(
    `SELECT f.annotation_id, f.start, f."end" FROM annotation a JOIN fragment f ON f.annotation_id = a.id
     WHERE a.document_id = ? ORDER BY f.annotation_id, f.position`,
    ['text'],
    { annotation_id: 'text', start: 'integer', end: 'integer' },
  ),
  insertFragment: command(
    'INSERT INTO fragment (annotation_id, position, start, "end") VALUES (?, ?, ?, ?)',
    ['text', 'integer', 'integer', 'integer'],
  ),
  removeFragments: command('DELETE FROM fragment WHERE annotation_id = ?', ['text']),
  countsBy: query(
    `SELECT document_id, layer, count(*) AS count FROM annotation WHERE annotator_id = ?
     GROUP BY document_id, layer`,
    ['text'],
    { document_id: 'text', layer: 'text', count: 'integer' },
  ),
  countsOfOthers: query(
    `SELECT annotator_id, document_id, count(*) AS count FROM annotation WHERE annotator_id <> ?
     GROUP BY annotator_id, document_id`,
    ['text'],
    { annotator_id: 'text', document_id: 'text', count: 'integer' },
  ),
};

export function readAnnotation(db: ReadableDatabase, id: AnnotationId): Annotation | null {
  const row = statements.byId.get(db, id);
  if (row === undefined) return null;
  return toAnnotation(row, statements.fragments.all(db, id).map(toFragment), attributesOfAnnotation(db, id));
}

/** Sorted by `compareAnnotations`. */
export function annotationsOf(db: ReadableDatabase, documentId: DocumentId): Annotation[] {
  const fragments = new Map<string, Fragment[]>();
  for (const row of statements.fragmentsOfDocument.all(db, documentId)) {
    const list = fragments.get(row.annotation_id);
    if (list === undefined) fragments.set(row.annotation_id, [toFragment(row)]);
    else list.push(toFragment(row));
  }
  const attributes = attributesOfDocument(db, documentId);
  return statements.ofDocument
    .all(db, documentId)
    .map((row) =>
      toAnnotation(row, fragments.get(row.id) ?? [], attributes.get(asId<AnnotationId>(row.id)) ?? {}),
    )
    .sort(compareAnnotations);
}

/** How many annotations of an annotator each document has, by layer. */
export function annotationCountsBy(
  db: ReadableDatabase,
  annotatorId: AnnotatorId,
): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  for (const row of statements.countsBy.all(db, annotatorId)) {
    const ofDocument = counts.get(row.document_id) ?? {};
    counts.set(row.document_id, ofDocument);
    ofDocument[row.layer] = row.count;
  }
  return counts;
}

/** How many annotations each document has by others than an annotator, by annotator. */
export function annotationCountsOfOthers(
  db: ReadableDatabase,
  annotatorId: AnnotatorId,
): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const counts = new Map<string, Record<string, number>>();
  for (const row of statements.countsOfOthers.all(db, annotatorId)) {
    const ofDocument = counts.get(row.document_id) ?? {};
    counts.set(row.document_id, ofDocument);
    ofDocument[row.annotator_id] = row.count;
  }
  return counts;
}

export const annotationStore: RecordStore<'annotation'> = {
  current: (db, { id }) => readAnnotation(db, id),
  insert(db, annotation) {
    statements.insert.run(db, ...valuesOf(annotation));
    insertFragments(db, annotation);
    insertAttributes(db, annotation.id, annotation.attributes);
  },
  update(db, annotation) {
    statements.update.run(db, ...valuesOf(annotation));
    statements.removeFragments.run(db, annotation.id);
    insertFragments(db, annotation);
    replaceAttributes(db, annotation.id, annotation.attributes);
  },
  remove: (db, { id }) => void statements.remove.run(db, id),
  *all(db) {
    for (const id of documentIds(db)) yield* annotationsOf(db, id);
  },
};

function insertFragments(db: WritableDatabase, { id, fragments }: Annotation): void {
  for (const [position, { start, end }] of fragments.entries()) {
    statements.insertFragment.run(db, id, position, start, end);
  }
}

function valuesOf(annotation: Annotation) {
  return [
    annotation.documentId,
    annotation.layer,
    annotation.label,
    annotation.quote,
    annotation.annotatorId,
    annotation.origin,
    annotation.certainty,
    annotation.note,
    annotation.schemeVersion,
    annotation.createdAt,
    annotation.updatedAt,
    annotation.id,
  ] as const;
}

function toFragment(row: { readonly start: number; readonly end: number }): Fragment {
  return { start: asUtf16(row.start), end: asUtf16(row.end) };
}

function toAnnotation(
  row: RowOf<typeof columns>,
  fragments: readonly Fragment[],
  attributes: Attributes,
): Annotation {
  return {
    id: asId<AnnotationId>(row.id),
    documentId: asId<DocumentId>(row.document_id),
    layer: asId<LayerId>(row.layer),
    label: row.label === null ? null : asId<LabelId>(row.label),
    fragments,
    quote: row.quote,
    attributes,
    annotatorId: asId<AnnotatorId>(row.annotator_id),
    origin: row.origin as Origin,
    certainty: row.certainty as Certainty,
    note: row.note,
    schemeVersion: row.scheme_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
