import type { Annotator, BlockRule } from '#model/document.ts';
import type { ProjectView } from '#model/edit.ts';
import type { AnnotatorId, DocumentId } from '#model/ids.ts';

/** What turning a record of a file into changes may look at and ask for. */
export interface ResolveContext {
  readonly view: ProjectView;
  /** A document of the project with this text, whatever its id. */
  documentWithText(textSha256: string): { readonly id: DocumentId; readonly title: string } | null;
  /** True where the document came with this same file: its records are different documents by their ids. */
  isOfThisFile(id: DocumentId): boolean;
  /** Lower-case hex SHA-256 of a text in UTF-8. */
  sha256(text: string): string;
  readonly annotatorAtWork: Annotator;
  /** Name of who stands in where the file names nobody; `null` for the annotator at work. */
  readonly annotatorOfFile: string | null;
  /** Annotators that this file adds to the project, as they come up. */
  readonly newAnnotators: Map<AnnotatorId, Annotator>;
  /** ISO 8601, UTC, milliseconds. */
  readonly now: string;
  /** A fresh UUIDv7 at each call. */
  newId(): string;
  /** Name of the file that is imported, for records that do not say where they come from. */
  readonly fileName: string;
  /** The user's choice for records that bring no rule. */
  readonly blockRule: BlockRule | null;
  /** Whether a text that is in the project already comes in once more, as another document. */
  readonly importDuplicates: boolean;
  /** Whether what the project has with other content is kept and the rest goes in; otherwise it is a problem. */
  readonly keepsOurs: boolean;
}

/** Where something stands in a line, and what is to be said of it. */
export interface Remark {
  readonly key: string;
  readonly message: string;
  /** Said of something that the project has with other content. */
  readonly isConflict?: true;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Ids of this form are the same everywhere; any other id is a name within its line or file. */
export function isUuid(id: string | null): id is string {
  return id !== null && UUID.test(id);
}
