import type { Attributes, Certainty, Fragment, Origin } from '#model/annotation.ts';
import type { Block, BlockRule, DocumentState } from '#model/document.ts';

/**
 * What one line of our JSON Lines holds, in the units of the app: every offset here counts UTF-16 units; the
 * parser and the serialiser convert to and from the code points of the file. Whatever the file may leave out
 * is nullable: `{"text": "…"}` is a whole line.
 */
export interface JsonlRecord {
  readonly id: string | null;
  readonly title: string | null;
  readonly text: string;
  /** Lower-case hex SHA-256 of the text in UTF-8, as the file states it; the importer compares it. */
  readonly textSha256: string | null;
  readonly language: string | null;
  readonly blockRule: BlockRule | null;
  readonly blocks: readonly Block[] | null;
  readonly source: JsonlSource;
  readonly metadata: Readonly<Record<string, string>>;
  readonly states: readonly JsonlState[];
  readonly annotations: readonly JsonlAnnotation[];
  readonly relations: readonly JsonlRelation[];
}

export interface JsonlSource {
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly fileName: string | null;
  readonly mediaType: string | null;
  readonly encoding: string | null;
  readonly bytesSha256: string | null;
  readonly importedAt: string | null;
}

/** At least one of the two is known. */
export interface AnnotatorRef {
  readonly id: string | null;
  readonly name: string | null;
}

export interface JsonlState {
  readonly annotator: AnnotatorRef;
  readonly state: DocumentState;
}

export interface JsonlAnnotation {
  readonly id: string | null;
  readonly layer: string;
  readonly label: string | null;
  /** Sorted, neither overlapping nor touching. UTF-16 units. */
  readonly fragments: readonly Fragment[];
  readonly quote: string;
  readonly attributes: Attributes;
  readonly annotator: AnnotatorRef | null;
  readonly origin: Origin | null;
  readonly certainty: Certainty | null;
  readonly note: string;
  readonly schemeVersion: number | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

export interface JsonlRelation {
  readonly id: string | null;
  readonly type: string;
  /** Id of an annotation of the same line. */
  readonly source: string;
  /** Id of an annotation of the same line. */
  readonly target: string;
  readonly annotator: AnnotatorRef | null;
  readonly createdAt: string | null;
}

export const FORMAT_NAME = 'standoff-jsonl';
export const FORMAT_VERSION = 1;

/** Something in a line that keeps it out, or that the user should know. */
export interface LineProblem {
  /** Where in the line, such as `annotations[3].fragments[0].end`; empty for the line as a whole. */
  readonly key: string;
  /** Counted from 1 in code points; known for faults of the JSON itself. */
  readonly column: number | null;
  readonly message: string;
}

export interface ParsedLine {
  /** `null` where there are problems. */
  readonly record: JsonlRecord | null;
  readonly problems: readonly LineProblem[];
  /** What was left out or changed without harm to the rest, such as unknown keys. */
  readonly notices: readonly LineProblem[];
}
