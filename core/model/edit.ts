import { createAnnotation, deleteAnnotations, updateAnnotation } from './decide-annotation.ts';
import { createAnnotator, deleteDocuments, setState, updateDocument } from './decide-document.ts';
import { createRelation, deleteRelation } from './decide-relation.ts';
import type { Decision, Edit, EditContext, ProjectView } from './edit-types.ts';

export type * from './edit-types.ts';

/**
 * What an edit changes, or why it is refused. Pure: the view is only read, and the same arguments give the same
 * changes. The changes stand in the order to apply them; an edit that changes nothing gives none.
 */
export function decide(edit: Edit, view: ProjectView, context: EditContext): Decision {
  switch (edit.kind) {
    case 'annotation.create':
      return createAnnotation(edit, view, context);
    case 'annotation.update':
      return updateAnnotation(edit, view, context);
    case 'annotation.delete':
      return deleteAnnotations(edit, view);
    case 'relation.create':
      return createRelation(edit, view, context);
    case 'relation.delete':
      return deleteRelation(edit, view);
    case 'document.update':
      return updateDocument(edit, view);
    case 'document.set-state':
      return setState(edit, view, context);
    case 'document.delete':
      return deleteDocuments(edit, view);
    case 'annotator.create':
      return createAnnotator(edit, view, context);
  }
}
