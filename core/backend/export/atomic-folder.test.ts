import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAtomicFolder } from './atomic-folder.ts';
import { MANIFEST_NAME } from './manifest.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'standoff-folder-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const manifestOf = (...paths: string[]): string =>
  JSON.stringify({ application: 'Standoff', format: 'brat', files: paths.map((path) => ({ path })) });

test('appears whole, with its hashes, and leaves nothing beside it', async () => {
  const folder = openAtomicFolder(join(parent, 'out'));
  expect(folder.write('a/b.txt', 'abc')).toEqual({
    path: 'a/b.txt',
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  folder.write('c.txt', Uint8Array.of(1));
  expect(await readdir(parent)).not.toContain('out');
  folder.commit();
  folder.discard();
  expect(await readdir(parent)).toEqual(['out']);
  expect(await readFile(join(parent, 'out/a/b.txt'), 'utf8')).toBe('abc');
});

test('discarded, it leaves nothing', async () => {
  const folder = openAtomicFolder(join(parent, 'out'));
  folder.write('a.txt', 'a');
  folder.discard();
  expect(await readdir(parent)).toEqual([]);
});

test.each(['../a', '/a', 'a/../b', 'a//b', '.', 'a\\b', ''])('writes no file to %j', (path) => {
  const folder = openAtomicFolder(join(parent, 'out'));
  expect(() => folder.write(path, 'x')).toThrow('is not a path');
  folder.discard();
});

test('writes no file twice', () => {
  const folder = openAtomicFolder(join(parent, 'out'));
  folder.write('a', 'x');
  expect(() => folder.write('a', 'y')).toThrow('EEXIST');
  folder.discard();
});

test('takes the place of an empty folder and of an earlier export, and of nothing else', async () => {
  const out = join(parent, 'out');
  await mkdir(out);
  const write = (name: string): void => {
    const folder = openAtomicFolder(out);
    try {
      folder.write(name, name);
      folder.write(MANIFEST_NAME, manifestOf(name));
      folder.commit();
    } finally {
      folder.discard();
    }
  };
  write('one.txt');
  write('two.txt');
  expect((await readdir(out)).sort()).toEqual([MANIFEST_NAME, 'two.txt']);
  await writeFile(join(out, 'mine.txt'), 'mine');
  expect(() => write('three.txt')).toThrow('holds “mine.txt”, which is not of an earlier export');
  expect((await readdir(out)).sort()).toEqual([MANIFEST_NAME, 'mine.txt', 'two.txt']);
  expect(await readdir(parent)).toEqual(['out']);
});

test('what comes into the folder while the export runs stays', async () => {
  const out = join(parent, 'out');
  const folder = openAtomicFolder(out);
  folder.write('a', 'a');
  await mkdir(out);
  await writeFile(join(out, 'late.txt'), 'late');
  expect(() => folder.commit()).toThrow('“late.txt”');
  folder.discard();
  expect(await readdir(out)).toEqual(['late.txt']);
  expect(await readdir(parent)).toEqual(['out']);
});

test('a file of that name, and a folder whose manifest is not ours, are refused', async () => {
  await writeFile(join(parent, 'out'), 'a file');
  expect(() => openAtomicFolder(join(parent, 'out'))).toThrow('is a file');
  await mkdir(join(parent, 'data'));
  await writeFile(join(parent, 'data', MANIFEST_NAME), '{"name":"a web app"}');
  expect(() => openAtomicFolder(join(parent, 'data'))).toThrow('manifest.json');
});
