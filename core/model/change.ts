import type { Annotation, Relation } from './annotation.ts';
import type { Annotator, DocumentRecord, DocumentStatus } from './document.ts';
import type { Scheme } from './scheme.ts';

/** Everything a project stores that can change, by kind of record. */
export interface RecordTypes {
  readonly annotator: Annotator;
  readonly scheme: Scheme;
  readonly document: DocumentRecord;
  readonly 'document-status': DocumentStatus;
  readonly annotation: Annotation;
  readonly relation: Relation;
}
export type RecordKind = keyof RecordTypes;

/**
 * One row of the change log: a record before and after. `before` is `null` where the record is made, `after`
 * where it is removed. `id` is the record's id (`documentId/annotatorId` for a status, the version for a scheme).
 */
export type Change = {
  readonly [K in RecordKind]: {
    readonly kind: K;
    readonly id: string;
    readonly before: RecordTypes[K] | null;
    readonly after: RecordTypes[K] | null;
  };
}[RecordKind];

/** The change that takes this one back. */
export function invertChange(change: Change): Change {
  return { ...change, before: change.after, after: change.before } as Change;
}

/** The changes that take these back, in the order to apply them. */
export function invertChanges(changes: readonly Change[]): Change[] {
  return changes.map(invertChange).reverse();
}
