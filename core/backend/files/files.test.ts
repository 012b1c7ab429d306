import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileHandle } from '#contract/schemas.ts';
import { fileNameProblem } from './file-name.ts';
import { createFileTable } from './file-table.ts';
import { adoptFolder, adoptPaths, filesBelow } from './files-below.ts';
import { createFolderHandlers } from './folders.ts';
import { dataFolderOf, documentsFolderOf } from './user-folders.ts';
import { serveWindowFile } from './window-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'standoff-files-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the file table', () => {
  test('gives one handle a path, and knows no path that it did not give out', () => {
    const table = createFileTable();
    writeFileSync(join(folder, 'a ü.txt'), 'hallo');
    const adopted = table.adopt(join(folder, 'a ü.txt'));
    expect(adopted).toMatchObject({ name: 'a ü.txt', size: 5 });
    expect(table.adopt(join(folder, '.', 'a ü.txt')).file).toBe(adopted.file);
    expect(table.pathOf(adopted.file)).toBe(join(folder, 'a ü.txt'));
    expect(table.pathOf(join(folder, 'a ü.txt'))).toBeNull();
    expect(createFileTable().pathOf(adopted.file)).toBeNull();
    expect(adopted.file).not.toContain('txt');
  });

  test('takes a file that is still to be written', () => {
    expect(createFileTable().adopt(join(folder, 'new.standoff'))).toMatchObject({ size: 0 });
  });
});

describe('the files of a folder', () => {
  function fill(names: readonly string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), 'four');
    }
  }

  test('are found at all levels, in reading order, without those of the system', async () => {
    fill([
      'b/10.txt',
      'b/2.txt',
      'b/c/d.ann',
      'a.txt',
      '.hidden',
      '.git/config',
      'b/Thumbs.db',
      'b/desktop.ini',
    ]);
    fill(['__MACOSX/b/._2.txt']);
    const found = await filesBelow(folder);
    expect(found).toEqual({
      ok: true,
      value: ['a.txt', 'b/2.txt', 'b/10.txt', 'b/c/d.ann'].map((name) => ({
        name,
        path: join(folder, name),
      })),
    });
    const table = createFileTable();
    const adopted = await adoptFolder(table, folder);
    expect(
      adopted.ok && adopted.value.map(({ file, name, size }) => [table.pathOf(file), name, size]),
    ).toEqual(['a.txt', 'b/2.txt', 'b/10.txt', 'b/c/d.ann'].map((name) => [join(folder, name), name, 4]));
  });

  test('a link to a file counts, one to a folder does not lead in a circle', async () => {
    fill(['a/one.txt']);
    symlinkSync(folder, join(folder, 'a', 'round'));
    symlinkSync(join(folder, 'a', 'one.txt'), join(folder, 'two.txt'));
    symlinkSync(join(folder, 'gone.txt'), join(folder, 'broken.txt'));
    const found = await filesBelow(folder);
    expect(found.ok && found.value.map(({ name }) => name)).toEqual(['a/one.txt', 'two.txt']);
  });

  test('that are too many, or not there, are refused with a sentence', async () => {
    fill(['a.txt', 'b.txt', 'c/d.txt']);
    expect(await filesBelow(folder, 3)).toMatchObject({ ok: true });
    expect(await filesBelow(folder, 2)).toEqual({
      ok: false,
      error: expect.stringMatching(
        /^The folder “.*” has more than 2 files\. Choose one of the folders in it\.$/,
      ),
    });
    expect(await filesBelow(join(folder, 'none'))).toMatchObject({
      ok: false,
      error: expect.stringContaining('is no longer there'),
    });
  });

  test('come for a folder that is dropped, called as from the folder on', async () => {
    fill(['a/one.txt', 'a/b/two.txt', 'three.txt']);
    const adopted = await adoptPaths(createFileTable(), [join(folder, 'three.txt'), join(folder, 'a')]);
    expect(adopted.map(({ name }) => name)).toEqual(['three.txt', 'a/b/two.txt', 'a/one.txt']);
  });
});

describe('folders of the save dialog', () => {
  test('lists sub-folders and the files with the wanted ending, in reading order', async () => {
    for (const name of ['b', 'a10', 'a9', '.hidden']) mkdirSync(join(folder, name));
    for (const name of ['x.standoff', 'Y.STANDOFF', 'note.txt', '.z.standoff'])
      writeFileSync(join(folder, name), '');
    symlinkSync(join(folder, 'missing'), join(folder, 'broken'));
    symlinkSync(join(folder, 'b'), join(folder, 'link'));
    const table = createFileTable();
    const handlers = createFolderHandlers(table, () => folder);
    const reply = await handlers['shell.list-folder']({ extension: 'standoff' });
    if (!reply.ok) throw new Error(reply.error.message);
    expect(reply.value.folders.map((entry) => entry.name)).toEqual(['a9', 'a10', 'b', 'link']);
    expect(reply.value.files).toEqual(['x.standoff', 'Y.STANDOFF']);
    expect(reply.value.path).toBe(folder);
    expect(reply.value.writable).toBe(true);
    expect(reply.value.ancestors.at(-1)).toEqual({ folder: reply.value.folder, name: basename(folder) });
    expect(table.pathOf(reply.value.ancestors[0]?.folder ?? '')).toBe('/');
  });

  test('remembers the folder used last and says why one cannot be read', async () => {
    const table = createFileTable();
    const handlers = createFolderHandlers(table, () => folder);
    mkdirSync(join(folder, 'inner'));
    const inner = table.adopt(join(folder, 'inner')).file;
    await handlers['shell.list-folder']({ folder: inner, extension: '' });
    expect(await handlers['shell.list-folder']({ extension: '' })).toMatchObject({
      ok: true,
      value: { folder: inner },
    });
    rmSync(join(folder, 'inner'), { recursive: true });
    expect(await handlers['shell.list-folder']({ folder: inner, extension: '' })).toMatchObject({
      ok: false,
      error: { code: 'shell.folder-unreadable', message: expect.stringContaining('no longer there') },
    });
    expect(
      await handlers['shell.list-folder']({ folder: 'made up' as FileHandle, extension: '' }),
    ).toMatchObject({ ok: false, error: { code: 'shell.folder-unreadable' } });
  });

  test('names a file inside the folder and nowhere else', async () => {
    const table = createFileTable();
    const handlers = createFolderHandlers(table, () => folder);
    const here = table.adopt(folder).file;
    writeFileSync(join(folder, 'there.jsonl'), '');
    const reply = await handlers['shell.name-file']({ folder: here, name: 'there.jsonl' });
    expect(reply).toMatchObject({ ok: true, value: { exists: true } });
    expect(reply.ok && table.pathOf(reply.value.file)).toBe(join(folder, 'there.jsonl'));
    for (const name of ['../x', '..', 'a/b', 'a\\b', 'nul', 'a\0b', ' ', 'end.']) {
      expect(await handlers['shell.name-file']({ folder: here, name })).toMatchObject({
        error: { code: 'shell.bad-name' },
      });
    }
  });

  test('no accepted name leaves the folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (name) => {
        if (fileNameProblem(name) !== null) return;
        expect(join('/base', name)).toBe(`/base/${name}`);
        expect(basename(join('/base', name))).toBe(name);
      }),
    );
  });
});

describe('user folders', () => {
  const of = (platform: NodeJS.Platform, variables: Record<string, string>, home = '/home/a') =>
    dataFolderOf({ platform, home, variables });
  test('follow each platform', () => {
    expect(of('linux', {})).toBe('/home/a/.local/share/standoff');
    expect(of('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/standoff');
    expect(of('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/a/.local/share/standoff');
    expect(of('darwin', {})).toBe('/home/a/Library/Application Support/Standoff');
    expect(of('win32', { APPDATA: 'C:\\Users\\a\\AppData\\Roaming' })).toBe(
      'C:\\Users\\a\\AppData\\Roaming\\Standoff',
    );
    expect(of('darwin', { STANDOFF_DATA: '/elsewhere' })).toBe('/elsewhere');
  });

  test('documents come from xdg-user-dirs, else Documents, else home', () => {
    const user = { platform: 'linux' as const, home: folder, variables: {} };
    expect(documentsFolderOf(user)).toBe(folder);
    mkdirSync(join(folder, 'Documents'));
    expect(documentsFolderOf(user)).toBe(join(folder, 'Documents'));
    mkdirSync(join(folder, 'Dokumente'));
    mkdirSync(join(folder, '.config'));
    writeFileSync(join(folder, '.config', 'user-dirs.dirs'), 'XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n');
    expect(documentsFolderOf(user)).toBe(join(folder, 'Dokumente'));
  });
});

describe('files of the window', () => {
  test('are served with type and policy, and nothing else is', async () => {
    const root = join(folder, 'window');
    mkdirSync(join(root, 'assets'), { recursive: true });
    writeFileSync(join(root, 'index.html'), '<!doctype html>');
    writeFileSync(join(root, 'assets', 'a b.js'), '1');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    mkdirSync(join(folder, 'window-evil'));
    writeFileSync(join(folder, 'window-evil', 'x.js'), '1');
    symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
    const index = await serveWindowFile(root, 'GET', '/');
    expect(index.status).toBe(200);
    expect(index.headers['content-type']).toContain('text/html');
    expect(index.headers['content-security-policy']).toContain("default-src 'none'");
    expect(index.headers['content-security-policy']).not.toContain('unsafe');
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect((await serveWindowFile(root, 'GET', '/assets/a%20b.js')).body.toString()).toBe('1');
    expect((await serveWindowFile(root, 'POST', '/')).status).toBe(405);
    const outside = [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
      '/%2e%2e/window-evil/x.js',
      '/link.txt',
      '/%00',
      '/%zz',
      'secret.txt',
    ];
    for (const path of outside) {
      const answer = await serveWindowFile(root, 'GET', path);
      expect([path, answer.status, answer.body.length]).toEqual([path, 403, 0]);
    }
    for (const path of ['/missing.js', '/assets']) {
      expect((await serveWindowFile(root, 'GET', path)).status).toBe(404);
    }
  });
});
