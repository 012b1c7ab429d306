import type { Relation } from './annotation.ts';
import type { Decision, Edit, EditContext, EditError, ProjectView } from './edit-types.ts';
import type { RelationId } from './ids.ts';
import { asId } from './ids.ts';
import { recordChange } from './record-change.ts';
import { allowsLayers } from './relation-check.ts';
import { failure, success } from './result.ts';

export function createRelation(
  edit: Extract<Edit, { kind: 'relation.create' }>,
  view: ProjectView,
  context: EditContext,
): Decision {
  const type = view.scheme().relationTypes.find(({ id }) => id === edit.type);
  if (type === undefined)
    return refuse('relation.unknown-type', `The scheme has no relation “${edit.type}”.`);
  if (type.archived === true) {
    return refuse('relation.unknown-type', `The relation “${type.name}” is archived: choose another.`);
  }
  const source = view.annotation(edit.source);
  const target = view.annotation(edit.target);
  if (source === null || target === null) {
    return refuse('annotation.not-found', 'One of the two annotations is no longer there.');
  }
  if (source.id === target.id) return refuse('relation.not-allowed', 'A span cannot be related to itself.');
  if (source.documentId !== target.documentId) {
    return refuse('relation.not-allowed', 'Only spans of one document can be related.');
  }
  if (!allowsLayers(type, source, target)) {
    return refuse(
      'relation.not-allowed',
      `“${type.name}” cannot go from “${source.layer}” to “${target.layer}”.`,
    );
  }
  const exists = view
    .relationsTouching(source.id)
    .some((other) => other.type === type.id && other.source === source.id && other.target === target.id);
  if (exists) return refuse('relation.exists', 'These two spans are related so already.');

  const relation: Relation = {
    id: asId<RelationId>(context.newId()),
    documentId: source.documentId,
    type: type.id,
    source: source.id,
    target: target.id,
    annotatorId: context.annotatorId,
    createdAt: context.now,
  };
  return success([recordChange('relation', relation.id, null, relation)]);
}

export function deleteRelation(
  edit: Extract<Edit, { kind: 'relation.delete' }>,
  view: ProjectView,
): Decision {
  const relation = view.relation(edit.relationId);
  if (relation === null) return refuse('relation.not-found', 'The relation is no longer there.');
  return success([recordChange('relation', relation.id, relation, null)]);
}

function refuse(code: EditError['code'], message: string): { readonly ok: false; readonly error: EditError } {
  return failure({ code, message });
}
