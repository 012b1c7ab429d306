import type { Annotation, Attributes, Relation } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import type { Annotator, DocumentRecord, DocumentStatus } from '#model/document.ts';
import type { AnnotatorId, LayerId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import type { AnnotatorRef, JsonlAnnotation, JsonlRecord } from './record.ts';

/** A document of a project with all that belongs to it. */
export interface ProjectDocument {
  readonly document: DocumentRecord;
  readonly text: string;
  readonly statuses: readonly DocumentStatus[];
  readonly annotations: readonly Annotation[];
  readonly relations: readonly Relation[];
}

/**
 * The record of a document in the order that makes exports repeatable: annotations by start, then end
 * descending, then layer, then id; attributes as in the scheme; relations by id; states by annotator; metadata
 * by name.
 */
export function recordOf(
  { document, text, statuses, annotations, relations }: ProjectDocument,
  scheme: Scheme,
  annotatorOf: (id: AnnotatorId) => Annotator | null,
): JsonlRecord {
  const ref = (id: AnnotatorId): AnnotatorRef => ({ id, name: annotatorOf(id)?.name ?? null });
  const attributeOrder = new Map(
    scheme.layers.map((layer) => [layer.id, layer.attributes.map((attribute): string => attribute.id)]),
  );
  return {
    id: document.id,
    title: document.title,
    text,
    textSha256: document.textSha256,
    language: document.language,
    blockRule: document.blockRule,
    blocks: document.blocks.map(({ kind, level, start, end }) => ({ kind, level, start, end })),
    source: { ...document.source },
    metadata: Object.fromEntries(
      Object.entries(document.metadata).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
    states: statuses
      .map(({ annotatorId, state }) => ({ annotator: ref(annotatorId), state }))
      .sort((a, b) => compareStrings(a.annotator.id, b.annotator.id)),
    annotations: [...annotations].sort(compareAnnotations).map((annotation) => ({
      id: annotation.id,
      layer: annotation.layer,
      label: annotation.label,
      fragments: annotation.fragments.map(({ start, end }) => ({ start, end })),
      quote: annotation.quote,
      attributes: ordered(annotation.attributes, annotation.layer, attributeOrder),
      annotator: ref(annotation.annotatorId),
      origin: annotation.origin,
      certainty: annotation.certainty,
      note: annotation.note,
      schemeVersion: annotation.schemeVersion,
      createdAt: annotation.createdAt,
      updatedAt: annotation.updatedAt,
    })),
    relations: [...relations]
      .sort((a, b) => compareStrings(a.id, b.id))
      .map(({ id, type, source, target, annotatorId, createdAt }) => ({
        id,
        type,
        source,
        target,
        annotator: ref(annotatorId),
        createdAt,
      })),
  };
}

/** By code unit: the same in every locale. */
function compareStrings(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** Attributes in the order of the scheme; those it does not know come last, by name. */
function ordered(
  attributes: Attributes,
  layer: LayerId,
  order: ReadonlyMap<LayerId, readonly string[]>,
): JsonlAnnotation['attributes'] {
  const known = order.get(layer) ?? [];
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return Object.fromEntries(
    Object.entries(attributes).sort(([a], [b]) => rank(a) - rank(b) || compareStrings(a, b)),
  ) as Attributes;
}
