import type { Change } from '#model/change.ts';
import type { DocumentId } from '#model/ids.ts';

/** More changes than this are not listed in `record.changed`: the window reads again. */
export const MOST_CHANGES_IN_EVENT = 2000;

/** The changes of one step, until there are too many to list. */
export interface ChangeList {
  add(change: Change): void;
  count(): number;
  listed(): readonly Change[] | null;
  /** The first document that something was done to, or in; null where there is none, or where it is gone. */
  documentId(): DocumentId | null;
}

export function createChangeList(): ChangeList {
  let count = 0;
  const list: Change[] = [];
  let first: DocumentId | null = null;
  let gone = false;
  return {
    add(change) {
      count += 1;
      if (count <= MOST_CHANGES_IN_EVENT) list.push(change);
      else list.length = 0;
      first ??= documentOf(change);
      if (change.kind === 'document' && change.id === first) gone = change.after === null;
    },
    count: () => count,
    listed: () => (count <= MOST_CHANGES_IN_EVENT ? list : null),
    documentId: () => (gone ? null : first),
  };
}

function documentOf(change: Change): DocumentId | null {
  switch (change.kind) {
    case 'document':
      return (change.after ?? change.before)?.id ?? null;
    case 'annotation':
    case 'relation':
    case 'document-status':
      return (change.after ?? change.before)?.documentId ?? null;
    case 'annotator':
    case 'scheme':
      return null;
  }
}
