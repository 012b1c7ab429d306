import type { EventOf } from '#contract/contract.ts';
import type { Change } from '#model/change.ts';
import type { Annotator } from '#model/document.ts';
import type { Edit, EditError, ProjectView } from '#model/edit.ts';
import type { DocumentId } from '#model/ids.ts';
import type { Result } from '#model/result.ts';
import type { ReadableDatabase, WritableDatabase } from './storage/connection.ts';

/** What undo and redo would do next, as actions; `null` where there is nothing. */
export type HistoryState = EventOf<'record.changed'>['history'];

/** Proof that changes are on disk. */
export interface Receipt {
  /** Position in the change log after these changes. */
  readonly sequence: number;
  /** ISO 8601, UTC, milliseconds; `null` where the project has never been changed. */
  readonly savedAt: string | null;
  /** How many records changed. */
  readonly changes: number;
  /** The changes as stored, `null` where there are more than `record.changed` lists. */
  readonly listed: readonly Change[] | null;
}

/** Everything a project holds, read only. */
export interface ProjectReader extends ProjectView {
  readonly db: ReadableDatabase;
  /** In the order of import. */
  documentIds(): readonly DocumentId[];
  /** Of all documents, in no order. */
  documentTitles(): readonly { readonly id: DocumentId; readonly title: string }[];
  /** The first document with this text, by lower-case hex SHA-256 of its UTF-8. */
  documentWithText(textSha256: string): { readonly id: DocumentId; readonly title: string } | null;
  annotators(): readonly Annotator[];
  /** The bytes that were imported, by lower-case hex SHA-256. */
  original(sha256: string): Uint8Array | null;
}

/**
 * The open project. Lives in the worker thread. Methods that store something throw where the disk fails
 * (`storageMessage` says what to tell the user); the project is then as it was before.
 */
export interface ProjectSession {
  /** Absolute path of the project file. */
  readonly file: string;
  readonly projectId: string;
  readonly db: WritableDatabase;
  /** Sees what an open bulk change has written so far: for decisions. */
  readonly view: ProjectReader;
  /** Sees only what is committed: for answers. */
  readonly reader: ProjectReader;
  /** Whether others can read, or one at a time write, through connections of their own. */
  readonly concurrent: boolean;
  /** ISO 8601, UTC, milliseconds. */
  now(): string;
  /** A fresh UUIDv7. */
  newId(): string;
  /** The annotator at work. */
  annotator(): Annotator;
  /** Makes the named annotator the one at work, adding it where new. */
  selectAnnotator(name: string): Annotator;
  history(): HistoryState;
  /** When the last change reached the disk; `null` in a new project. */
  savedAt(): string | null;

  /** Load, decide, commit. */
  edit(edit: Edit): Result<Receipt, EditError>;
  /** Tables and change log in one transaction, durable when it returns; then emits `record.changed`. */
  commit(action: string, changes: readonly Change[], kind?: 'edit' | 'import'): Receipt;
  /**
   * One transaction over many `write` calls, all or nothing: what `run` throws rolls everything back.
   * Other calls may be answered while `run` awaits; other writers wait until it has ended. One step of undo.
   * `null` where `cancelled()` was true at the end: nothing is stored then. `create` makes it part of how the
   * project began, which is not a step of undo.
   */
  commitStream(
    action: string,
    run: (write: (changes: readonly Change[]) => void, cancelled: () => boolean) => Promise<void> | void,
    cancelled?: () => boolean,
    kind?: 'import' | 'create',
  ): Promise<Receipt | null>;
  /**
   * As `commitStream`, where `run` stores its one step through a connection of its own. It may say what the step was, for the
   * window; otherwise the window reads anew. Only where `concurrent`.
   */
  commitBeside<T>(run: (stored: (step: EventOf<'record.changed'>) => void) => Promise<T>): Promise<T>;
  /** Runs over one unchanging state of the project while edits go on. */
  snapshot<T>(run: (reader: ProjectReader) => Promise<T>): Promise<T>;
  /** Stores a text by its SHA-256, which it returns. The text must be free of lone surrogates. */
  putText(text: string): string;
  /** Stores imported bytes by their SHA-256, which it returns. */
  putOriginal(bytes: Uint8Array): string;

  /** The action taken back; `null` where there is nothing to undo. */
  undo(): string | null;
  /** The action done again; `null` where there is nothing to redo. */
  redo(): string | null;

  /** Pending while a bulk change keeps others of that effect out, otherwise `null`: they wait until it is. */
  busy(effect: 'read' | 'write'): Promise<void> | null;
  /** Ends the session: everything is in the one file and the lock is free. */
  close(): void;
}
