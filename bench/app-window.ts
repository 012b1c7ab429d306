import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startScriptedApp } from '../hosts/chromium/scripted-app.ts';
import type { Cell } from './contestant.ts';
import { corpusJsonLines, makeCorpus } from './corpus.ts';
import { VIEWPORT } from './workload.ts';

const root = join(import.meta.dirname, '..');

/** Makes a project with the cell's article, as a user would: by the command line's import of JSON Lines. */
export function makeProject(cell: Cell, folder: string): string {
  const source = join(folder, `${cell.spans}.jsonl`);
  const project = join(folder, `${cell.spans}.standoff`);
  writeFileSync(source, corpusJsonLines(makeCorpus(cell.characters, cell.spans)));
  for (const args of [
    ['new', project],
    ['import', project, source],
  ]) {
    execFileSync(process.execPath, ['hosts/cli/main.ts', ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return project;
}

export interface AppWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts the product's own Chromium shell, without a screen, on a copy of the project and an empty data folder. */
export async function openApp(project: string): Promise<AppWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-bench-'));
  const copy = join(folder, 'bench.standoff');
  copyFileSync(project, copy);
  const app = await startScriptedApp({
    dataFolder: join(folder, 'data'),
    project: copy,
    headless: true,
    size: VIEWPORT,
  });
  const browser = await chromium.connectOverCDP(app.debuggerUrl);
  async function close(): Promise<void> {
    app.kill('SIGTERM');
    await app.exited;
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const page = browser
    .contexts()
    .flatMap((context) => context.pages())
    .find((candidate) => candidate.url().startsWith('http://app.localhost/'));
  if (page === undefined) {
    await close();
    throw new Error(`The app opened no page. It said: ${app.said()}`);
  }
  await page.setViewportSize(VIEWPORT);
  return { page, close };
}
