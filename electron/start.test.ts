import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startApp } from './start.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';
import { cancellable, contentsRecord, windowOptionsOf } from './test-support/fake-window.ts';
import { callFromPage } from './test-support/page.ts';

const root = join(import.meta.dirname, '..');
let folder = '';
let fake: FakeElectron;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-start-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), 'page');
  fake = createFakeElectron();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the app on the real backend, from its sources. */
function start(variables: Record<string, string> = {}) {
  return startApp(
    fake.electron,
    {
      rendererFolder: join(folder, 'renderer'),
      preload: '/app/preload.cjs',
      worker: new URL('../core/backend/worker.ts', import.meta.url),
      resourcesFolder: join(root, 'resources'),
    },
    {
      version: '1.2.3',
      argv: [],
      workingFolder: folder,
      platform: 'linux',
      variables: { STANDOFF_DATA: join(folder, 'data'), ...variables },
    },
  );
}
async function closeWindow(): Promise<void> {
  const gone = new Promise((resolve) => fake.windows[0]?.once('closed', resolve));
  fake.windows[0]?.close();
  await gone;
}

test('sets everything that must be set before Electron is ready', async () => {
  const starting = start();
  // Nothing has waited yet: this is what Electron sees before it becomes ready.
  expect(fake.record.steps).toEqual(['name Standoff', 'sandbox', 'ready']);
  expect(fake.record.schemes.map(({ scheme }) => scheme)).toEqual(['app']);
  expect(fake.record.switches.has('host-resolver-rules')).toBe(true);
  expect(fake.record.paths.get('userData')).toBe(join(folder, 'data', 'electron'));
  expect(fake.windows).toHaveLength(0);
  await starting;
  expect(fake.windows).toHaveLength(1);
  await closeWindow();
});

describe('a started app', () => {
  beforeEach(async () => {
    await start();
  });
  afterEach(closeWindow);

  test('has one window with the preload script, and its contents are confined', () => {
    const [window] = fake.windows;
    if (!window) throw new Error('There is no window.');
    expect(windowOptionsOf(window).webPreferences?.preload).toBe('/app/preload.cjs');
    expect(windowOptionsOf(window).icon).toBe(join(root, 'resources', 'icons', 'icon.png'));
    expect(contentsRecord(window.webContents).openHandler?.({ url: 'https://x.example/' } as never)).toEqual({
      action: 'deny',
    });
    const leaving = cancellable({ url: 'https://x.example/' });
    window.webContents.emit('will-navigate', leaving);
    expect(leaving.defaultPrevented).toBe(true);
  });
  test('serves its page and filters requests', async () => {
    const page = await fake.record.protocolHandlers.get('app')?.({
      url: 'app://bundle/',
      method: 'GET',
    } as Request);
    expect(await page?.text()).toBe('page');
    const answers: unknown[] = [];
    fake.record.beforeRequest?.({ url: 'https://x.example/' } as never, (answer) => answers.push(answer));
    expect(answers).toEqual([{ cancel: true }]);
  });
  test('answers the page from the real backend', async () => {
    expect(await callFromPage(fake.record, 'project.read', {})).toEqual({ ok: true, value: null });
    expect(await callFromPage(fake.record, 'shell.read', {})).toMatchObject({
      value: {
        shell: 'electron',
        version: '1.2.3',
        platform: 'linux',
        nativeOpenDialog: true,
        scripted: false,
      },
    });
  });
  test('hands menu commands and projects opened from outside to the page', () => {
    const [file] = fake.record.menu.map((menu) => menu.submenu).filter(Array.isArray);
    const open = file?.find((item) => item.id === 'project.open');
    Reflect.apply(open?.click ?? (() => {}), undefined, []);
    const second = [cancellable({}), ['standoff', 'b.standoff'], '/home'];
    fake.app.emit('second-instance', ...second);
    expect(fake.record.sent.map(([, message]) => JSON.parse(String(message)))).toEqual([
      { event: 'shell.command-chosen', value: { command: 'project.open' } },
    ]);
    // Before the page has loaded nobody would hear it.
    fake.windows[0]?.webContents.emit('did-finish-load');
    fake.app.emit('second-instance', ...second);
    const opened = { event: 'shell.file-opened', value: { file: expect.any(String), name: 'b.standoff' } };
    expect(fake.record.sent.slice(1).map(([, message]) => JSON.parse(String(message)))).toEqual([
      opened,
      opened,
    ]);
    expect(fake.record.steps.slice(-2)).toEqual(['restore', 'focus']);
  });
});

test('a second start gives way to the first and touches nothing', async () => {
  fake.record.lockIsFree = false;
  expect(await start()).toBeNull();
  expect(fake.record.steps).toEqual(['name Standoff', 'quit']);
  expect(fake.windows).toHaveLength(0);
  expect(fake.record.ipcHandlers.size).toBe(0);
});

test('takes a data folder relative to where it was started', async () => {
  await start({ STANDOFF_DATA: 'elsewhere' });
  expect(fake.record.paths.get('userData')).toBe(join(folder, 'elsewhere', 'electron'));
  await closeWindow();
});

test('a packaged app cannot be scripted', async () => {
  fake.app.isPackaged = true;
  await start({ STANDOFF_E2E: '1' });
  expect(await callFromPage(fake.record, 'shell.read', {})).toMatchObject({ value: { scripted: false } });
  await closeWindow();
});
