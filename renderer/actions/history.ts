import { useProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { announce } from '../state/notices.ts';
import { perform } from './perform.ts';

/** An action's name, such as `annotation.create`, in words. */
export function actionName(action: string): string {
  return t(`actions.${action}` as 'actions.annotation.create', { defaultValue: t('actions.other') });
}

export async function undo(): Promise<void> {
  if (!useProject.getState().history.undo) return;
  const done = await perform('history.undo', {});
  if (done) announce(t('commands.undoWhat', { action: actionName(done.action) }));
}

export async function redo(): Promise<void> {
  if (!useProject.getState().history.redo) return;
  const done = await perform('history.redo', {});
  if (done) announce(t('commands.redoWhat', { action: actionName(done.action) }));
}
