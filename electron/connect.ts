import type { BrowserWindow } from 'electron';
import { type Backend, callBackend } from '#backend/backend.ts';
import { createDispatcher } from '#backend/dispatcher.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import { adoptPaths } from '#backend/files/files-below.ts';
import type { EventMessage } from '#contract/contract.ts';
import { CHANNELS } from './channels.ts';
import { closeInOrder } from './closing.ts';
import { recoverFromCrashes } from './crash-recovery.ts';
import type { ElectronMain } from './electron-main.ts';
import { menuTemplate } from './menu.ts';
import type { Inbox } from './opened-files.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { registerTransport } from './transport.ts';

export interface ConnectOptions {
  readonly electron: ElectronMain;
  readonly backend: Backend;
  readonly window: BrowserWindow;
  readonly inbox: Inbox;
  readonly version: string;
  readonly documentsFolder: string;
  readonly platform: string;
  /** True where a test drives the window. */
  readonly scripted: boolean;
}

/**
 * Ties the window and the backend together. Nothing here waits, so that the page's first call finds its answer.
 * Returns the window's file table.
 */
export function connect(options: ConnectOptions): FileTable {
  const { electron, backend, window, inbox, version, documentsFolder, platform, scripted } = options;
  const { app, dialog, ipcMain, Menu } = electron;
  const table = createFileTable();
  const shell = createShellHandlers({ dialog, window, table, documentsFolder, version, platform, scripted });
  const transport = registerTransport({
    ipcMain,
    dispatch: createDispatcher({ backend, shell, pathOf: table.pathOf }),
    adoptFiles: (paths) => adoptPaths(table, paths),
  });
  const send = (message: EventMessage) => {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, JSON.stringify(message));
  };
  backend.subscribe(send);

  const template = menuTemplate({
    mac: platform === 'darwin',
    developing: !app.isPackaged,
    choose: (command) => send({ event: 'shell.command-chosen', value: { command } }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  recoverFromCrashes({ window, dialog, now: () => performance.now() });
  closeInOrder({
    window,
    transport,
    backend,
    report: (error) =>
      dialog.showErrorBox(
        'Standoff did not close in order',
        `Everything that was shown as saved is on disk; the project is checked when it is opened again. (${error})`,
      ),
    quit: () => app.quit(),
  });

  void openFirstProject(options, table);
  window.webContents.once('did-finish-load', () => {
    inbox.deliverTo((path) => {
      const { file, name } = table.adopt(path);
      send({ event: 'shell.file-opened', value: { file, name } });
    });
  });
  return table;
}

/** Opens the project that the app was started with; asked for before the page asks what is open. */
async function openFirstProject(
  { electron, backend, window, inbox }: ConnectOptions,
  table: FileTable,
): Promise<void> {
  const path = inbox.take();
  if (path === null) return;
  const { file, name } = table.adopt(path);
  const reply = await callBackend(backend, 'project.open', { file }, table.pathOf);
  if (reply.ok || window.isDestroyed()) return;
  await electron.dialog.showMessageBox(window, {
    type: 'warning',
    message: `“${name}” was not opened.`,
    detail: reply.error.message,
  });
}
