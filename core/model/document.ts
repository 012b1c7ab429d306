import type { AnnotatorId, DocumentId } from './ids.ts';
import type { Utf16Offset } from './offset.ts';

export const BLOCK_RULES = ['line', 'blank-line', 'double-space', 'markdown'] as const;
/** How a plain text is divided into blocks: at each line end, at blank lines, at runs of two or more spaces, or as Markdown. */
export type BlockRule = (typeof BLOCK_RULES)[number];

export const BLOCK_KINDS = ['heading', 'paragraph', 'list-item'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * A heading, paragraph or list item over the text: `[start, end)` in UTF-16 units. Blocks are sorted and do
 * not overlap; what lies between two blocks is separators (line ends, runs of spaces), which are text too and
 * may be part of a span.
 */
export interface Block {
  readonly kind: BlockKind;
  /** 1 to 6 for headings, nesting depth from 1 for list items, 0 for paragraphs. */
  readonly level: number;
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
}

/** Where a document came from. `null` where unknown. */
export interface DocumentSource {
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
  /** As given by the source: ISO 8601 date or date and time. */
  readonly publishedAt: string | null;
  readonly fileName: string | null;
  readonly mediaType: string | null;
  /** WHATWG encoding label that the bytes were decoded with. */
  readonly encoding: string | null;
  /** Lower-case hex SHA-256 of the original bytes, `null` for pasted text. */
  readonly bytesSha256: string | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly importedAt: string;
}

/** A document without its text, which is kept by `textSha256`. */
export interface DocumentRecord {
  readonly id: DocumentId;
  readonly title: string;
  /** Lower-case hex SHA-256 of the text in UTF-8: the document's identity across machines. */
  readonly textSha256: string;
  /** UTF-16 units. */
  readonly length: number;
  /** BCP 47, `null` where unknown. */
  readonly language: string | null;
  readonly blockRule: BlockRule;
  readonly blocks: readonly Block[];
  readonly source: DocumentSource;
  readonly metadata: Readonly<Record<string, string>>;
}

export const DOCUMENT_STATES = [
  'unassigned',
  'assigned',
  'in-progress',
  'submitted',
  'returned',
  'accepted',
] as const;
/** How far an annotator is with a document. */
export type DocumentState = (typeof DOCUMENT_STATES)[number];

export interface DocumentStatus {
  readonly documentId: DocumentId;
  readonly annotatorId: AnnotatorId;
  readonly state: DocumentState;
}

export interface Annotator {
  readonly id: AnnotatorId;
  readonly name: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
}
