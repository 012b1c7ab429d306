import { canonicalJson } from './canonical-json.ts';
import type { Change, RecordKind, RecordTypes } from './change.ts';
import type { DocumentStatus } from './document.ts';
import type { AnnotatorId, DocumentId } from './ids.ts';

/** The change of one record, whatever its kind; `before` and `after` are of that kind by construction. */
export function recordChange<Kind extends RecordKind>(
  kind: Kind,
  id: string,
  before: RecordTypes[Kind] | null,
  after: RecordTypes[Kind] | null,
): Change {
  return { kind, id, before, after } as Change;
}

/** The changes that put one record in the place of another: none where they are equal. */
export function replaced<Kind extends RecordKind>(
  kind: Kind,
  id: string,
  before: RecordTypes[Kind],
  after: RecordTypes[Kind],
): Change[] {
  return sameRecord(before, after) ? [] : [recordChange(kind, id, before, after)];
}

export function sameRecord(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The id under which the change log keeps a status. */
export function statusId(status: Pick<DocumentStatus, 'documentId' | 'annotatorId'>): string {
  return `${status.documentId}/${status.annotatorId}`;
}

/** The change that sets how far an annotator is with a document; none where it is so already. */
export function statusChange(
  statuses: readonly DocumentStatus[],
  documentId: DocumentId,
  annotatorId: AnnotatorId,
  state: DocumentStatus['state'],
): Change[] {
  const before = statuses.find((status) => status.annotatorId === annotatorId) ?? null;
  if ((before?.state ?? 'unassigned') === state) return [];
  const after: DocumentStatus = { documentId, annotatorId, state };
  return [recordChange('document-status', statusId(after), before, after)];
}
