import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeZip } from '../../../../test-support/make-zip.ts';
import { entryAlone, unpackArchive } from './archive-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEBIBYTE = 1024 * 1024;
const scratch = join(folder, 'scratch');

async function archiveOf(files: Parameters<typeof makeZip>[0]) {
  const path = join(folder, 'a.qdpx');
  writeFileSync(path, await makeZip(files));
  return unpackArchive('a.qdpx', path, scratch);
}

/** Pieces are about two MiB, which the characters are to lie across. */
test.each([
  ['nothing', ''],
  ['less than a piece', 'one\ntwo'],
  ['a piece and its line end', `${'x'.repeat(2 * MEBIBYTE)}\n`],
  ['characters of two bytes', `a${'ü'.repeat(3 * MEBIBYTE)}`],
  ['characters of three bytes', `a${'語'.repeat(2 * MEBIBYTE)}`],
  ['characters of four bytes', `abc${'🚋'.repeat(MEBIBYTE)}`],
  ['lines', `${'ü\n'.repeat(2 * MEBIBYTE)}end`],
])('pieces end with a character and make the file again: %s', async (_, content) => {
  const opened = await archiveOf({ 'b.txt': 'before', 'project.qde': content, 'z.txt': 'behind' });
  if (!opened.ok) throw new Error(opened.error);
  const { file, discard } = opened.value;
  const pieces = [...(file.entries.find(({ name }) => name === 'project.qde')?.pieces() ?? [])];
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let text = '';
  for (const { firstLine, bytes, problem } of pieces) {
    expect([firstLine, problem]).toEqual([line, null]);
    const part = decoder.decode(bytes);
    line += part.split('\n').length - 1;
    text += part;
  }
  expect(text === content).toBe(true);
  await discard();
});

test('files are read where they are asked for, and go with the archive', async () => {
  const opened = await archiveOf({ 'a.qde': '<Project/>', 'sources/ü.txt': 'Night', 'empty.txt': '' });
  if (!opened.ok) throw new Error(opened.error);
  const { file, discard } = opened.value;
  expect(file.isPacked).toBe(true);
  expect(file.entries.map(({ name, size, bytes }) => [name, size, Buffer.from(bytes()).toString()])).toEqual([
    ['a.qde', 10, '<Project/>'],
    ['sources/ü.txt', 5, 'Night'],
    ['empty.txt', 0, ''],
  ]);
  expect(existsSync(scratch)).toBe(true);
  await discard();
  expect(existsSync(scratch)).toBe(false);
});

test('bytes that are no UTF-8 are no reason to go on for ever', async () => {
  const opened = await archiveOf({ 'a.qde': { bytes: Buffer.alloc(5 * MEBIBYTE, 0xbf), stored: true } });
  if (!opened.ok) throw new Error(opened.error);
  const pieces = [...(opened.value.file.entries[0]?.pieces() ?? [])];
  expect(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(5 * MEBIBYTE);
  await opened.value.discard();
});

test('a damaged archive is refused, and leaves nothing', async () => {
  const zip = Buffer.from(await makeZip({ 'a.qde': { bytes: Buffer.from('<Project/>'), stored: true } }));
  zip.write('X', zip.indexOf('<Project/>'));
  const path = join(folder, 'damaged.qdpx');
  writeFileSync(path, zip);
  expect(await unpackArchive('damaged.qdpx', path, scratch)).toEqual({
    ok: false,
    error: '“a.qde”: The archive is damaged there. Copy or download it again.',
  });
  expect(existsSync(scratch)).toBe(false);
});

test('a place that cannot be written to is said', async () => {
  const path = join(folder, 'good.qdpx');
  writeFileSync(path, await makeZip({ 'a.qde': '<Project/>' }));
  expect(await unpackArchive('good.qdpx', path, join(folder, 'no', 'scratch'))).toEqual({
    ok: false,
    error: "It could not be unpacked into the app's folder (ENOENT). Make room there and try again.",
  });
});

test('a file by itself is its own entry', async () => {
  const path = join(folder, 'project.qde');
  writeFileSync(path, '<Project/>');
  const { file, discard } = entryAlone('p.qde', path, 10);
  expect([file.isPacked, file.entries.map(({ name }) => name)]).toEqual([false, ['p.qde']]);
  expect(Buffer.from(file.entries[0]?.bytes() ?? []).toString()).toBe('<Project/>');
  await discard();
  expect(existsSync(path)).toBe(true);
});
