import type { Change } from '#model/change.ts';
import type { DocumentId } from '#model/ids.ts';
import { onEvent } from '../client/bridge.ts';
import { useOpenDocument } from '../client/open-document.ts';
import { useProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { announce, inform } from '../state/notices.ts';
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
  let changed: readonly Change[] = [];
  // The event comes before the reply.
  const end = onEvent('record.changed', ({ changes }) => {
    changed = changes ?? [];
  });
  const done = await perform(procedure, {});
  end();
  if (!done) return;
  const said = t(words, { action: actionName(done.action) });
  const elsewhere = documentOf(changed);
  if (elsewhere === null || elsewhere === useOpenDocument.getState().documentId) {
    announce(said);
    return;
  }
  await showDocument(elsewhere, true);
  inform(said);
}

/** The one document whose spans or relations changed; null where there is none, or where it is gone. */
function documentOf(changes: readonly Change[]): DocumentId | null {
  for (const { kind, before, after } of changes) {
    if (kind === 'annotation' || kind === 'relation') return (after ?? before)?.documentId ?? null;
    if (kind === 'document') return null;
  }
  return null;
}
