import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { type Backend, callBackend, openBackend } from '#backend/backend.ts';
import { createDispatcher } from '#backend/dispatcher.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import { dataFolderOf, documentsFolderOf } from '#backend/files/user-folders.ts';
import type { EventMessage } from '#contract/contract.ts';
import { APP_SCHEME, serveApp } from './app-protocol.ts';
import { CHANNELS } from './channels.ts';
import { closeInOrder } from './closing.ts';
import { recoverFromCrashes } from './crash-recovery.ts';
import type { ElectronMain } from './electron-main.ts';
import { menuTemplate } from './menu.ts';
import { createInbox, type Inbox, projectFileIn, watchOpenedFiles } from './opened-files.ts';
import { forbidNetwork, secureContents, secureSession } from './security.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { registerTransport } from './transport.ts';
import { openWindow } from './window.ts';

/** Where the parts of the app are; they differ between a checkout and a package. */
export interface AppFiles {
  /** The window's bundle. */
  readonly rendererFolder: string;
  readonly preload: string;
  readonly worker: URL;
  readonly resourcesFolder: string;
}

/** What the app was started with. */
export interface StartProcess {
  readonly argv: readonly string[];
  readonly workingFolder: string;
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts the app; everything up to the first `await` happens before Electron is ready. Resolves when the window
 * is open, or with null where another Standoff is running and takes over.
 */
export async function startApp(
  electron: ElectronMain,
  files: AppFiles,
  start: StartProcess,
): Promise<BrowserWindow | null> {
  const { app } = electron;
  const dataFolder = dataFolderOf(userOf(start));
  let window: BrowserWindow | null = null;

  // The browser's own files go beside ours, so that one variable moves all of them; the lock lies there too.
  app.setPath('userData', join(dataFolder, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  forbidNetwork(app);
  secureContents(app);
  electron.protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  const inbox = createInbox(projectFileIn(start.argv, start.workingFolder));
  watchOpenedFiles(app, inbox, () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  const { defaultSession } = electron.session;
  await secureSession(defaultSession, !app.isPackaged);
  serveApp(defaultSession.protocol, files.rendererFolder);
  const backend = await openBackend({
    dataFolder,
    resourcesFolder: files.resourcesFolder,
    appVersion: app.getVersion(),
    workerUrl: files.worker,
  });
  window = openWindow(electron, { preload: files.preload, state: join(dataFolder, 'window.json') });
  connect({ electron, start, backend, window, inbox });
  return window;
}

/** Ties the window and the backend together. Nothing here waits, so that the page's first call is answered. */
function connect(parts: {
  readonly electron: ElectronMain;
  readonly start: StartProcess;
  readonly backend: Backend;
  readonly window: BrowserWindow;
  readonly inbox: Inbox;
}): void {
  const { electron, start, backend, window, inbox } = parts;
  const { app, dialog, ipcMain, Menu } = electron;
  const developing = !app.isPackaged;
  const table = createFileTable();
  const shell = createShellHandlers({
    dialog,
    window,
    files: table,
    documentsFolder: documentsFolderOf(userOf(start)),
    version: app.getVersion(),
    platform: start.platform,
    scripted: developing && start.variables.STANDOFF_E2E === '1',
  });
  const transport = registerTransport({
    ipcMain,
    dispatch: createDispatcher({ backend, shell, pathOf: table.pathOf }),
    adoptFiles: (paths) => paths.map((path) => table.adopt(path)),
  });
  const send = (message: EventMessage) => {
    if (!window.isDestroyed()) window.webContents.send(CHANNELS.event, JSON.stringify(message));
  };
  backend.subscribe(send);
  const template = menuTemplate({
    mac: start.platform === 'darwin',
    developing,
    choose: (command) => send({ event: 'shell.command-chosen', value: { command } }),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  recoverFromCrashes({ window, dialog, now: () => performance.now() });
  closeInOrder({ window, transport, backend, quit: () => app.quit() });

  void openFirstProject(parts, table);
  window.webContents.once('did-finish-load', () => {
    inbox.deliverTo((path) => {
      const { file, name } = table.adopt(path);
      send({ event: 'shell.file-opened', value: { file, name } });
    });
  });
}

/** Opens the project that the app was started with, before the page asks what is open. */
async function openFirstProject(
  {
    electron,
    backend,
    window,
    inbox,
  }: { electron: ElectronMain; backend: Backend; window: BrowserWindow; inbox: Inbox },
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

function userOf({ platform, variables }: StartProcess) {
  return { platform, home: homedir(), variables };
}
