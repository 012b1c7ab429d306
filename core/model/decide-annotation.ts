import type { Annotation, Attributes, AttributeValue, Fragment } from './annotation.ts';
import { attributeProblem, type Holder } from './attribute-check.ts';
import type { Change } from './change.ts';
import type { DocumentState } from './document.ts';
import type { AnnotationPatch, Decision, Edit, EditContext, EditError, ProjectView } from './edit-types.ts';
import { eachFragmentProblem, normaliseFragments, quoteOf } from './fragment.ts';
import type { AnnotationId, AttributeId, DocumentId, LabelId, LayerId } from './ids.ts';
import { asId } from './ids.ts';
import { recordChange, sameRecord, statusChange } from './record-change.ts';
import { allowsLayers } from './relation-check.ts';
import type { Result } from './result.ts';
import { failure, success } from './result.ts';
import type { Layer } from './scheme.ts';

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

export function createAnnotation(
  edit: EditOf<'annotation.create'>,
  view: ProjectView,
  context: EditContext,
): Decision {
  if (view.document(edit.documentId) === null)
    return refuse('document.not-found', 'The document is not in this project.');
  const layer = findLayer(view, edit.layer, null);
  if (!layer.ok) return layer;
  const label = labelProblem(layer.value, edit.label, null);
  if (label !== null) return refuse('annotation.unknown-label', label);
  const fragments = settleFragments(view, edit.documentId, edit.fragments);
  if (!fragments.ok) return fragments;

  const holder: Holder = { id: asId<AnnotationId>(context.newId()), documentId: edit.documentId };
  const attributes = settleAttributes({}, edit.attributes ?? {}, layer.value, holder, view);
  if (!attributes.ok) return attributes;

  const annotation: Annotation = {
    id: holder.id,
    documentId: edit.documentId,
    layer: edit.layer,
    label: edit.label,
    fragments: fragments.value.fragments,
    quote: fragments.value.quote,
    attributes: attributes.value,
    annotatorId: context.annotatorId,
    origin: 'manual',
    certainty: edit.certainty ?? 'sure',
    note: edit.note ?? '',
    schemeVersion: view.scheme().version,
    createdAt: context.now,
    updatedAt: context.now,
  };
  return success([
    recordChange('annotation', annotation.id, null, annotation),
    ...beginWork(view, edit.documentId, context),
  ]);
}

const NOT_BEGUN: readonly DocumentState[] = ['unassigned', 'assigned'];

/** Annotating a document that the annotator had not begun means that it is now in progress. */
function beginWork(view: ProjectView, documentId: DocumentId, context: EditContext): Change[] {
  const statuses = view.statusesOf(documentId);
  const own = statuses.find(({ annotatorId }) => annotatorId === context.annotatorId);
  if (!NOT_BEGUN.includes(own?.state ?? 'unassigned')) return [];
  return statusChange(statuses, documentId, context.annotatorId, 'in-progress');
}

export function updateAnnotation(
  edit: EditOf<'annotation.update'>,
  view: ProjectView,
  context: EditContext,
): Decision {
  const before = view.annotation(edit.annotationId);
  if (before === null) return refuse('annotation.not-found', 'The annotation is no longer there.');
  const after = patched(before, edit.patch, view);
  if (!after.ok) return after;
  if (sameRecord(before, after.value)) return success([]);

  const changed: Annotation = {
    ...after.value,
    schemeVersion: view.scheme().version,
    updatedAt: context.now,
  };
  return success([
    ...(changed.layer === before.layer ? [] : outgrownRelations(changed, view)),
    recordChange('annotation', before.id, before, changed),
  ]);
}

function patched(
  before: Annotation,
  patch: AnnotationPatch,
  view: ProjectView,
): Result<Annotation, EditError> {
  const layer = findLayer(view, patch.layer ?? before.layer, before.layer);
  if (!layer.ok) return layer;
  const moved = layer.value.id !== before.layer;
  const label = patch.label === undefined ? before.label : patch.label;
  if (moved || patch.label !== undefined) {
    const problem = labelProblem(layer.value, label, moved ? null : before.label);
    if (problem !== null) return refuse('annotation.unknown-label', problem);
  }
  const place =
    patch.fragments === undefined
      ? success({ fragments: before.fragments, quote: before.quote })
      : settleFragments(view, before.documentId, patch.fragments);
  if (!place.ok) return place;
  const kept = moved ? attributesThatFit(before, layer.value, view) : before.attributes;
  const attributes = settleAttributes(kept, patch.attributes ?? {}, layer.value, before, view);
  if (!attributes.ok) return attributes;
  return success({
    ...before,
    layer: layer.value.id,
    label,
    fragments: place.value.fragments,
    quote: place.value.quote,
    attributes: attributes.value,
    certainty: patch.certainty ?? before.certainty,
    note: patch.note ?? before.note,
  });
}

export function deleteAnnotations(edit: EditOf<'annotation.delete'>, view: ProjectView): Decision {
  const annotations = new Map<string, Annotation>();
  const relations = new Map<string, Change>();
  for (const id of edit.annotationIds) {
    const annotation = view.annotation(id);
    if (annotation === null) return refuse('annotation.not-found', 'The annotation is no longer there.');
    annotations.set(id, annotation);
    for (const relation of view.relationsTouching(id)) {
      relations.set(relation.id, recordChange('relation', relation.id, relation, null));
    }
  }
  return success([
    ...relations.values(),
    ...Array.from(annotations.values(), (annotation) =>
      recordChange('annotation', annotation.id, annotation, null),
    ),
  ]);
}

function refuse(code: EditError['code'], message: string): { readonly ok: false; readonly error: EditError } {
  return failure({ code, message });
}

/** The layer of an annotation. An archived one only where the annotation is in it already. */
function findLayer(view: ProjectView, id: LayerId, current: LayerId | null): Result<Layer, EditError> {
  const layer = view.scheme().layers.find((candidate) => candidate.id === id);
  if (layer === undefined) return refuse('annotation.unknown-layer', `The scheme has no layer “${id}”.`);
  if (layer.archived === true && id !== current) {
    return refuse('annotation.unknown-layer', `The layer “${layer.name}” is archived: choose another.`);
  }
  return success(layer);
}

function labelProblem(layer: Layer, id: LabelId | null, current: LabelId | null): string | null {
  if (id === null) {
    return layer.labels.length === 0 ? null : `Choose a label: the layer “${layer.name}” needs one.`;
  }
  const label = layer.labels.find((candidate) => candidate.id === id);
  if (label === undefined) return `The layer “${layer.name}” has no label “${id}”.`;
  if (label.archived === true && id !== current)
    return `The label “${label.name}” is archived: choose another.`;
  return null;
}

function settleFragments(
  view: ProjectView,
  documentId: DocumentId,
  given: readonly Fragment[],
): Result<{ fragments: readonly Fragment[]; quote: string }, EditError> {
  const text = view.text(documentId);
  const problem = eachFragmentProblem(text, given);
  if (problem !== null) return refuse('annotation.bad-fragments', problem);
  const fragments = normaliseFragments(given);
  return success({ fragments, quote: quoteOf(text, fragments) });
}

/** The attributes with a patch laid over them; each value of the patch is checked. */
function settleAttributes(
  kept: Attributes,
  patch: Readonly<Record<string, AttributeValue | null | undefined>>,
  layer: Layer,
  holder: Holder,
  view: ProjectView,
): Result<Attributes, EditError> {
  const settled: Partial<Record<AttributeId, AttributeValue>> = { ...kept };
  for (const [key, value] of Object.entries(patch)) {
    const id = asId<AttributeId>(key);
    if (value === undefined) continue;
    if (value === null) {
      delete settled[id];
      continue;
    }
    const attribute = layer.attributes.find((candidate) => candidate.id === id);
    if (attribute === undefined) {
      return refuse('annotation.bad-attribute', `The layer “${layer.name}” has no attribute “${key}”.`);
    }
    const problem = attributeProblem(attribute, value, holder, view);
    if (problem !== null) return refuse('annotation.bad-attribute', problem);
    settled[id] = value;
  }
  return success(settled);
}

/** What an annotation keeps in another layer: the attributes that it has too and that their values fit. */
function attributesThatFit(annotation: Annotation, layer: Layer, view: ProjectView): Attributes {
  return Object.fromEntries(
    Object.entries(annotation.attributes).filter(([id, value]) => {
      const attribute = layer.attributes.find((candidate) => candidate.id === id);
      return (
        attribute !== undefined &&
        value !== undefined &&
        attributeProblem(attribute, value, annotation, view) === null
      );
    }),
  );
}

/** Relations that their types do not allow to an annotation's new layer go with the old one. */
function outgrownRelations(changed: Annotation, view: ProjectView): Change[] {
  return view
    .relationsTouching(changed.id)
    .filter((relation) => {
      const type = view.scheme().relationTypes.find(({ id }) => id === relation.type);
      const source = relation.source === changed.id ? changed : view.annotation(relation.source);
      const target = relation.target === changed.id ? changed : view.annotation(relation.target);
      return type === undefined || source === null || target === null || !allowsLayers(type, source, target);
    })
    .map((relation) => recordChange('relation', relation.id, relation, null));
}
