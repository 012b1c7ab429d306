import { belowTop } from '#model/folder-file.ts';
import { adoptFiles, type ChosenFile } from '../client/bridge.ts';
import { currentProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { openDialog } from '../state/dialogs.ts';
import { inform, warn } from '../state/notices.ts';
import { pickFiles, pickFolder } from './files.ts';
import { openProjectFile } from './project.ts';
import { previewScheme } from './scheme.ts';

/** Lets the user pick files and shows what would come of importing them. */
export async function chooseFilesToImport(): Promise<void> {
  if (!currentProject()) {
    inform(t('importing.noProject'));
    return;
  }
  previewImport(await pickFiles('import', true));
}

/** Lets the user pick a folder and shows what would come of importing the files in it. */
export async function chooseFolderToImport(): Promise<void> {
  if (!currentProject()) {
    inform(t('importing.noProject'));
    return;
  }
  const chosen = await pickFolder().catch(tellFailure);
  if (chosen === null) return;
  if (chosen.length === 0) inform(t('importing.emptyFolder'));
  else previewImport(chosen, true);
}

/**
 * Shows what would come of importing files, or those of folders, that were dropped or pasted; a project file is opened instead,
 * a codebook shown as a scheme.
 */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const adopted = await adoptFiles(files).catch(tellFailure);
  if (adopted === null) return;
  const [project] = adopted.filter(({ name }) => name.toLowerCase().endsWith('.standoff'));
  const [codebook] = adopted.filter(({ name }) => name.toLowerCase().endsWith('.qdc'));
  const isFolder = adopted.some(({ name }) => name.includes('/'));
  if (project && adopted.length === 1 && !isFolder) await openProjectFile(project.file);
  else if (!currentProject()) inform(t('importing.noProject'));
  else if (codebook && adopted.length === 1 && !isFolder) previewScheme(codebook);
  else if (adopted.length === 0 && files.length > 0) inform(t('importing.emptyFolder'));
  else if (files.length > 1) previewImport(adopted, isFolder);
  // Of one folder, its name says nothing.
  else
    previewImport(
      adopted.map((file) => ({ ...file, name: belowTop(file.name) })),
      isFolder,
    );
}

function tellFailure(cause: unknown): null {
  warn(t('problems.unknown', { message: cause instanceof Error ? cause.message : String(cause) }));
  return null;
}

function previewImport(files: readonly ChosenFile[], isFolder = false): void {
  if (files.length > 0) openDialog({ kind: 'import', files, isFolder });
}

/** Offers to import a text. */
export function takeText(text: string): void {
  if (text.trim() === '') return;
  if (currentProject()) openDialog({ kind: 'paste', text });
  else inform(t('importing.noProject'));
}
