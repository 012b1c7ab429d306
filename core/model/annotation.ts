import type {
  AnnotationId,
  AnnotatorId,
  AttributeId,
  DocumentId,
  LabelId,
  LayerId,
  RelationId,
  RelationTypeId,
} from './ids.ts';
import type { Utf16Offset } from './offset.ts';

/** A half-open range `[start, end)` of a document's text, in UTF-16 units, `start < end`. */
export interface Fragment {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
}

/** What a link attribute points at. */
export type LinkTarget =
  /** Another annotation of the same document. */
  | { readonly kind: 'annotation'; readonly id: AnnotationId }
  /** A stretch of text that is not an annotation of its own, such as the cue of a quote. */
  | { readonly kind: 'fragments'; readonly fragments: readonly Fragment[] }
  /** The article itself speaks. */
  | { readonly kind: 'article' }
  /** Taken over from the quote that the span stands in. */
  | { readonly kind: 'inherited' }
  /** Named in words, for what has no mention in the text. */
  | { readonly kind: 'text'; readonly text: string };

/**
 * The value of an attribute. "Not set" is the absence of the attribute; `none` says that there is no value
 * (a quote without a speaker), `not-applicable` that the question does not arise.
 */
export type AttributeValue =
  | { readonly is: 'none' }
  | { readonly is: 'not-applicable' }
  /** One or more: choice ids for a `choice` attribute, otherwise the text. Never empty. */
  | { readonly is: 'values'; readonly values: readonly string[] }
  /** One or more targets of a `link` attribute. Never empty. */
  | { readonly is: 'links'; readonly links: readonly LinkTarget[] };

export type Attributes = Readonly<Partial<Record<AttributeId, AttributeValue>>>;

export const ORIGINS = ['manual', 'bulk', 'rule', 'imported', 'adjudicated'] as const;
/** How an annotation came to be. */
export type Origin = (typeof ORIGINS)[number];

export const CERTAINTIES = ['sure', 'unsure'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** A span with its layer, label and attributes, pointing into a document's text. */
export interface Annotation {
  readonly id: AnnotationId;
  readonly documentId: DocumentId;
  readonly layer: LayerId;
  /** `null` only where the layer defines no labels. */
  readonly label: LabelId | null;
  /** One or more, sorted, neither overlapping nor touching. UTF-16 units. */
  readonly fragments: readonly Fragment[];
  /** The text at the fragments; several fragments are joined by one space (see `quoteOf`). */
  readonly quote: string;
  readonly attributes: Attributes;
  readonly annotatorId: AnnotatorId;
  readonly origin: Origin;
  readonly certainty: Certainty;
  readonly note: string;
  readonly schemeVersion: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly updatedAt: string;
}

/** A typed, directed link between two annotations of one document. */
export interface Relation {
  readonly id: RelationId;
  readonly documentId: DocumentId;
  readonly type: RelationTypeId;
  readonly source: AnnotationId;
  readonly target: AnnotationId;
  readonly annotatorId: AnnotatorId;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt: string;
}
