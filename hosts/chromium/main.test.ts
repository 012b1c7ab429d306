import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callBackend, openBackend } from '#backend/backend.ts';
import { createFileTable } from '#backend/files/file-table.ts';
import { openWindow } from './window.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-main-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

/** Runs the production entry to its end. */
function run(parameters: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'main.ts'), '--data', join(folder, 'data'), ...parameters],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        STANDOFF_E2E: '1',
        STANDOFF_E2E_RENDERER: join(import.meta.dirname, 'test-support/page'),
        ...variables,
      },
    },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, said }));
  });
}

test('a project that is open elsewhere is refused with 5, and no window opens', async () => {
  const backend = await openBackend({ dataFolder: join(folder, 'other'), appVersion: '0.0.0' });
  const table = createFileTable();
  const project = join(folder, 'one.standoff');
  try {
    const made = await callBackend(
      backend,
      'project.create',
      { file: table.adopt(project).file },
      table.pathOf,
    );
    expect(made).toMatchObject({ ok: true });
    const { code, said } = await run(['--project', project]);
    expect(code).toBe(5);
    expect(said).toContain('one');
    expect(existsSync(join(folder, 'data/windows'))).toBe(false);
  } finally {
    await backend.close();
  }
});

test('a project that is not there is named', async () => {
  const { code, said } = await run(['--project', join(folder, 'none.standoff')]);
  expect(code).toBe(4);
  expect(said).toContain('none.standoff');
});

test('without a display it says so', async () => {
  if (process.platform !== 'linux') return;
  const { code, said } = await run([], { DISPLAY: '', WAYLAND_DISPLAY: '' });
  expect([code, said.split(':')[0]]).toEqual([4, 'E_NO_DISPLAY']);
  expect(readdirSync(join(folder, 'data/windows'))).toEqual([]);
});

test('a display that cannot be opened is named', async () => {
  if (process.platform !== 'linux') return;
  const { code, said } = await run([], { DISPLAY: ':987', WAYLAND_DISPLAY: '' });
  expect([code, said]).toEqual([4, expect.stringContaining('The display :987 cannot be opened')]);
});

test('a browser that cannot be run is named', async () => {
  const { code, said } = await run([], { STANDOFF_BROWSER: '/nowhere/chrome' });
  expect([code, said]).toEqual([4, expect.stringContaining('/nowhere/chrome')]);
});

test('what is wrongly asked for is refused with 2', async () => {
  expect((await run(['--size', 'large'])).code).toBe(2);
  expect((await run(['--no-such-option'])).code).toBe(2);
});

test('a browser that never answers is given up with a way out, and is gone', async () => {
  if (process.platform === 'win32') return;
  const program = join(folder, 'silent-browser');
  writeFileSync(program, `#!/bin/sh\necho $$ > '${join(folder, 'pid')}'\nexec sleep 60\n`);
  chmodSync(program, 0o755);
  const opened = await openWindow({
    program,
    answerLimit: 1,
    profileFolder: join(folder, 'profile'),
    rendererFolder: folder,
    size: { width: 800, height: 600 },
    headless: true,
    scripted: false,
    table: createFileTable(),
    say: () => {},
    subscribe: () => () => {},
    dispatcherFor: () => async () => '',
  });
  expect(opened).toMatchObject({
    ok: false,
    error: { code: 'E_POLICY', message: expect.stringContaining('STANDOFF_BROWSER') },
  });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await expect.poll(() => isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
