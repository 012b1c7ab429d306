import type * as Electron from 'electron';

/**
 * The part of Electron that the app uses, passed as an argument: only `main.ts` and `preload.ts` import the
 * package at run time, so everything else runs under plain Node in a test.
 */
export type ElectronMain = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'nativeTheme' | 'protocol' | 'screen' | 'session'
>;
