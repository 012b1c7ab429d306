import type { RequestOf } from '#contract/contract.ts';
import type { ChosenFile } from '../client/bridge.ts';
import { currentProject } from '../client/project.ts';
import { t } from '../i18n/i18n.ts';
import { openDialog } from '../state/dialogs.ts';
import { inform, report } from '../state/notices.ts';
import { pickFiles, pickSaveFile } from './files.ts';
import { perform } from './perform.ts';

/** Lets the user pick a scheme or a codebook and shows what it would add. */
export async function chooseSchemeToImport(): Promise<void> {
  if (!currentProject()) return;
  const [file] = await pickFiles('scheme', false);
  if (file) previewScheme(file);
}

/** Shows what a scheme or a codebook would add. */
export function previewScheme(file: ChosenFile): void {
  openDialog({ kind: 'scheme', file });
}

/** Adds to the scheme of the project what that of the file has more; the result comes as a message. */
export async function importScheme(request: RequestOf<'scheme.import'>): Promise<void> {
  const found = await perform('scheme.import', request);
  if (found) inform(t('scheme.done', { count: found.added.length, name: found.name }));
}

/** Asks where the scheme is to be written, as JSON, or its guidelines, as Markdown. */
export async function saveScheme(kind: 'json' | 'guidelines'): Promise<void> {
  const project = currentProject();
  if (!project) return;
  const name = project.scheme.name.replace(/[/\\:*?"<>|]+/g, '-');
  const suggested = kind === 'json' ? `${name}.json` : t('scheme.guidelinesName', { name });
  const chosen = await pickSaveFile(kind === 'json' ? 'scheme' : 'guidelines', suggested);
  const written = chosen && (await perform('scheme.export', { file: chosen.file, kind }));
  if (!written) return;
  const losses = written.losses.map(
    ({ what, why, count }) => `${t(`exporting.losses.${what}`, { count })} ${why}`,
  );
  report(t('scheme.saved', { file: written.fileName }), losses);
}
