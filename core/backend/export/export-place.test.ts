import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openExportPlace } from './export-place.ts';
import { MANIFEST_NAME } from './manifest.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'standoff-place-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const work = { pace: async () => {}, cancelled: () => false };
const manifestOf = (...paths: string[]): string[] => [
  JSON.stringify({ application: 'Standoff', format: 'brat', files: paths.map((path) => ({ path })) }),
];
const SHA_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('a folder appears whole, with its hashes, and leaves nothing beside it', async () => {
  const place = openExportPlace(join(parent, 'out'), 'folder');
  expect(place.append('a/b.txt', 'ab')).toEqual({ start: 0, end: 2 });
  place.append('c.txt', Uint8Array.of(1));
  expect(place.append('a/b.txt', 'c')).toEqual({ start: 2, end: 3 });
  expect(await place.settle(work)).toEqual([
    { path: 'a/b.txt', bytes: 3, sha256: SHA_OF_ABC },
    { path: 'c.txt', bytes: 1, sha256: expect.any(String) },
  ]);
  expect(await readdir(parent)).not.toContain('out');
  await place.commit(['{', '}']);
  await place.discard();
  expect(await readdir(parent)).toEqual(['out']);
  expect(await readFile(join(parent, 'out/a/b.txt'), 'utf8')).toBe('abc');
  expect(await readFile(join(parent, 'out', MANIFEST_NAME), 'utf8')).toBe('{}');
});

test('parts of a file stand in it by their numbers, whenever they were written', async () => {
  const place = openExportPlace(join(parent, 'out.txt'), 'file');
  place.append('report.txt', '');
  place.append('report.txt', 'last, ', 2);
  place.append('report.txt', 'middle, ', 1);
  place.append('report.txt', 'still last', 2);
  expect(place.append('report.txt', 'head, ')).toEqual({ start: 0, end: 6 });
  const [file] = (await place.settle(work)) ?? [];
  expect(file?.path).toBe('out.txt');
  expect(await place.hashOf('out.txt')).toBe(file?.sha256);
  expect(Buffer.from(await place.read('report.txt', 2, 6, 11)).toString()).toBe('still');
  await place.commit(manifestOf());
  expect(await readFile(join(parent, 'out.txt'), 'utf8')).toBe('head, middle, last, still last');
  expect((await readdir(parent)).sort()).toEqual(['out.txt', 'out.txt.manifest.json']);
});

test('thousands of files, of which few are open, also where they are written to again', async () => {
  const place = openExportPlace(join(parent, 'out'), 'folder');
  const count = 3000;
  for (let file = 0; file < count; file += 1) place.append(`${file % 7}/${file}.txt`, `${file}\n`);
  for (let file = 0; file < count; file += 100) place.append(`${file % 7}/${file}.txt`, 'more');
  const files = (await place.settle(work)) ?? [];
  expect(files).toHaveLength(count);
  for (const { path, sha256 } of files.slice(0, 201)) expect(await place.hashOf(path)).toBe(sha256);
  await place.commit(manifestOf(...files.map(({ path }) => path)));
  expect(await readFile(join(parent, 'out', String(200 % 7), '200.txt'), 'utf8')).toBe('200\nmore');
  expect((await readdir(join(parent, 'out'), { recursive: true })).length).toBe(count + 8);
  expect(await readdir(parent)).toEqual(['out']);
}, 60_000);

test('an archive has the same bytes whenever it is written', async () => {
  const pack = async (name: string, paths: readonly string[]) => {
    const place = openExportPlace(join(parent, name), 'archive');
    for (const path of paths) place.append(path, path.repeat(50));
    const [file] = (await place.settle(work)) ?? [];
    await place.commit(manifestOf());
    return file;
  };
  const first = await pack('one.zip', ['b.txt', 'a/ü.txt', 'c']);
  await new Promise((resolve) => setTimeout(resolve, 2100));
  const second = await pack('two.zip', ['c', 'a/ü.txt', 'b.txt']);
  expect(second?.sha256).toBe(first?.sha256);
  const bytes = await readFile(join(parent, 'one.zip'));
  expect(bytes.length).toBe(first?.bytes);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes.indexOf('a/ü.txt')).toBeLessThan(bytes.indexOf('b.txt'));
});

test('discarded or cancelled, it leaves nothing', async () => {
  const place = openExportPlace(join(parent, 'out'), 'folder');
  place.append('a.txt', 'a');
  expect(await place.settle({ ...work, cancelled: () => true })).toBeNull();
  await place.discard();
  expect(await readdir(parent)).toEqual([]);
});

test.each(['../a', '/a', 'a/../b', 'a//b', '.', 'a\\b', ''])('writes no file to %j', async (path) => {
  const place = openExportPlace(join(parent, 'out'), 'folder');
  expect(() => place.append(path, 'x')).toThrow('is not a path');
  await place.discard();
});

test('takes the place of an empty folder and of an earlier export, and of nothing else', async () => {
  const out = join(parent, 'out');
  await mkdir(out);
  const write = async (name: string): Promise<void> => {
    const place = openExportPlace(out, 'folder');
    try {
      place.append(name, name);
      await place.settle(work);
      await place.commit(manifestOf(name));
    } finally {
      await place.discard();
    }
  };
  await write('one.txt');
  await write('two.txt');
  expect((await readdir(out)).sort()).toEqual([MANIFEST_NAME, 'two.txt']);
  await writeFile(join(out, 'mine.txt'), 'mine');
  await expect(write('three.txt')).rejects.toThrow('holds “mine.txt”, which is not of an earlier export');
  expect((await readdir(out)).sort()).toEqual([MANIFEST_NAME, 'mine.txt', 'two.txt']);
  expect(await readdir(parent)).toEqual(['out']);
});

test('what comes into the folder while the export runs stays', async () => {
  const out = join(parent, 'out');
  const place = openExportPlace(out, 'folder');
  place.append('a', 'a');
  await mkdir(out);
  await writeFile(join(out, 'late.txt'), 'late');
  await place.settle(work);
  await expect(place.commit(manifestOf('a'))).rejects.toThrow('“late.txt”');
  await place.discard();
  expect(await readdir(out)).toEqual(['late.txt']);
  expect(await readdir(parent)).toEqual(['out']);
});

test('a file of that name, and a folder whose manifest is not ours, are refused', async () => {
  await writeFile(join(parent, 'out'), 'a file');
  expect(() => openExportPlace(join(parent, 'out'), 'folder')).toThrow('is a file');
  await mkdir(join(parent, 'data'));
  await writeFile(join(parent, 'data', MANIFEST_NAME), '{"name":"a web app"}');
  expect(() => openExportPlace(join(parent, 'data'), 'folder')).toThrow('manifest.json');
});
