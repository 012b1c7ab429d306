import { adoptFiles, type ChosenFile } from '../client/bridge.ts';
import { currentProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { openDialog } from '../state/dialogs.ts';
import { inform, warn } from '../state/notices.ts';
import { pickFiles } from './files.ts';
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

/** Shows what would come of importing files that were dropped or pasted; a project file is opened instead, a codebook shown as a scheme. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const adopted = await adoptFiles(files).catch((cause: unknown) => {
    warn(t('problems.unknown', { message: String(cause) }));
    return [];
  });
  const [project] = adopted.filter(({ name }) => name.toLowerCase().endsWith('.standoff'));
  const [codebook] = adopted.filter(({ name }) => name.toLowerCase().endsWith('.qdc'));
  if (project && adopted.length === 1) await openProjectFile(project.file);
  else if (codebook && adopted.length === 1 && currentProject()) previewScheme(codebook);
  else if (currentProject()) previewImport(adopted);
  else inform(t('importing.noProject'));
}

function previewImport(files: readonly ChosenFile[]): void {
  if (files.length > 0) openDialog({ kind: 'import', files });
}

/** Offers to import a text. */
export function takeText(text: string): void {
  if (text.trim() === '') return;
  if (currentProject()) openDialog({ kind: 'paste', text });
  else inform(t('importing.noProject'));
}
