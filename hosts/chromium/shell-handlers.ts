import type { ShellHandlers } from '#backend/dispatcher.ts';
import type { FileTable } from '#backend/files/file-table.ts';
import { createFolderHandlers } from '#backend/files/folders.ts';

/** What the window may ask its shell to do with it. */
export interface WindowControls {
  setTitle(title: string): Promise<void>;
  quit(): void;
}

/** The shell's own calls, as a Chromium window can answer them: its dialogs are drawn by the app itself. */
export function createShellHandlers(options: {
  readonly table: FileTable;
  readonly documentsFolder: () => string;
  readonly version: string;
  readonly scripted: boolean;
  readonly controls: WindowControls;
}): ShellHandlers {
  const { controls } = options;
  return {
    ...createFolderHandlers(options.table, options.documentsFolder),
    'shell.read': async () => ({
      ok: true,
      value: {
        shell: 'chromium',
        version: options.version,
        platform: process.platform,
        nativeOpenDialog: false,
        nativeSaveDialog: false,
        nativeMenu: false,
        scripted: options.scripted,
      },
    }),
    'shell.pick-files': async () => notAvailable('open'),
    'shell.pick-folder': async () => notAvailable('open'),
    'shell.pick-save-file': async () => notAvailable('save'),
    'shell.set-title': async ({ title }) => {
      await controls.setTitle(title);
      return { ok: true, value: {} };
    },
    'shell.quit': async () => {
      // After the answer has left.
      setTimeout(controls.quit, 20);
      return { ok: true, value: {} };
    },
  };
}

function notAvailable(purpose: 'open' | 'save') {
  return {
    ok: false as const,
    error: {
      code: 'shell.not-available' as const,
      message: `This window has no native ${purpose} dialog; the app shows its own.`,
    },
  };
}
