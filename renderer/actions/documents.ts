import type { DocumentState } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';
import type { DocumentRow } from '../client/bridge.ts';
import { currentDocument, openDocument, useOpenDocument } from '../client/open-document.ts';
import { queryClient, queryKeys } from '../client/query-client.ts';
import { clearDesk } from '../state/desk.ts';
import { useDocumentSearch } from '../state/document-search.ts';
import { perform } from './perform.ts';

/** Puts a document on the desk. */
export async function showDocument(documentId: DocumentId): Promise<void> {
  if (useOpenDocument.getState().documentId === documentId) return;
  clearDesk();
  await openDocument(documentId);
}

/** The documents as they are listed now. */
function listed(): readonly DocumentRow[] {
  const { applied } = useDocumentSearch.getState();
  const answer = queryClient.getQueryData<{ readonly documents: readonly DocumentRow[] }>(
    queryKeys.documents(applied),
  );
  return answer?.documents ?? [];
}

/** Opens the document after or before the one on the desk, in the order of the list. */
export function showNeighbour(direction: 1 | -1): void {
  const rows = listed();
  const { documentId } = useOpenDocument.getState();
  const place = rows.findIndex(({ id }) => id === documentId);
  const next = place < 0 ? rows[direction === 1 ? 0 : rows.length - 1] : rows[place + direction];
  if (next) void showDocument(next.id);
}

/** Marks the document as done, or as in progress again. */
export function toggleDone(): void {
  const open = currentDocument();
  if (open) setState(open.document.id, open.state === 'submitted' ? 'in-progress' : 'submitted');
}

export function setState(documentId: DocumentId, state: DocumentState): void {
  void perform('document.set-state', { documentId, state });
}
