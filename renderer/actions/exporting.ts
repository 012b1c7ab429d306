import { currentProject } from '../client/project.ts';
import { pickSaveFile } from './files.ts';
import { perform } from './perform.ts';

/** Asks where the export is to go and starts it; the result comes as a message. */
export async function exportProject(): Promise<void> {
  const project = currentProject();
  if (!project) return;
  const chosen = await pickSaveFile('export', `${project.name}.jsonl`);
  if (chosen) await perform('export.start', { format: 'jsonl', file: chosen.file });
}
