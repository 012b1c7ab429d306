import { dirname, extname, join } from 'node:path';
import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { ShellHandlers } from '#backend/dispatcher.ts';
import type { FileTable } from '#backend/files/file-table.ts';
import { adoptFolder } from '#backend/files/files-below.ts';
import { createFolderHandlers } from '#backend/files/folders.ts';
import type { RequestOf } from '#contract/contract.ts';

const PROJECT_EXTENSION = '.standoff';
const PROJECT_FILES: FileFilter = { name: 'Standoff projects', extensions: ['standoff'] };
const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] };
const SCHEME_FILES: FileFilter = { name: 'Schemes and codebooks', extensions: ['json', 'qdc'] };

type OpenPurpose = RequestOf<'shell.pick-files'>['purpose'];
const OPEN_TITLES: Readonly<Record<OpenPurpose, string>> = {
  import: 'Import articles',
  'open-project': 'Open a project',
  scheme: 'Choose a scheme',
};
const OPEN_FILTERS: Readonly<Record<OpenPurpose, FileFilter[]>> = {
  import: [ALL_FILES],
  'open-project': [PROJECT_FILES, ALL_FILES],
  scheme: [SCHEME_FILES, ALL_FILES],
};

type SavePurpose = RequestOf<'shell.pick-save-file'>['purpose'];
const SAVE_TITLES: Readonly<Record<SavePurpose, string>> = {
  'new-project': 'New project',
  export: 'Export dataset',
  scheme: 'Save the scheme',
  guidelines: 'Save the guidelines',
};

export interface ShellOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly window: BrowserWindow;
  readonly table: FileTable;
  /** Where the first dialog starts. */
  readonly documentsFolder: string;
  readonly version: string;
  readonly platform: string;
  /** True where a test drives the window: a native dialog could not be answered, so the in-app ones are used. */
  readonly scripted: boolean;
}

/** What Electron answers itself: dialogs, the title and the end. */
export function createShellHandlers(options: ShellOptions): ShellHandlers {
  const { dialog, window, table, scripted } = options;
  let lastFolder = options.documentsFolder;

  return {
    ...createFolderHandlers(table, () => lastFolder),

    async 'shell.read'() {
      return {
        ok: true,
        value: {
          shell: 'electron',
          version: options.version,
          platform: options.platform,
          nativeOpenDialog: !scripted,
          nativeSaveDialog: !scripted,
          nativeMenu: true,
          scripted,
        },
      };
    },

    async 'shell.pick-files'({ purpose, multiple }) {
      if (scripted) return notAvailable();
      const answer = await dialog.showOpenDialog(window, {
        title: OPEN_TITLES[purpose],
        defaultPath: lastFolder,
        filters: OPEN_FILTERS[purpose],
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      const [first] = answer.filePaths;
      if (answer.canceled || first === undefined) return { ok: true, value: [] };
      lastFolder = dirname(first);
      return { ok: true, value: answer.filePaths.map((path) => table.adopt(path)) };
    },

    async 'shell.pick-folder'() {
      if (scripted) return notAvailable();
      const answer = await dialog.showOpenDialog(window, {
        title: 'Import the articles of a folder',
        defaultPath: lastFolder,
        properties: ['openDirectory'],
      });
      const [folder] = answer.filePaths;
      if (answer.canceled || folder === undefined) return { ok: true, value: null };
      lastFolder = folder;
      const files = await adoptFolder(table, folder);
      if (!files.ok) {
        return { ok: false, error: { code: 'shell.folder-unreadable', message: files.error } };
      }
      return { ok: true, value: [...files.value] };
    },

    async 'shell.pick-save-file'({ suggestedName, purpose }) {
      if (scripted) return notAvailable();
      const project = purpose === 'new-project';
      const answer = await dialog.showSaveDialog(window, {
        title: SAVE_TITLES[purpose],
        defaultPath: join(lastFolder, suggestedName),
        filters: project ? [PROJECT_FILES] : [ALL_FILES],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (answer.canceled || answer.filePath === '') return { ok: true, value: null };
      lastFolder = dirname(answer.filePath);
      // GTK's dialog does not add the ending of the chosen filter.
      const ending = project && extname(answer.filePath) !== PROJECT_EXTENSION ? PROJECT_EXTENSION : '';
      return { ok: true, value: table.adopt(answer.filePath + ending) };
    },

    async 'shell.set-title'({ title }) {
      window.setTitle(title);
      return { ok: true, value: {} };
    },

    async 'shell.quit'() {
      // After the reply has left, so that the window does not wait for an answer that never comes.
      setImmediate(() => window.close());
      return { ok: true, value: {} };
    },
  };
}

function notAvailable() {
  const message =
    'Nobody could answer a native dialog while a test drives the window; the app shows its own.';
  return { ok: false as const, error: { code: 'shell.not-available' as const, message } };
}
