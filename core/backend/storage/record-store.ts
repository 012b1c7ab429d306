import type { RecordKind, RecordTypes } from '#model/change.ts';
import type { ReadableDatabase, WritableDatabase } from './connection.ts';

/** How one kind of record is kept in tables. `like` identifies the record; its other fields may differ. */
export interface RecordStore<K extends RecordKind> {
  current(db: ReadableDatabase, like: RecordTypes[K]): RecordTypes[K] | null;
  insert(db: WritableDatabase, record: RecordTypes[K]): void;
  update(db: WritableDatabase, record: RecordTypes[K]): void;
  remove(db: WritableDatabase, like: RecordTypes[K]): void;
  /** Every record, for checks. */
  all(db: ReadableDatabase): Iterable<RecordTypes[K]>;
}
