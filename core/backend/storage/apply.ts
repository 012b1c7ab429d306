import type { Change, RecordKind, RecordTypes } from '#model/change.ts';
import { sameJson } from '#model/same-json.ts';
import { annotationStore } from './annotation-store.ts';
import { annotatorStore } from './annotator-store.ts';
import type { WritableDatabase } from './connection.ts';
import { documentStatusStore } from './document-status-store.ts';
import { documentStore } from './document-store.ts';
import type { RecordStore } from './record-store.ts';
import { relationStore } from './relation-store.ts';
import { schemeStore } from './scheme-store.ts';

/** Where each kind of record is kept. */
export const recordStores: { readonly [K in RecordKind]: RecordStore<K> } = {
  annotator: annotatorStore,
  scheme: schemeStore,
  document: documentStore,
  'document-status': documentStatusStore,
  annotation: annotationStore,
  relation: relationStore,
};

/**
 * Writes one change into the tables. Throws where the record is not as `before` says: the change was decided
 * on another state, and storing it would lose something silently.
 */
export function applyChange(db: WritableDatabase, change: Change): void {
  applyTo(db, recordStores[change.kind] as unknown as RecordStore<RecordKind>, change);
}

function applyTo(
  db: WritableDatabase,
  store: RecordStore<RecordKind>,
  { kind, id, before, after }: Change,
): void {
  if (before !== null) assertCurrent(kind, id, store.current(db, before), before);
  if (before === null && after !== null) store.insert(db, after);
  else if (before !== null && after !== null) store.update(db, after);
  else if (before !== null) store.remove(db, before);
}

function assertCurrent(
  kind: RecordKind,
  id: string,
  current: RecordTypes[RecordKind] | null,
  expected: RecordTypes[RecordKind],
): void {
  if (current !== null && sameJson(current, expected)) return;
  throw new Error(`The ${kind} ${id} is not as the change expects it; nothing was stored.`);
}
