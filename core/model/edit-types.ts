import type { Annotation, AttributeValue, Certainty, Fragment, Relation } from './annotation.ts';
import type { Change } from './change.ts';
import type { Annotator, BlockRule, DocumentRecord, DocumentState, DocumentStatus } from './document.ts';
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
import type { Result } from './result.ts';
import type { Scheme } from './scheme.ts';

/** What a user can do to a project. Each becomes one step of undo. Offsets are UTF-16 units. */
export type Edit =
  | {
      readonly kind: 'annotation.create';
      readonly documentId: DocumentId;
      readonly layer: LayerId;
      readonly label: LabelId | null;
      readonly fragments: readonly Fragment[];
      readonly attributes?: Readonly<Partial<Record<AttributeId, AttributeValue>>>;
      readonly certainty?: Certainty;
      readonly note?: string;
    }
  | {
      readonly kind: 'annotation.update';
      readonly annotationId: AnnotationId;
      readonly patch: AnnotationPatch;
    }
  | { readonly kind: 'annotation.delete'; readonly annotationIds: readonly AnnotationId[] }
  | {
      readonly kind: 'relation.create';
      readonly type: RelationTypeId;
      readonly source: AnnotationId;
      readonly target: AnnotationId;
    }
  | { readonly kind: 'relation.delete'; readonly relationId: RelationId }
  | { readonly kind: 'document.update'; readonly documentId: DocumentId; readonly patch: DocumentPatch }
  | { readonly kind: 'document.set-state'; readonly documentId: DocumentId; readonly state: DocumentState }
  | { readonly kind: 'document.delete'; readonly documentIds: readonly DocumentId[] }
  | { readonly kind: 'annotator.create'; readonly name: string };

/** Fields left out stay. In `attributes`, null unsets; attributes not named stay. */
export interface AnnotationPatch {
  readonly layer?: LayerId;
  readonly label?: LabelId | null;
  readonly fragments?: readonly Fragment[];
  readonly attributes?: Readonly<Record<string, AttributeValue | null>>;
  readonly certainty?: Certainty;
  readonly note?: string;
}

/** Fields left out stay. */
export interface DocumentPatch {
  readonly title?: string;
  readonly language?: string | null;
  readonly blockRule?: BlockRule;
  readonly publisher?: string | null;
  readonly author?: string | null;
  readonly url?: string | null;
  readonly publishedAt?: string | null;
}

/** What a decision may look at. Implemented over SQL by the backend and over maps in tests. */
export interface ProjectView {
  scheme(): Scheme;
  annotator(id: AnnotatorId): Annotator | null;
  annotatorByName(name: string): Annotator | null;
  document(id: DocumentId): DocumentRecord | null;
  /** The text of a document that exists. */
  text(id: DocumentId): string;
  statusesOf(id: DocumentId): readonly DocumentStatus[];
  annotation(id: AnnotationId): Annotation | null;
  annotationsOf(id: DocumentId): readonly Annotation[];
  relation(id: RelationId): Relation | null;
  relationsOf(id: DocumentId): readonly Relation[];
  /** Relations whose source or target is the annotation. */
  relationsTouching(id: AnnotationId): readonly Relation[];
}

/** Clock, ids and the person at work: arguments, so that decisions are pure. */
export interface EditContext {
  readonly annotatorId: AnnotatorId;
  /** ISO 8601, UTC, milliseconds. */
  readonly now: string;
  /** A fresh UUIDv7 at each call. */
  newId(): string;
}

/** Why an edit is refused; the codes are those of the contract. */
export interface EditError {
  readonly code:
    | 'document.not-found'
    | 'annotation.not-found'
    | 'annotation.bad-fragments'
    | 'annotation.unknown-layer'
    | 'annotation.unknown-label'
    | 'annotation.bad-attribute'
    | 'relation.not-found'
    | 'relation.unknown-type'
    | 'relation.not-allowed'
    | 'relation.exists';
  readonly message: string;
}

export type Decision = Result<readonly Change[], EditError>;
