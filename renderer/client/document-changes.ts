import type { Annotation, Relation } from '#model/annotation.ts';
import type { Change } from '#model/change.ts';
import type { DocumentRecord, DocumentState } from '#model/document.ts';
import type { AnnotationId, AnnotatorId, DocumentId } from '#model/ids.ts';

/** What some changes mean for one document. */
export interface DocumentDelta {
  readonly put: readonly Annotation[];
  readonly removed: readonly AnnotationId[];
  readonly putRelations: readonly Relation[];
  readonly removedRelations: ReadonlySet<string>;
  /** The record where it changed, `gone` where the document was removed, null where it is as it was. */
  readonly document: DocumentRecord | 'gone' | null;
  /** The working annotator's state where it changed. */
  readonly state: DocumentState | null;
}

/** Picks out of a list of changes those of one document. Later changes of the same record win. */
export function deltaOf(
  changes: readonly Change[],
  documentId: DocumentId,
  annotatorId: AnnotatorId,
): DocumentDelta {
  const put = new Map<AnnotationId, Annotation>();
  const removed = new Set<AnnotationId>();
  const putRelations = new Map<string, Relation>();
  const removedRelations = new Set<string>();
  let document: DocumentDelta['document'] = null;
  let state: DocumentState | null = null;

  for (const change of changes) {
    if (change.kind === 'annotation') {
      const { before, after } = change;
      if (after?.documentId === documentId) {
        put.set(after.id, after);
        removed.delete(after.id);
      } else if (before?.documentId === documentId) {
        removed.add(before.id);
        put.delete(before.id);
      }
    } else if (change.kind === 'relation') {
      const { before, after } = change;
      if (after?.documentId === documentId) {
        putRelations.set(after.id, after);
        removedRelations.delete(after.id);
      } else if (before?.documentId === documentId) {
        removedRelations.add(before.id);
        putRelations.delete(before.id);
      }
    } else if (change.kind === 'document' && change.id === documentId) {
      document = change.after ?? 'gone';
    } else if (change.kind === 'document-status') {
      const status = change.after ?? change.before;
      if (status?.documentId === documentId && status.annotatorId === annotatorId) {
        state = change.after?.state ?? 'unassigned';
      }
    }
  }
  return {
    put: [...put.values()],
    removed: [...removed],
    putRelations: [...putRelations.values()],
    removedRelations,
    document,
    state,
  };
}

/** The relations of a document after a change. The same array where nothing changed. */
export function applyRelations(relations: readonly Relation[], delta: DocumentDelta): readonly Relation[] {
  if (delta.putRelations.length === 0 && delta.removedRelations.size === 0) return relations;
  const replaced = new Set(delta.putRelations.map((relation) => relation.id as string));
  return [
    ...relations.filter(({ id }) => !replaced.has(id) && !delta.removedRelations.has(id)),
    ...delta.putRelations,
  ];
}
