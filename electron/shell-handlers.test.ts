import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShellHandlers } from '#backend/dispatcher.ts';
import { createFileTable, type FileTable } from '#backend/files/file-table.ts';
import { createShellHandlers } from './shell-handlers.ts';
import { createFakeElectron, type FakeElectron } from './test-support/fake-electron.ts';

let folder = '';
let fake: FakeElectron;
let files: FileTable;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-shell-'));
  fake = createFakeElectron();
  files = createFileTable();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function handlers(options: { scripted?: boolean } = {}): ShellHandlers {
  return createShellHandlers({
    dialog: fake.electron.dialog,
    window: new fake.electron.BrowserWindow({}),
    table: files,
    documentsFolder: folder,
    version: '1.2.3',
    platform: 'linux',
    scripted: false,
    ...options,
  });
}

test('says what this shell can do; under a test it cannot show native dialogs', async () => {
  const native = { shell: 'electron', version: '1.2.3', platform: 'linux', nativeMenu: true };
  expect(await handlers()['shell.read']({})).toEqual({
    ok: true,
    value: { ...native, nativeOpenDialog: true, nativeSaveDialog: true, scripted: false },
  });
  expect(await handlers({ scripted: true })['shell.read']({})).toEqual({
    ok: true,
    value: { ...native, nativeOpenDialog: false, nativeSaveDialog: false, scripted: true },
  });
});

test('refuses native dialogs while a test drives the window', async () => {
  const shell = handlers({ scripted: true });
  for (const reply of [
    await shell['shell.pick-files']({ purpose: 'import', multiple: true }),
    await shell['shell.pick-folder']({}),
    await shell['shell.pick-save-file']({ purpose: 'export', suggestedName: 'a' }),
  ]) {
    expect(reply).toMatchObject({ ok: false, error: { code: 'shell.not-available' } });
  }
  expect([fake.record.openDialogs, fake.record.saveDialogs]).toEqual([[], []]);
});

describe('the open dialog', () => {
  test('gives handles, never paths', async () => {
    writeFileSync(join(folder, 'a.txt'), 'abc');
    writeFileSync(join(folder, 'b.txt'), '');
    fake.record.filesToOpen = [join(folder, 'a.txt'), join(folder, 'b.txt')];
    const reply = await handlers()['shell.pick-files']({ purpose: 'import', multiple: true });
    expect(reply).toMatchObject({
      value: [
        { name: 'a.txt', size: 3 },
        { name: 'b.txt', size: 0 },
      ],
    });
    expect(JSON.stringify(reply)).not.toContain(folder);
    expect(reply.ok && reply.value.map(({ file }) => files.pathOf(file))).toEqual(fake.record.filesToOpen);
    expect(fake.record.openDialogs[0]?.properties).toEqual(['openFile', 'multiSelections']);
  });
  test('of a folder gives the files in it by their paths below, and never where it lies', async () => {
    mkdirSync(join(folder, 'corpus', 'b'), { recursive: true });
    writeFileSync(join(folder, 'corpus', 'b', 'a.txt'), 'abc');
    fake.record.filesToOpen = [join(folder, 'corpus')];
    const reply = await handlers()['shell.pick-folder']({});
    expect(reply).toMatchObject({ ok: true, value: [{ name: 'b/a.txt', size: 3 }] });
    expect(JSON.stringify(reply)).not.toContain(folder);
    expect(fake.record.openDialogs[0]?.properties).toEqual(['openDirectory']);
    fake.record.filesToOpen = [join(folder, 'gone')];
    expect(await handlers()['shell.pick-folder']({})).toMatchObject({
      error: { code: 'shell.folder-unreadable', message: expect.stringContaining('no longer there') },
    });
    fake.record.filesToOpen = [];
    expect(await handlers()['shell.pick-folder']({})).toEqual({ ok: true, value: null });
  });
  test('asks for one project at a time', async () => {
    await handlers()['shell.pick-files']({ purpose: 'open-project', multiple: false });
    expect(fake.record.openDialogs[0]).toMatchObject({
      properties: ['openFile'],
      filters: [{ extensions: ['standoff'] }, { extensions: ['*'] }],
    });
  });
  test('cancelled, it gives nothing', async () => {
    expect(await handlers()['shell.pick-files']({ purpose: 'import', multiple: true })).toEqual({
      ok: true,
      value: [],
    });
  });
  test('starts in the documents folder, then in the folder used last', async () => {
    const shell = handlers();
    mkdirSync(join(folder, 'inner'));
    fake.record.filesToOpen = [join(folder, 'inner', 'a.txt')];
    await shell['shell.pick-files']({ purpose: 'import', multiple: true });
    await shell['shell.pick-files']({ purpose: 'import', multiple: true });
    await shell['shell.pick-save-file']({ purpose: 'export', suggestedName: 'x.jsonl' });
    expect(fake.record.openDialogs.map((dialog) => dialog.defaultPath)).toEqual([
      folder,
      join(folder, 'inner'),
    ]);
    expect(fake.record.saveDialogs[0]?.defaultPath).toBe(join(folder, 'inner', 'x.jsonl'));
    expect(await shell['shell.list-folder']({ extension: '' })).toMatchObject({
      value: { path: join(folder, 'inner') },
    });
  });
});

describe('the save dialog', () => {
  const pick = async (purpose: 'new-project' | 'export' | 'guidelines', chosen: string) => {
    fake.record.fileToSave = chosen === '' ? '' : join(folder, chosen);
    return handlers()['shell.pick-save-file']({ purpose, suggestedName: 'Suggested' });
  };
  test.each([
    ['new-project', 'mine', 'mine.standoff'],
    ['new-project', 'mine.standoff', 'mine.standoff'],
    ['new-project', 'v1.5', 'v1.5.standoff'],
    ['export', 'data.jsonl', 'data.jsonl'],
    ['export', 'data', 'data'],
  ] as const)('for %s makes of “%s” “%s”', async (purpose, chosen, name) => {
    const reply = await pick(purpose, chosen);
    expect(reply).toMatchObject({ value: { name, size: 0 } });
    expect(reply.ok && reply.value && files.pathOf(reply.value.file)).toBe(join(folder, name));
  });
  test('says what is to be saved', async () => {
    await pick('guidelines', '');
    expect(fake.record.saveDialogs[0]?.title).toBe('Save the guidelines');
  });
  test('asks before it overwrites, and gives null when cancelled', async () => {
    expect(await pick('export', '')).toEqual({ ok: true, value: null });
    expect(fake.record.saveDialogs[0]?.properties).toContain('showOverwriteConfirmation');
  });
});

test('sets the title, and quits by closing the window after it has answered', async () => {
  const shell = handlers();
  await shell['shell.set-title']({ title: 'My project' });
  expect(fake.record.steps).toEqual(['title My project']);
  await shell['shell.quit']({});
  expect(fake.record.steps).toEqual(['title My project']);
  await new Promise(setImmediate);
  expect(fake.record.steps).toEqual(['title My project', 'destroy']);
});
