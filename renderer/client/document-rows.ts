import type { Annotation } from '#model/annotation.ts';
import type { Change } from '#model/change.ts';
import type { AnnotatorId } from '#model/ids.ts';
import type { DocumentRow } from './bridge.ts';

/** A row while it is being changed. */
type Draft = { -readonly [K in keyof DocumentRow]: DocumentRow[K] };

/**
 * The rows of the document list after some changes, without asking again: annotations counted, states taken over.
 * Answers null where the list must be read again: because documents came or went, or because one has another title or
 * source, so that others may have to be told from it.
 */
export function patchRows(
  rows: readonly DocumentRow[],
  changes: readonly Change[],
  annotatorId: AnnotatorId,
): readonly DocumentRow[] | null {
  const drafts = new Map<string, Draft>();
  const places = new Map<string, number>();
  let placed = false;

  const draftOf = (id: string): Draft | null => {
    if (!placed) {
      rows.forEach((row, place) => {
        places.set(row.id, place);
      });
      placed = true;
    }
    const known = drafts.get(id);
    if (known) return known;
    const place = places.get(id);
    const row = place === undefined ? undefined : rows[place];
    if (!row) return null;
    const draft: Draft = { ...row, counts: { ...row.counts }, others: { ...row.others } };
    drafts.set(id, draft);
    return draft;
  };
  const count = (annotation: Annotation, by: 1 | -1): void => {
    const draft = draftOf(annotation.documentId);
    if (!draft) return;
    const own = annotation.annotatorId === annotatorId;
    const [counts, key] = own ? [draft.counts, annotation.layer] : [draft.others, annotation.annotatorId];
    const left = Math.max(0, (counts[key] ?? 0) + by);
    if (own || left > 0) counts[key] = left;
    else delete counts[key];
  };

  for (const change of changes) {
    if (change.kind === 'document') {
      return null;
    } else if (change.kind === 'annotation') {
      const { before, after } = change;
      if (before) count(before, -1);
      if (after) count(after, 1);
    } else if (change.kind === 'document-status') {
      const status = change.after ?? change.before;
      if (status?.annotatorId !== annotatorId) continue;
      const draft = draftOf(status.documentId);
      if (draft) draft.state = change.after?.state ?? 'unassigned';
    }
  }
  if (drafts.size === 0) return rows;
  const next = rows.slice();
  for (const [id, draft] of drafts) {
    const place = places.get(id);
    if (place !== undefined) next[place] = draft;
  }
  return next;
}
