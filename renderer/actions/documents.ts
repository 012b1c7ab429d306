import type { DocumentState } from '#model/document.ts';
import type { DocumentId } from '#model/ids.ts';
import type { DocumentRow } from '../client/bridge.ts';
import { currentDocument, openDocument, useOpenDocument } from '../client/open-document.ts';
import { writePreference } from '../client/preferences.ts';
import { currentProject } from '../client/project.ts';
import { queryClient, queryKeys } from '../client/query-client.ts';
import { TEXT_REGION } from '../commands/dispatch.ts';
import { clearDesk, focusArticle, useDesk } from '../state/desk.ts';
import { useDocumentSearch } from '../state/document-search.ts';
import { inPlaceOf } from './in-place-of.ts';
import { showMatch } from './matches.ts';
import { perform } from './perform.ts';

/** The document that was open last, by project, so that work goes on where it stopped. */
let lastDocuments: Readonly<Record<string, string>> = {};

export function restoreLastDocuments(stored: unknown): void {
  if (typeof stored === 'object' && stored !== null) lastDocuments = stored as Record<string, string>;
}

/** Puts a document on the desk, and the keyboard into its text where asked or where it was in a text before. */
export async function showDocument(documentId: DocumentId, focus = false): Promise<void> {
  if (useOpenDocument.getState().documentId === documentId) {
    showMatch();
    if (focus) focusArticle();
    return;
  }
  const inText = document.activeElement?.closest(`[${TEXT_REGION}]`) != null;
  clearDesk();
  useDesk.setState({ wantsFocus: focus || inText });
  const project = currentProject();
  if (project) {
    lastDocuments = { ...lastDocuments, [project.id]: documentId };
    writePreference('lastDocuments', lastDocuments);
  }
  await openDocument(documentId);
}

/**
 * Sees to it that a document is on the desk where there is one: that which was open last; where it was deleted, that which
 * followed it in the list `before`; else one in progress; else the first.
 */
export function showSomeDocument(rows: readonly DocumentRow[], before: readonly DocumentRow[]): void {
  const project = currentProject();
  if (!project || useOpenDocument.getState().documentId) return;
  const last = lastDocuments[project.id];
  const row =
    rows.find(({ id }) => id === last) ??
    inPlaceOf(last, before, rows) ??
    rows.find(({ state }) => state === 'in-progress') ??
    rows[0];
  if (row) void showDocument(row.id, true);
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
