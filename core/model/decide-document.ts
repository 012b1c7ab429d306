import { findBlocks } from './blocks.ts';
import type { Change } from './change.ts';
import type { Annotator, DocumentRecord } from './document.ts';
import type { Decision, Edit, EditContext, ProjectView } from './edit-types.ts';
import type { AnnotatorId, DocumentId } from './ids.ts';
import { asId } from './ids.ts';
import { recordChange, replaced, statusChange, statusId } from './record-change.ts';
import { failure, success } from './result.ts';

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

export function updateDocument(edit: EditOf<'document.update'>, view: ProjectView): Decision {
  const before = view.document(edit.documentId);
  if (before === null) return notFound();
  const { title, language, blockRule, publisher, author, url, publishedAt } = edit.patch;
  const divided = blockRule !== undefined && blockRule !== before.blockRule;
  const after: DocumentRecord = {
    ...before,
    title: title ?? before.title,
    language: given(language, before.language),
    blockRule: blockRule ?? before.blockRule,
    blocks: divided ? findBlocks(view.text(before.id), blockRule) : before.blocks,
    source: {
      ...before.source,
      publisher: given(publisher, before.source.publisher),
      author: given(author, before.source.author),
      url: given(url, before.source.url),
      publishedAt: given(publishedAt, before.source.publishedAt),
    },
  };
  return success(replaced('document', before.id, before, after));
}

function given<T>(patch: T | undefined, before: T): T {
  return patch === undefined ? before : patch;
}

export function setState(
  edit: EditOf<'document.set-state'>,
  view: ProjectView,
  context: EditContext,
): Decision {
  if (view.document(edit.documentId) === null) return notFound();
  const statuses = view.statusesOf(edit.documentId);
  return success(statusChange(statuses, edit.documentId, context.annotatorId, edit.state));
}

/** Documents go after all that points at them, so that each step leaves no dangling reference. */
export function deleteDocuments(edit: EditOf<'document.delete'>, view: ProjectView): Decision {
  const changes: Change[] = [];
  for (const id of new Set<DocumentId>(edit.documentIds)) {
    const document = view.document(id);
    if (document === null) return notFound();
    changes.push(
      ...view.relationsOf(id).map((relation) => recordChange('relation', relation.id, relation, null)),
      ...view
        .annotationsOf(id)
        .map((annotation) => recordChange('annotation', annotation.id, annotation, null)),
      ...view.statusesOf(id).map((status) => recordChange('document-status', statusId(status), status, null)),
      recordChange('document', id, document, null),
    );
  }
  return success(changes);
}

/** An annotator of that name who is there already is not made again. */
export function createAnnotator(
  edit: EditOf<'annotator.create'>,
  view: ProjectView,
  context: EditContext,
): Decision {
  if (view.annotatorByName(edit.name) !== null) return success([]);
  const id = asId<AnnotatorId>(context.newId());
  const annotator: Annotator = { id, name: edit.name, createdAt: context.now };
  return success([recordChange('annotator', id, null, annotator)]);
}

function notFound(): Decision {
  return failure({ code: 'document.not-found', message: 'The document is not in this project.' });
}
