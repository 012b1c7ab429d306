import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';
import { cancellable, windowOptionsOf } from './test-support/fake-window.ts';
import { openWindow } from './window.ts';

let folder = '';
let fake: FakeElectron;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-window-'));
  fake = createFakeElectron();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stateFile = () => join(folder, 'deep', 'window.json');
function open() {
  openWindow(fake.electron, { preload: '/app/preload.cjs', icon: '/app/icon.png', state: stateFile() });
  const [window] = fake.windows;
  if (!window) throw new Error('No window was opened.');
  return { window, options: windowOptionsOf(window) };
}

describe('a page', () => {
  test('runs in a sandbox, apart from the preload script, without Node', () => {
    expect(open().options.webPreferences).toEqual({
      preload: '/app/preload.cjs',
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
      devTools: true,
    });
  });
  test('has no developer tools in a package', () => {
    fake.app.isPackaged = true;
    expect(open().options.webPreferences?.devTools).toBe(false);
  });
  test('comes from the app’s own address and is shown once it is painted', () => {
    const { window, options } = open();
    expect([options.show, options.title]).toEqual([false, 'Standoff']);
    expect(fake.record.steps).toEqual(['load app://bundle/index.html']);
    window.emit('ready-to-show');
    expect(fake.record.steps.at(-1)).toBe('show');
  });
  test('cannot set the title by itself', () => {
    const { window } = open();
    const event = cancellable({});
    window.emit('page-title-updated', event, 'Something else');
    expect(event.defaultPrevented).toBe(true);
  });
});

test('has the colour of the theme, also when it changes', () => {
  fake.record.dark = true;
  const { options } = open();
  expect(options.backgroundColor).toBe('#171a1d');
  fake.record.dark = false;
  fake.nativeTheme.emit('updated');
  expect(fake.record.steps.at(-1)).toBe('background #fdfcfa');
});

describe('place and size', () => {
  const save = (state: unknown) => {
    open().window.close();
    writeFileSync(stateFile(), typeof state === 'string' ? state : JSON.stringify(state));
    fake = createFakeElectron();
  };
  const bounds = { x: 30, y: 40, width: 1000, height: 600 };

  test('are kept when it closes and used by the next', () => {
    expect(open().options).toMatchObject({ width: 1280, height: 800, minWidth: 800 });
    expect(open().options).not.toHaveProperty('x');
    fake.windows[0]?.close();
    expect(JSON.parse(readFileSync(stateFile(), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 900, height: 700 },
      maximized: false,
    });
    expect(existsSync(`${stateFile()}.new`)).toBe(false);
    fake = createFakeElectron();
    expect(open().options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
  });
  test('a maximised window comes back maximised', () => {
    save({ bounds, maximized: true });
    open().window.emit('ready-to-show');
    expect(fake.record.steps.slice(-2)).toEqual(['maximize', 'show']);
  });
  test.each([
    ['broken', '{'],
    ['of another shape', { bounds: { x: '1' }, maximized: true }],
    ['null', 'null'],
    ['without a size', { bounds: { x: 1, y: 1 }, maximized: false }],
    ['left of every screen', { bounds: { ...bounds, x: -990 }, maximized: false }],
    ['below every screen', { bounds: { ...bounds, y: 1060 }, maximized: false }],
    ['with the title bar above the screen', { bounds: { ...bounds, y: -30 }, maximized: false }],
  ])('are forgotten where they are %s', (_name, state) => {
    save(state);
    expect(open().options).toMatchObject({ width: 1280, height: 800 });
    expect(open().options).not.toHaveProperty('x');
  });
  test('are used on a second screen', () => {
    save({ bounds: { ...bounds, x: 2000 }, maximized: false });
    fake.record.workAreas = [
      { x: 0, y: 0, width: 1920, height: 1080 },
      { x: 1920, y: 0, width: 1920, height: 1080 },
    ];
    expect(open().options).toMatchObject({ x: 2000 });
  });
  test('cannot be kept in a folder that cannot be written, and nothing else happens', () => {
    writeFileSync(join(folder, 'deep'), 'a file is in the way');
    expect(() => open().window.close()).not.toThrow();
  });
});
