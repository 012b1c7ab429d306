import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { ElectronMain } from './electron-main.ts';
import { START_PAGE } from './origin.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';

const SIZE = { width: 1280, height: 800 };
const SMALLEST = { minWidth: 800, minHeight: 500 };
/** The page's own `--paper` (renderer/ui/tokens.css), so that a start or a resize never flashes white. */
const BACKGROUND = { light: '#fdfcfa', dark: '#171a1d' };

export interface WindowFiles {
  /** The bundled preload script. */
  readonly preload: string;
  /** A PNG; used where the package does not give the window its icon. */
  readonly icon: string;
  /** Where place and size of the window are kept. */
  readonly state: string;
}

/** Opens the app's only window. It shows itself once the page has been painted. */
export function openWindow(electron: ElectronMain, files: WindowFiles): BrowserWindow {
  const { BrowserWindow, nativeTheme, screen } = electron;
  const remembered = readWindowState(
    files.state,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow(windowOptions(electron, files, remembered));
  window.once('ready-to-show', () => {
    if (remembered?.maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    writeWindowState(files.state, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundOf(nativeTheme));
  });
  // The page sets the title by `shell.set-title`; the title of the file it was loaded from is not it.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(START_PAGE);
  return window;
}

function windowOptions(
  { app, nativeTheme }: ElectronMain,
  files: WindowFiles,
  remembered: WindowState | null,
): BrowserWindowConstructorOptions {
  return {
    title: 'Standoff',
    ...SIZE,
    ...remembered?.bounds,
    ...SMALLEST,
    icon: files.icon,
    show: false,
    backgroundColor: backgroundOf(nativeTheme),
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      plugins: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  };
}

function backgroundOf(theme: ElectronMain['nativeTheme']): string {
  return theme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
