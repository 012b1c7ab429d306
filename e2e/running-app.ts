import { join } from 'node:path';
import { _electron, chromium, type Page } from '@playwright/test';
import { startScriptedApp } from '../hosts/chromium/scripted-app.ts';
import { findElectron } from '../hosts/start/find-electron.ts';
import { hasDisplay } from '../hosts/virtual-display.ts';

export type Shell = 'electron' | 'chromium';

/** One start of the app, in whichever shell. */
export interface RunningApp {
  readonly page: Page;
  readonly core: {
    readonly pid: number;
    kill(signal: NodeJS.Signals): void;
    /** The exit code; null where a signal ended it. */
    readonly exited: Promise<number | null>;
  };
  /** The browser's process; null in Electron, where it is the app itself. */
  readonly browserPid: number | null;
  /** What the app wrote to standard error. */
  said(): string;
  /** Attaches anew: for Playwright a page that crashed stays crashed, though the app has loaded it again. */
  reattached(): Promise<Page>;
  /** As the user closes it; resolves when the app has ended. */
  closeWindow(): Promise<void>;
}

export interface LaunchOptions {
  readonly dataDir: string;
  /** A project file to open at the start. */
  readonly project?: string;
  /** The user's home folder, where the save dialog starts; that of the machine where not given. */
  readonly home?: string;
}

const root = join(import.meta.dirname, '..');
const SIZE = { width: 1280, height: 800 };

/** Why the specs cannot run in Electron here; null where they can. */
export function electronMissing(): string | null {
  return findElectron(join(root, 'node_modules/electron')) === null
    ? 'the Electron binary is not here (it is downloaded by npm start, from github.com)'
    : null;
}

export function launch(shell: Shell, options: LaunchOptions): Promise<RunningApp> {
  return shell === 'electron' ? launchElectron(options) : launchChromium(options);
}

async function launchChromium({ dataDir, project, home }: LaunchOptions): Promise<RunningApp> {
  const app = await startScriptedApp({
    dataFolder: dataDir,
    headless: !hasDisplay(),
    size: SIZE,
    ...(project === undefined ? {} : { project }),
    ...(home === undefined ? {} : { variables: { HOME: home } }),
  });
  const attach = async (): Promise<Page> => {
    const driving = await chromium.connectOverCDP(app.debuggerUrl);
    const page = driving
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => candidate.url().startsWith('http://app.localhost/'));
    if (page === undefined) throw new Error(`The app opened no page. It said: ${app.said()}`);
    return page;
  };
  const page = await attach();
  return {
    page,
    core: app,
    browserPid: app.browserPid,
    said: app.said,
    reattached: attach,
    async closeWindow() {
      // The app ends while Playwright still waits for the answer.
      await page.close({ runBeforeUnload: true }).catch(() => {});
      await app.exited;
    },
  };
}

async function launchElectron({ dataDir, project, home }: LaunchOptions): Promise<RunningApp> {
  const program = findElectron(join(root, 'node_modules/electron'));
  if (program === null) throw new Error(electronMissing() ?? '');
  const app = await _electron.launch({
    executablePath: program,
    args: [
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      join(root, 'out/main/main.js'),
      ...(project === undefined ? [] : [project]),
    ],
    env: {
      ...definedVariables(),
      ...(home === undefined ? {} : { HOME: home }),
      STANDOFF_DATA: dataDir,
      STANDOFF_E2E: '1',
    },
  });
  const child = app.process();
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  const page = await app.firstWindow();
  return {
    page,
    core: { pid: child.pid ?? -1, kill: (signal) => void child.kill(signal), exited },
    browserPid: null,
    said: () => said,
    reattached: async () => page,
    async closeWindow() {
      await app.close().catch(() => {});
      await exited;
    },
  };
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
