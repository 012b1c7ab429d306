/** What the built main script gets when it imports `electron` in a test: `run-main.ts` sees to that. */
import { createFakeElectron } from './fake-electron.ts';

export const fake = createFakeElectron();
export const { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session } = fake;
