import type { ProjectInfo } from '../client/bridge.ts';
import { call } from '../client/bridge.ts';
import { takeProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { warn } from '../state/notices.ts';
import { pickFiles, pickSaveFile } from './files.ts';
import { perform } from './perform.ts';

function taken(project: ProjectInfo | null): boolean {
  if (project) takeProject(project);
  return project !== null;
}

export async function newProject(): Promise<void> {
  const chosen = await pickSaveFile('new-project', `${t('start.newName')}.standoff`);
  if (chosen) taken(await perform('project.create', { file: chosen.file }));
}

/** Asks for a scheme or a codebook, and for the place of a new project that begins with it. */
export async function newProjectWithScheme(): Promise<void> {
  const [scheme] = await pickFiles('scheme', false);
  const chosen = scheme && (await pickSaveFile('new-project', `${t('start.newName')}.standoff`));
  if (chosen) taken(await perform('project.create', { file: chosen.file, scheme: scheme.file }));
}

export async function openProject(): Promise<void> {
  const [chosen] = await pickFiles('open-project', false);
  if (chosen) await openProjectFile(chosen.file);
}

/** Opens a project file that the shell knows. */
export async function openProjectFile(file: string): Promise<void> {
  taken(await perform('project.open', { file: file as never }));
}

export async function openSample(): Promise<void> {
  taken(await perform('project.open-sample', {}));
}

export async function openRecent(recentId: string): Promise<void> {
  taken(await perform('project.open-recent', { recentId }));
}

export async function closeProject(): Promise<void> {
  const reply = await call('project.close', {});
  if (reply.ok) takeProject(null);
  else warn(reply.error.message);
}

export async function selectAnnotator(name: string): Promise<boolean> {
  return taken(await perform('annotator.select', { name }));
}
