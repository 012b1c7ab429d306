import type { Change } from '#model/change.ts';
import type { AnnotatorId } from '#model/ids.ts';
import type { DocumentRow } from './bridge.ts';

/** A row while it is being changed. */
type Draft = { -readonly [K in keyof DocumentRow]: DocumentRow[K] };

/**
 * The rows of the document list after some changes, without asking again: annotations counted, states and titles
 * taken over. Answers null where the list must be read again because documents came or went.
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
    const draft: Draft = { ...row, counts: { ...row.counts } };
    drafts.set(id, draft);
    return draft;
  };
  const count = (documentId: string, layer: string, by: 1 | -1): void => {
    const draft = draftOf(documentId);
    if (draft) draft.counts[layer] = Math.max(0, (draft.counts[layer] ?? 0) + by);
  };

  for (const change of changes) {
    if (change.kind === 'document') {
      if (!change.before || !change.after) return null;
      const draft = draftOf(change.id);
      if (draft) {
        draft.title = change.after.title;
        draft.language = change.after.language;
      }
    } else if (change.kind === 'annotation') {
      const { before, after } = change;
      if (before?.annotatorId === annotatorId) count(before.documentId, before.layer, -1);
      if (after?.annotatorId === annotatorId) count(after.documentId, after.layer, 1);
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
