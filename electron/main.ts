/** Electron's entry script: imports the real Electron, says where everything lies, and starts the app. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session } from 'electron';
import { startApp } from './start.ts';

/** Bundled, this file is `out/main/main.js`. In a package `out/` is in the archive, `resources/` beside it. */
const out = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(out, '..', 'package.json'), 'utf8')) as { version: string };
const files = {
  rendererFolder: join(out, 'renderer'),
  preload: join(out, 'preload', 'preload.cjs'),
  worker: new URL('worker.js', import.meta.url),
  resourcesFolder: app.isPackaged ? join(process.resourcesPath, 'resources') : join(out, '..', 'resources'),
};

startApp({ app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session }, files, {
  version,
  argv: process.argv.slice(1),
  workingFolder: process.cwd(),
  platform: process.platform,
  variables: process.env,
}).catch((error: unknown) => {
  dialog.showErrorBox(
    'Standoff could not start',
    `Nothing was changed. Please start it again; if that does not help, report this: ${error instanceof Error ? error.stack : error}`,
  );
  app.exit(1);
});
