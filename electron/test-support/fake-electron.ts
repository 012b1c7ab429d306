import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type * as E from 'electron';
import type { ElectronMain } from '../electron-main.ts';
import { emptyRecord, type FakeRecord } from './fake-record.ts';
import { createWindow, type FakeWindow } from './fake-window.ts';

function createApp(record: FakeRecord) {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    commandLine: {
      appendSwitch: (name: string, value?: string) => void record.switches.set(name, value),
    },
    setPath(name: string, path: string): void {
      // As Electron does it.
      if (!isAbsolute(path) || !existsSync(path)) throw new Error(`Failed to set path ${path}`);
      record.paths.set(name, path);
    },
    requestSingleInstanceLock: () => record.lockIsFree,
    enableSandbox: () => void record.steps.push('sandbox'),
    whenReady(): Promise<void> {
      record.steps.push('ready');
      return Promise.resolve();
    },
    setName: (name: string) => void record.steps.push(`name ${name}`),
    quit: () => void record.steps.push('quit'),
    exit: (code?: number) => void record.steps.push(`exit ${code ?? 0}`),
  });
  return app;
}

function createSession(record: FakeRecord) {
  return Object.assign(new EventEmitter(), {
    protocol: {
      handle(scheme: string, handler: (request: Request) => Promise<Response> | Response): void {
        record.protocolHandlers.set(scheme, handler);
      },
    },
    webRequest: {
      onBeforeRequest(
        first: E.WebRequestFilter | FakeRecord['beforeRequest'],
        second?: FakeRecord['beforeRequest'],
      ): void {
        record.beforeRequest = second ?? (typeof first === 'function' ? first : null);
      },
    },
    setPermissionRequestHandler(handler: FakeRecord['permissionRequest']): void {
      record.permissionRequest = handler;
    },
    setPermissionCheckHandler(handler: FakeRecord['permissionCheck']): void {
      record.permissionCheck = handler;
    },
    setDevicePermissionHandler(handler: FakeRecord['devicePermission']): void {
      record.devicePermission = handler;
    },
    setSpellCheckerEnabled(enabled: boolean): void {
      record.spellChecker = enabled;
    },
    setProxy(config: E.ProxyConfig): Promise<void> {
      record.proxy = config;
      return Promise.resolve();
    },
  });
}

function createDialog(record: FakeRecord) {
  return {
    async showOpenDialog(first: E.BaseWindow | E.OpenDialogOptions, second?: E.OpenDialogOptions) {
      record.openDialogs.push(second ?? (first as E.OpenDialogOptions));
      return { canceled: record.filesToOpen.length === 0, filePaths: [...record.filesToOpen] };
    },
    async showSaveDialog(first: E.BaseWindow | E.SaveDialogOptions, second?: E.SaveDialogOptions) {
      record.saveDialogs.push(second ?? (first as E.SaveDialogOptions));
      return { canceled: record.fileToSave === '', filePath: record.fileToSave };
    },
    async showMessageBox(first: E.BaseWindow | E.MessageBoxOptions, second?: E.MessageBoxOptions) {
      record.messageBoxes.push(second ?? (first as E.MessageBoxOptions));
      return { response: 0, checkboxChecked: false };
    },
    showErrorBox: (title: string, content: string) => void record.errorBoxes.push([title, content]),
  };
}

function createIpcMain(record: FakeRecord) {
  return Object.assign(new EventEmitter(), {
    handle(channel: string, listener: (event: E.IpcMainInvokeEvent, message: unknown) => unknown): void {
      if (record.ipcHandlers.has(channel)) throw new Error(`Two handlers for ${channel}`);
      record.ipcHandlers.set(channel, listener);
    },
  });
}

function createNativeTheme(record: FakeRecord) {
  const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
  return Object.defineProperty(theme, 'shouldUseDarkColors', { get: () => record.dark });
}

/** A stand-in for Electron that records what the app does with it; see README.md for what that cannot prove. */
export function createFakeElectron() {
  const record = emptyRecord();
  const app = createApp(record);
  const defaultSession = createSession(record);
  const windows: FakeWindow[] = [];
  const parts = {
    app,
    dialog: createDialog(record),
    ipcMain: createIpcMain(record),
    nativeTheme: createNativeTheme(record),
    session: { defaultSession },
    protocol: {
      registerSchemesAsPrivileged: (schemes: E.CustomScheme[]) => void record.schemes.push(...schemes),
    },
    screen: {
      getAllDisplays: () => record.workAreas.map((workArea) => ({ workArea }) as E.Display),
    },
    Menu: {
      buildFromTemplate: (template: E.MenuItemConstructorOptions[]) => template as unknown as E.Menu,
      setApplicationMenu(menu: E.Menu | null): void {
        record.menu = (menu ?? []) as unknown as E.MenuItemConstructorOptions[];
      },
    },
    // Called with `new`: what a constructor returns is what `new` gives.
    BrowserWindow: function BrowserWindow(options: E.BrowserWindowConstructorOptions) {
      const window = createWindow(record, app, options);
      windows.push(window);
      return window;
    },
  };
  return { electron: parts as unknown as ElectronMain, ...parts, defaultSession, windows, record };
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;
