import type { JsonlRecord, JsonlRelation } from '#formats/jsonl/record.ts';
import type { Relation } from '#model/annotation.ts';
import { canonicalJson } from '#model/canonical-json.ts';
import type { Change } from '#model/change.ts';
import type { DocumentRecord, DocumentStatus } from '#model/document.ts';
import type { AnnotatorId, RelationId, RelationTypeId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { recordChange, statusId } from '#model/record-change.ts';
import { allowsLayers } from '#model/relation-check.ts';
import type { ResolvedAnnotations } from './resolve-annotations.ts';
import { resolveAnnotations } from './resolve-annotations.ts';
import { resolveAnnotator } from './resolve-annotators.ts';
import type { Remark, ResolveContext } from './resolve-context.ts';
import { isUuid } from './resolve-context.ts';
import { resolveDocument } from './resolve-document.ts';

export interface ResolvedRecord {
  readonly document: DocumentRecord;
  readonly isNew: boolean;
  /** In an order in which they can be stored; nothing where the project has it all. */
  readonly changes: readonly Change[];
  readonly annotations: number;
  readonly relations: number;
  /** What keeps the file out. */
  readonly problems: readonly Remark[];
  /** What the user should know. */
  readonly notices: readonly Remark[];
}

/** What a record of a file adds to the project. Decides only: storing is for the caller. */
export function resolveRecord(record: JsonlRecord, context: ResolveContext): ResolvedRecord {
  const known = new Set(context.newAnnotators.keys());
  const resolved = resolveDocument(record, context);
  const { document } = resolved;
  const annotations = resolveAnnotations(record.annotations, record.text, document.id, context);
  const relations = resolveRelations(record.relations, annotations, document, context);
  const statuses = resolveStates(record, annotations, document, context);
  const annotators = [...context.newAnnotators.values()].filter(({ id }) => !known.has(id));
  return {
    document,
    isNew: resolved.isNew,
    changes: [
      ...annotators.map((annotator) => recordChange('annotator', annotator.id, null, annotator)),
      ...(resolved.isNew ? [recordChange('document', document.id, null, document)] : []),
      ...annotations.added.map((annotation) => recordChange('annotation', annotation.id, null, annotation)),
      ...relations.added.map((relation) => recordChange('relation', relation.id, null, relation)),
      ...statuses.added.map((status) => recordChange('document-status', statusId(status), null, status)),
    ],
    annotations: annotations.added.length,
    relations: relations.added.length,
    problems: [...resolved.problems, ...annotations.problems, ...relations.problems],
    notices: [...resolved.notices, ...annotations.notices, ...relations.notices, ...statuses.notices],
  };
}

function resolveRelations(
  relations: readonly JsonlRelation[],
  annotations: ResolvedAnnotations,
  document: DocumentRecord,
  context: ResolveContext,
): { added: Relation[]; problems: Remark[]; notices: Remark[] } {
  const problems: Remark[] = [];
  const notices: Remark[] = [];
  const added: Relation[] = [];
  const ids = new Set<string>();
  const present = new Map(
    context.view.relationsOf(document.id).map((relation) => [ends(relation), relation]),
  );
  for (const [index, given] of relations.entries()) {
    const key = `relations[${index}]`;
    const type = context.view.scheme().relationTypes.find(({ id }) => id === given.type);
    const source = annotations.byId.get(annotations.idOf.get(given.source) ?? asId(given.source));
    const target = annotations.byId.get(annotations.idOf.get(given.target) ?? asId(given.target));
    if (source === undefined || target === undefined) continue;
    if (type === undefined) {
      problems.push({
        key: `${key}.type`,
        message: `is "${given.type}", which this project's scheme does not have`,
      });
    } else if (source.id === target.id || !allowsLayers(type, source, target)) {
      problems.push({
        key,
        message: `cannot go from a span of "${source.layer}" to one of "${target.layer}"`,
      });
    }
    const known = isUuid(given.id) ? context.view.relation(asId<RelationId>(given.id)) : null;
    const isOfOther =
      known !== null && known.documentId !== document.id && context.isOfThisFile(known.documentId);
    const isRepeated = isUuid(given.id) && (ids.has(given.id) || isOfOther);
    if (isUuid(given.id)) ids.add(given.id);
    if (isRepeated) {
      const message = `is "${given.id}", as that of another relation of this import; this one gets a new id`;
      notices.push({ key: `${key}.id`, message });
    }
    const relation: Relation = {
      id: asId<RelationId>(isUuid(given.id) && !isRepeated ? given.id : context.newId()),
      documentId: document.id,
      type: asId<RelationTypeId>(given.type),
      source: source.id,
      target: target.id,
      annotatorId: resolveAnnotator(given.annotator, context).id,
      createdAt: given.createdAt ?? context.now,
    };
    const twin = context.view.relation(relation.id) ?? present.get(ends(relation)) ?? null;
    if (twin === null) {
      added.push(relation);
      present.set(ends(relation), relation);
    } else if (twin.id === relation.id && ends(twin) !== ends(relation)) {
      const said = `is "${given.id}", which is another relation in this project`;
      if (context.keepsOurs) {
        notices.push({ key: `${key}.id`, message: `${said}, which was kept`, isConflict: true });
      } else problems.push({ key: `${key}.id`, message: said, isConflict: true });
    }
  }
  return { added, problems, notices };
}

/** What must not come twice. */
function ends({ documentId, type, source, target }: Relation): string {
  return canonicalJson([documentId, type, source, target]);
}

function resolveStates(
  record: JsonlRecord,
  annotations: ResolvedAnnotations,
  document: DocumentRecord,
  context: ResolveContext,
): { added: DocumentStatus[]; notices: Remark[] } {
  const notices: Remark[] = [];
  const added = new Map<AnnotatorId, DocumentStatus>();
  const present = new Map(context.view.statusesOf(document.id).map((status) => [status.annotatorId, status]));
  for (const [index, { annotator, state }] of record.states.entries()) {
    const annotatorId = resolveAnnotator(annotator, context).id;
    const status = present.get(annotatorId) ?? added.get(annotatorId);
    if (status === undefined) added.set(annotatorId, { documentId: document.id, annotatorId, state });
    else if (status.state !== state) {
      notices.push({
        key: `states[${index}]`,
        message: 'differs from the state in this project, which was kept',
      });
    }
  }
  // As when annotating by hand: who has annotated a document has begun it. Our own exports state it themselves.
  const begun = record.source.importedAt === null ? annotations.added : [];
  for (const { annotatorId } of begun) {
    if (present.has(annotatorId) || added.has(annotatorId)) continue;
    added.set(annotatorId, { documentId: document.id, annotatorId, state: 'in-progress' });
  }
  return { added: [...added.values()], notices };
}

/** How much of a record the project has with other content. */
export function conflictsIn({ problems, notices }: ResolvedRecord): number {
  return [...problems, ...notices].filter(({ isConflict }) => isConflict === true).length;
}
