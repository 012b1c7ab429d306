import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { openBackend } from '#backend/backend.ts';
import { dataFolderOf, documentsFolderOf } from '#backend/files/user-folders.ts';
import { APP_SCHEME, serveApp } from './app-protocol.ts';
import { connect } from './connect.ts';
import type { ElectronMain } from './electron-main.ts';
import { createInbox, projectFileIn, watchOpenedFiles } from './opened-files.ts';
import { forbidNetwork, secureContents, secureSession } from './security.ts';
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
  /** Of the app: Electron gives its own where it runs from a checkout. */
  readonly version: string;
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
  const user = { platform: start.platform, home: homedir(), variables: start.variables };
  const dataFolder = resolve(start.workingFolder, dataFolderOf(user));
  let window: BrowserWindow | null = null;

  app.setName('Standoff');
  // The browser's own files go beside ours, so that one variable moves all of them; the lock lies there too.
  const browserFolder = join(dataFolder, 'electron');
  mkdirSync(browserFolder, { recursive: true, mode: 0o700 });
  app.setPath('userData', browserFolder);
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

  await app.whenReady();
  const { defaultSession } = electron.session;
  await secureSession(defaultSession, !app.isPackaged);
  serveApp(defaultSession.protocol, files.rendererFolder);
  const backend = await openBackend({
    dataFolder,
    resourcesFolder: files.resourcesFolder,
    appVersion: start.version,
    workerUrl: files.worker,
  });
  window = openWindow(electron, {
    preload: files.preload,
    icon: join(files.resourcesFolder, 'icons', 'icon.png'),
    state: join(dataFolder, 'window.json'),
  });
  connect({
    electron,
    backend,
    window,
    inbox,
    version: start.version,
    documentsFolder: documentsFolderOf(user),
    platform: start.platform,
    scripted: !app.isPackaged && start.variables.STANDOFF_E2E === '1',
  });
  return window;
}
