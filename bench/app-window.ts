import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from '@playwright/test';
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
  const size = `${VIEWPORT.width}x${VIEWPORT.height}`;
  const shell = spawn(
    process.execPath,
    [
      'hosts/chromium/main.ts',
      '--headless',
      '--data',
      join(folder, 'data'),
      '--project',
      copy,
      '--size',
      size,
    ],
    { cwd: root, env: { ...process.env, STANDOFF_E2E: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  let browser: Browser | undefined;
  async function close(): Promise<void> {
    await browser?.close();
    shell.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    browser = await chromium.connectOverCDP(await debuggerUrlOf(shell));
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('the shell opened no page');
    await page.setViewportSize(VIEWPORT);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Waits for the line by which a shell says that it can be driven. */
async function debuggerUrlOf(shell: ChildProcess): Promise<string> {
  if (shell.stdout === null) throw new Error('the shell has no standard output');
  for await (const line of createInterface(shell.stdout)) {
    const ready = /^READY (.*)$/.exec(line)?.[1];
    if (ready !== undefined) return (JSON.parse(ready) as { debuggerUrl: string }).debuggerUrl;
  }
  throw new Error(`the shell ended with code ${shell.exitCode} before its window was ready`);
}
