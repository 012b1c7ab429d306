import type { RequestOf } from '#contract/contract.ts';
import { isFolderExport } from '#model/export-choice.ts';
import type { FormatSummary } from '../client/bridge.ts';
import { currentProject } from '../client/project.ts';
import { closeDialog, openDialog, useDialogs } from '../state/dialogs.ts';
import { rememberExport } from '../state/export-habits.ts';
import { pickSaveFile } from './files.ts';
import { perform } from './perform.ts';

/** Asks where the export of everything is to go and starts it; the result comes as a message. */
export async function exportProject(): Promise<void> {
  const project = currentProject();
  if (!project) return;
  const chosen = await pickSaveFile('export', `${project.name}.jsonl`);
  if (chosen) await perform('export.start', { format: 'jsonl', file: chosen.file });
}

/** Asks what is to be exported, and in which format. */
export function chooseExport(): void {
  if (currentProject()) openDialog({ kind: 'export' });
}

/** Asks where an export in a format is to go, a file or a folder, starts it, and shows how it goes. */
export async function exportAs(choices: RequestOf<'export.preview'>, format: FormatSummary): Promise<void> {
  const project = currentProject();
  if (!project) return;
  const suggested = isFolderExport(format, choices)
    ? `${project.name}-${format.id}`
    : `${project.name}.${format.extensions[0] ?? format.id}`;
  const chosen = await pickSaveFile('export', suggested);
  if (!chosen) return;
  rememberExport(choices);
  // Before the job begins, so that it finds its dialog however soon it ends.
  openDialog({ kind: 'exporting', fileName: chosen.name, jobId: null, outcome: null });
  const started = await perform('export.start', { ...choices, file: chosen.file });
  const { dialog } = useDialogs.getState();
  if (dialog?.kind !== 'exporting' || dialog.jobId !== null) return;
  if (started === null) closeDialog();
  else openDialog({ ...dialog, jobId: started.jobId });
}
