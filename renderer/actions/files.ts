import type { RequestOf } from '#contract/contract.ts';
import { adoptFiles, ask, type ChosenFile, type ShellInfo } from '../client/bridge.ts';
import { queryClient, queryKeys } from '../client/query-client.ts';
import { openDialog } from '../state/dialogs.ts';
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
  const files = await pickInPage(await acceptedFor(purpose), multiple);
  return files.length > 0 ? adoptFiles(files) : [];
}

/** The browser's own file dialog. The element stays in the page until it has answered, as tests look for it there. */
function pickInPage(accept: string, multiple: boolean): Promise<readonly File[]> {
  for (const old of document.querySelectorAll('input[data-file-picker]')) old.remove();
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.multiple = multiple;
    input.hidden = true;
    input.dataset.filePicker = '';
    const finish = (files: readonly File[]): void => {
      input.remove();
      resolve(files);
    };
    input.addEventListener('change', () => finish([...(input.files ?? [])]));
    input.addEventListener('cancel', () => finish([]));
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
