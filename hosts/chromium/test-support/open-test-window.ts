import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createDispatcher } from '#backend/dispatcher.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import { type ConformanceBackend, createConformanceBackend } from '../../conformance.ts';
import { ensureBrowser } from '../../install-browser.ts';
import { createShellHandlers } from '../shell-handlers.ts';
import { type ChromiumWindow, openWindow } from '../window.ts';

export interface TestWindow {
  readonly window: ChromiumWindow;
  readonly page: Page;
  readonly backend: ConformanceBackend;
  readonly table: FileTable;
  /** Calls that reached the shell. */
  readonly calls: string[];
  /** Lines for the terminal. */
  readonly said: string[];
  readonly profileFolder: string;
  /** Puts files into the page's input as a user does: by path, while Playwright would send their bytes. */
  pickFiles(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** The real Chromium shell, headless, on a tiny page and a backend that echoes. */
export async function openTestWindow(): Promise<TestWindow> {
  const browser = await ensureBrowser((line) => console.error(line));
  if (!browser.ok) throw new Error(browser.error.message);
  const profileFolder = mkdtempSync(join(tmpdir(), 'standoff-window-'));
  const backend = createConformanceBackend();
  const table = createFileTable();
  const calls: string[] = [];
  const said: string[] = [];
  const quit = Promise.withResolvers<void>();
  const opened = await openWindow({
    program: browser.value.program,
    profileFolder,
    rendererFolder: join(import.meta.dirname, 'page'),
    size: { width: 900, height: 600 },
    headless: true,
    scripted: true,
    table,
    say: (line) => said.push(line),
    subscribe: backend.subscribe,
    dispatcherFor: ({ setTitle }) => {
      const dispatch = createDispatcher({
        backend,
        pathOf: table.pathOf,
        shell: createShellHandlers({
          table,
          documentsFolder: () => tmpdir(),
          version: '0.0.0',
          scripted: true,
          controls: { setTitle, quit: () => quit.resolve() },
        }),
      });
      return (callJson) => {
        calls.push(callJson);
        return dispatch(callJson);
      };
    },
  });
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  const window = opened.value;
  void quit.promise.then(() => window.close());
  const debuggerUrl = window.debuggerUrl ?? '';
  const driving = await chromium.connectOverCDP(debuggerUrl);
  const page = driving
    .contexts()
    .flatMap((context) => context.pages())
    .find((candidate) => candidate.url().startsWith('http://app.localhost/'));
  if (page === undefined) throw new Error('The window has no page.');
  return {
    window,
    page,
    backend,
    table,
    calls,
    said,
    profileFolder,
    pickFiles: (paths) => pickFiles(page, paths),
    async close() {
      await driving.close();
      await window.close();
      rmSync(profileFolder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
}

async function pickFiles(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'input' });
  await session.send('DOM.setFileInputFiles', { nodeId, files: [...paths] });
  await session.detach();
}
