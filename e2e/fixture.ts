/** The app under test, in a fresh data folder for each test: `test('…', async ({ app }) => …)`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { makeProject } from './pages/command-line.ts';
import { DeskPage } from './pages/desk.ts';
import { electronMissing, type LaunchOptions, launch, type RunningApp, type Shell } from './running-app.ts';

export { expect } from '@playwright/test';

/** The app of a test. After `restart`, `page` and `core` are those of the new start. */
export interface App extends RunningApp {
  readonly dataDir: string;
  /** Closes the window as the user does and starts the app again on the same data folder. */
  restart(options?: { readonly project?: string }): Promise<void>;
}

interface Options {
  /** Set by the project of the Playwright configuration. */
  shell: Shell;
}

interface Fixtures {
  /** Skips with a printed reason what cannot run in this shell here. */
  shellThere: undefined;
  /** A folder of the test's own, for projects and files. */
  folder: string;
  /** The path of a project file in it, which is not there yet: `projectPath('one')`. */
  projectPath: (name?: string) => string;
  /** Starts the app once more, by default on the same data folder. It is ended after the test. */
  open: (options: Partial<LaunchOptions>) => Promise<RunningApp>;
  /** Makes a project at `projectPath()` with what is in these files, and opens it. */
  openDesk: (files?: readonly string[], options?: Partial<LaunchOptions>) => Promise<DeskPage>;
  app: App;
}

export const test = base.extend<Options & Fixtures>({
  shell: ['chromium', { option: true }],

  shellThere: [
    async ({ shell }, use, testInfo) => {
      const reason = shell === 'electron' ? electronMissing() : null;
      testInfo.skip(reason !== null, reason ?? '');
      await use(undefined);
    },
    { auto: true },
  ],

  folder: async ({ shell }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `standoff-${shell}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  },

  projectPath: async ({ folder }, use) => {
    await use((name = 'project') => join(folder, `${name}.standoff`));
  },

  // Asks for the folder so that the app ends before the folder goes.
  open: async ({ shell, folder }, use) => {
    const started: RunningApp[] = [];
    await use(async (options) => {
      const app = await launch(shell, { dataDir: join(folder, 'data'), ...options });
      started.push(app);
      return app;
    });
    for (const app of started) await end(app);
  },

  openDesk: async ({ open, projectPath }, use) => {
    await use(async (files = [], options = {}) => {
      const project = projectPath();
      makeProject(project, files);
      return new DeskPage((await open({ project, ...options })).page);
    });
  },

  app: async ({ open, folder }, use, testInfo) => {
    const dataDir = join(folder, 'data');
    let current = await open({ dataDir });
    await use({
      dataDir,
      get page() {
        return current.page;
      },
      get core() {
        return current.core;
      },
      get browserPid() {
        return current.browserPid;
      },
      said: () => current.said(),
      reattached: () => current.reattached(),
      closeWindow: () => current.closeWindow(),
      async restart(options = {}) {
        await current.closeWindow();
        current = await open({ dataDir, ...options });
      },
    });
    if (testInfo.status === testInfo.expectedStatus) return;
    await testInfo.attach('standard error', { body: current.said(), contentType: 'text/plain' });
    const screenshot = await current.page.screenshot({ timeout: 3000 }).catch(() => null);
    if (screenshot) await testInfo.attach('window', { body: screenshot, contentType: 'image/png' });
  },
});

/** Ends what the test left running; by force where asking does not help. */
async function end(app: RunningApp): Promise<void> {
  app.core.kill('SIGTERM');
  const force = setTimeout(() => app.core.kill('SIGKILL'), 10_000);
  await app.core.exited;
  clearTimeout(force);
}
