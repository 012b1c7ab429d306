import type { DocumentId } from '#model/ids.ts';
import { call, onEvent } from '../client/bridge.ts';
import { useOpenDocument } from '../client/open-document.ts';
import { useProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { announce, dismissNotice, inform, useNotices } from '../state/notices.ts';
import { showDocument } from './documents.ts';
import { perform } from './perform.ts';

/** An action's name, such as `annotation.create`, in words. */
export function actionName(action: string): string {
  return t(`actions.${action}` as 'actions.annotation.create', { defaultValue: t('actions.other') });
}

export async function undo(): Promise<void> {
  if (useProject.getState().history.undo) await step('history.undo', 'commands.undoWhat');
}

export async function redo(): Promise<void> {
  if (useProject.getState().history.redo) await step('history.redo', 'commands.redoWhat');
}

/** Goes a step back or on, and to the document where it happened where that is another one. */
async function step(
  procedure: 'history.undo' | 'history.redo',
  words: 'commands.undoWhat' | 'commands.redoWhat',
): Promise<void> {
  const { history } = useProject.getState();
  const action = (procedure === 'history.undo' ? history.undo : history.redo) ?? '';
  const said = t(words, { action: actionName(action) });
  // What changes which documents there are is seen at the edge of the view at most.
  const isLarge = action.startsWith('document.');
  let elsewhere: DocumentId | null = null;
  let told = false;
  // The event comes before the reply: told then, the words are in the frame that shows the change.
  const end = onEvent('record.changed', ({ documentId }) => {
    elsewhere = documentId === useOpenDocument.getState().documentId ? null : documentId;
    told = elsewhere === null && !isLarge;
    if (told) announce(said);
  });
  const done = await perform(procedure, {});
  end();
  if (done?.action === 'document.import' && procedure === 'history.undo') void dismissUndone();
  if (!done || told) return;
  if (elsewhere !== null) await showDocument(elsewhere, true);
  inform(said, { topic: 'history' });
}

/** Takes away what was said of an import that is undone: its documents are gone. */
async function dismissUndone(): Promise<void> {
  for (const { id, documentId } of useNotices.getState().notices) {
    if (documentId === null) continue;
    const read = await call('document.read', { documentId });
    if (!read.ok && read.error.code === 'document.not-found') dismissNotice(id);
  }
}
