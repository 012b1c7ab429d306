import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, buildBundle } from './test-support/build-bundle.ts';
import type { MainRun, ScriptedCall } from './test-support/run-main.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'standoff-main-'));
const project = join(folder, 'Wahl 2026.standoff');
let bundle: Bundle;

beforeAll(async () => {
  bundle = await buildBundle('main');
  // As in the checkout and in a package: package.json and resources/ stand above out/.
  const above = join(bundle.folder, '../..');
  copyFileSync(join(root, 'package.json'), join(above, 'package.json'));
  symlinkSync(join(root, 'resources'), join(above, 'resources'));
}, 60_000);
afterAll(() => {
  bundle?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the real, built main script with its worker thread in a Node of its own, with the fake Electron. */
async function run(calls: readonly ScriptedCall[], ...parameters: string[]): Promise<MainRun> {
  const file = join(folder, 'calls.json');
  writeFileSync(file, JSON.stringify(calls));
  const script = join(import.meta.dirname, 'test-support/run-main.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [script, join(bundle.folder, 'main.js'), file, ...parameters],
    { env: { ...process.env, STANDOFF_DATA: join(folder, 'data') }, timeout: 30_000 },
  );
  return JSON.parse(stdout) as MainRun;
}

test('opens the real backend, answers calls through ipcMain, and closes in order', async () => {
  const made = await run([
    { procedure: 'shell.read', request: {} },
    { procedure: 'project.read', request: {} },
    {
      procedure: 'shell.pick-save-file',
      request: { suggestedName: 'Untitled.standoff', purpose: 'new-project' },
      fileToSave: project,
    },
    { procedure: 'project.create', request: { file: '$file' } },
    { procedure: 'preference.write', request: { name: 'test', value: { a: ['ü'] } } },
    { procedure: 'project.stats', request: {} },
    { procedure: 'no.such', request: {} },
    { procedure: 'project.open', request: { file: '/etc/passwd' } },
  ]);
  expect(made.errorBoxes).toEqual([]);
  expect(made.replies).toMatchObject([
    { ok: true, value: { shell: 'electron', version: '0.1.0', nativeMenu: true } },
    { ok: true, value: null },
    { ok: true, value: { name: 'Wahl 2026.standoff', size: 0 } },
    { ok: true, value: { name: 'Wahl 2026', documentCount: 0 } },
    { ok: true },
    { ok: true, value: { documents: 0, annotations: 0 } },
    { ok: false, error: { code: 'request.unknown-procedure' } },
    { ok: false, error: { code: 'request.invalid' } },
  ]);
  expect(made.events).toContainEqual({
    event: 'project.changed',
    value: { project: expect.objectContaining({ name: 'Wahl 2026' }) },
  });
  expect(made.steps.slice(0, 4)).toEqual([
    'name Standoff',
    'sandbox',
    'ready',
    'load app://bundle/index.html',
  ]);
  expect(made.steps.slice(-3)).toEqual(['hide', 'destroy', 'quit']);
  // Nothing is left that only an open database has.
  expect(readdirSync(folder).filter((name) => name.startsWith('Wahl'))).toEqual(['Wahl 2026.standoff']);
  expect(existsSync(join(folder, 'data', 'window.json'))).toBe(true);
}, 60_000);

test('reads the files of others in the thread that is built beside', async () => {
  const file = join(folder, 'spans.jsonl');
  writeFileSync(file, '{"id":1,"text":"Ana said no.","label":[[0,3,"person"]]}\n');
  const { replies } = await run(
    [
      {
        procedure: 'shell.pick-save-file',
        request: { suggestedName: 'x', purpose: 'export' },
        fileToSave: file,
      },
      { procedure: 'import.inspect', request: { files: [{ file: '$file', name: 'spans.jsonl' }] } },
    ],
    project,
  );
  expect(replies[1]).toMatchObject({
    ok: true,
    value: [{ format: 'doccano', problem: null, documentCount: 1, annotationCount: 1 }],
  });
}, 60_000);

test('opens the project that it is started with before the page asks', async () => {
  const opened = await run(
    [
      { procedure: 'project.read', request: {} },
      { procedure: 'preference.read', request: {} },
    ],
    project,
  );
  expect(opened.replies).toMatchObject([
    { ok: true, value: { name: 'Wahl 2026' } },
    { ok: true, value: { test: { a: ['ü'] } } },
  ]);
  expect(opened.messageBoxes).toEqual([]);
}, 60_000);

test('says why a project that it is started with cannot be opened, and starts without it', async () => {
  const missing = await run([{ procedure: 'project.read', request: {} }], join(folder, 'missing.standoff'));
  expect(missing.replies).toMatchObject([{ ok: true, value: null }]);
  expect(missing.messageBoxes).toMatchObject([{ message: '“missing.standoff” was not opened.' }]);
  expect(missing.messageBoxes[0]?.detail).toMatch(/\w+ .*\.$/);
}, 60_000);
