import type { RequestOf } from '#contract/contract.ts';
import {
  belowTop,
  compareFilePaths,
  isSystemFile,
  MOST_FOLDER_FILES,
  tooManyFiles,
} from '#model/folder-file.ts';
import { adoptFiles, ask, type ChosenFile, type ShellInfo } from '../client/bridge.ts';
import { queryClient, queryKeys } from '../client/query-client.ts';
import { t } from '../i18n/i18n.ts';
import { openDialog } from '../state/dialogs.ts';
import { inform, warn } from '../state/notices.ts';
import { perform } from './perform.ts';

/** What the shell can do; asked once. */
export function readShell(): Promise<ShellInfo> {
  return queryClient.fetchQuery({ queryKey: queryKeys.shell, queryFn: () => ask('shell.read', {}) });
}

type Purpose = RequestOf<'shell.pick-files'>['purpose'];

/** Kinds of files that are imported and belong to no one format: archives, and what lies beside the files of some. */
const BESIDE_FORMATS = ['.zip', '.conf', 'text/*'];

/** What the browser's dialog offers before the user asks for all files. */
async function acceptedFor(purpose: Purpose): Promise<string> {
  if (purpose === 'open-project') return '.standoff';
  if (purpose === 'scheme') return '.json,.qdc';
  const formats = await ask('format.list', {});
  const endings = formats.flatMap(({ reads, extensions }) => (reads === null ? [] : extensions));
  return [...new Set(endings.map((ending) => `.${ending}`)), ...BESIDE_FORMATS].join();
}

/** Lets the user pick files, by the native dialog or the browser's. An empty list where the user gives up. */
export async function pickFiles(purpose: Purpose, multiple: boolean): Promise<readonly ChosenFile[]> {
  const shell = await readShell();
  if (shell.nativeOpenDialog) return (await perform('shell.pick-files', { purpose, multiple })) ?? [];
  const files = (await pickInPage({ accept: await acceptedFor(purpose), multiple })) ?? [];
  return files.length > 0 ? adoptFiles(files) : [];
}

/**
 * Lets the user pick a folder, by the native dialog or the browser's: the files in it and in its folders, by their paths below
 * it. `null` where the user gives up, or was told why it cannot be.
 */
export async function pickFolder(): Promise<readonly ChosenFile[] | null> {
  const shell = await readShell();
  if (shell.nativeOpenDialog) return perform('shell.pick-folder', {});
  inform(t('importing.folderQuestion'));
  const found = await pickInPage({ webkitdirectory: true });
  if (found === null) return null;
  const named = found
    .map((file) => ({ file, name: belowTop(file.webkitRelativePath) }))
    .filter(({ name }) => !isSystemFile(name))
    .sort((one, other) => compareFilePaths(one.name, other.name));
  if (named.length > MOST_FOLDER_FILES) {
    warn(tooManyFiles(found[0]?.webkitRelativePath.split('/', 1)[0] ?? ''));
    return null;
  }
  const adopted = await adoptFiles(named.map(({ file }) => file));
  return adopted.map((file, index) => ({ ...file, name: named[index]?.name ?? file.name }));
}

type PickOptions = Partial<Pick<HTMLInputElement, 'accept' | 'multiple' | 'webkitdirectory'>>;

/**
 * The browser's own file dialog; `null` where the user gives up. The element stays in the page until it has answered, as
 * tests look for it there.
 */
function pickInPage(options: PickOptions): Promise<readonly File[] | null> {
  for (const old of document.querySelectorAll('input[data-file-picker]')) old.remove();
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    Object.assign(input, options);
    input.hidden = true;
    input.dataset.filePicker = '';
    const finish = (files: readonly File[] | null): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => finish(null));
    document.body.append(input);
    input.click();
  });
}

/** Lets the user say where a file is to be written, by the native dialog or the window's own. */
export async function pickSaveFile(
  purpose: RequestOf<'shell.pick-save-file'>['purpose'],
  suggestedName: string,
): Promise<ChosenFile | null> {
  const shell = await readShell();
  if (shell.nativeSaveDialog) return perform('shell.pick-save-file', { purpose, suggestedName });
  return new Promise((done) => {
    openDialog({ kind: 'save', purpose, suggestedName, done });
  });
}
