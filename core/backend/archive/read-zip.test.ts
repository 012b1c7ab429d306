import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { makeZip, patchList, renameInZip } from '../../../test-support/make-zip.ts';
import { readZip } from './read-zip.ts';
import { DEFAULT_ZIP_LIMITS } from './zip-limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

/** Places in a record of the list. */
const MADE_BY = 4;
const FLAGS = 8;
const METHOD = 10;
const CRC = 16;
const PACKED = 20;
const UNPACKED = 24;
const PLACE = 42;

async function refusal(zip: Uint8Array, limits = DEFAULT_ZIP_LIMITS): Promise<string> {
  const read = await readZip(zip, limits);
  if (read.ok) throw new Error(`The archive was read: ${read.value.map(({ name }) => name).join(', ')}`);
  return read.error;
}

describe('an archive', () => {
  test('is read in the order of its list, names with folders, folders left out', async () => {
    const zip = await makeZip({
      'b/two.txt': 'zwei',
      'leer/': '',
      'a.txt': 'eins',
      'b/Ümläut 😀.ann': 'T1',
      'empty.ann': '',
    });
    const read = await readZip(zip);
    expect(read.ok && read.value.map(({ name, bytes }) => [name, text(bytes)])).toEqual([
      ['b/two.txt', 'zwei'],
      ['a.txt', 'eins'],
      ['b/Ümläut 😀.ann', 'T1'],
      ['empty.ann', ''],
    ]);
  });
  test('is read from a file as from memory', async () => {
    const zip = await makeZip({ 'a.txt': 'eins', 'b.txt': { bytes: Buffer.from('stored'), stored: true } });
    const file = join(folder, 'two.zip');
    writeFileSync(file, zip);
    expect(await readZip(file)).toEqual(await readZip(zip));
  });
  test('may be empty', async () => {
    expect(await readZip(await makeZip({}))).toEqual({ ok: true, value: [] });
  });
  test('keeps an archive in it as it is', async () => {
    const inner = await makeZip({ 'a.xmi': '<x/>' });
    const read = await readZip(await makeZip({ 'annotation/doc/anna.zip': inner }));
    expect(read).toEqual({ ok: true, value: [{ name: 'annotation/doc/anna.zip', bytes: inner }] });
  });
  test('may have names in UTF-8 that it does not mark as such, as those of macOS', async () => {
    const zip = await makeZip({ 'Käse.txt': 'x' });
    const read = await readZip(patchList(zip, 'Käse.txt', FLAGS, (flags) => flags & ~0x800, 2));
    expect(read.ok && read.value[0]?.name).toBe('Käse.txt');
  });
  test('has names without “.” and empty parts', async () => {
    const zip = renameInZip(await makeZip({ 'x/folder/xa.txt': 'x' }), 'x/folder/xa.txt', './folder//a.txt');
    const read = await readZip(zip);
    expect(read.ok && read.value[0]?.name).toBe('folder/a.txt');
  });
  test('may hold short files that are the same line over and over', async () => {
    const blank = new Uint8Array(1024 * 1024).fill(0x20);
    const zip = await makeZip({ 'blank.txt': blank });
    expect(zip.length).toBeLessThan(blank.length / 500);
    const read = await readZip(zip);
    expect(read.ok && read.value[0]?.bytes.length).toBe(blank.length);
  });
});

describe('an archive is refused', () => {
  test.each([
    ['../../etc/passwd', 'leads out of the archive'],
    ['a/../../b.txt', 'leads out of the archive'],
    ['/etc/passwd', 'names a place outside the archive'],
    ['C:/Windows/a.txt', 'names a drive'],
    ['c:a.txt', 'names a drive'],
    ['..\\..\\a.txt', 'has a backslash in its name'],
    ['a\\b.txt', 'has a backslash in its name'],
    ['\\\\server\\a.txt', 'has a backslash in its name'],
    ['a\u0000b.txt', 'has a control character in its name'],
  ])('whose name %j leads astray', async (name, why) => {
    const plain = 'x'.repeat(Buffer.byteLength(name));
    const zip = renameInZip(await makeZip({ 'good.txt': 'x', [plain]: 'x' }), plain, name);
    const shown = name.replaceAll('\u0000', '�');
    expect(await refusal(zip)).toBe(
      `“${shown}” in it ${why}. Nothing was unpacked: the archive is not safe.`,
    );
  });
  test('that holds two files of one name', async () => {
    const zip = renameInZip(await makeZip({ 'a.txt': 'x', 'b.txt': 'y' }), 'b.txt', 'a.txt');
    expect(await refusal(zip)).toMatch(/^Two files in it have the name “a.txt”/);
  });
  test('that holds a link', async () => {
    const zip = await makeZip({ 'link.txt': { bytes: Buffer.from('/etc/passwd'), mode: 0o120777 } });
    expect(await refusal(zip)).toMatch(/^“link.txt” in it is a link to another place/);
    // The same attributes of a program that does not write modes mean nothing.
    const plain = patchList(zip, 'link.txt', MADE_BY, (madeBy) => madeBy & 0xff, 2);
    expect((await readZip(plain)).ok).toBe(true);
  });
  test('that is locked with a password', async () => {
    const zip = await makeZip({ 'a.txt': 'secret' });
    const locked = patchList(zip, 'a.txt', FLAGS, (flags) => flags | 1, 2);
    expect(await refusal(locked)).toMatch(/“a.txt” in it is locked with a password/);
    const strongly = patchList(zip, 'a.txt', FLAGS, (flags) => flags | 0x41, 2);
    expect(await refusal(strongly)).toMatch(/locked with a password/);
  });
  test('that is packed by a method nobody knows', async () => {
    const zip = patchList(await makeZip({ 'a.txt': 'x' }), 'a.txt', METHOD, () => 99, 2);
    expect(await refusal(zip)).toBe(
      '“a.txt”: It is packed by a method that is not known. Pack it again as usual.',
    );
  });
  test('that is cut off, wherever', async () => {
    const zip = await makeZip({ 'a.txt': 'x'.repeat(1000), 'b.txt': 'y' });
    for (let length = 0; length < zip.length; length += 7) {
      expect(await refusal(zip.subarray(0, length))).toMatch(/no ZIP archive, or its end is missing/);
    }
  });
  test('whose beginning is missing', async () => {
    const zip = await makeZip({ 'a.txt': 'x'.repeat(1000), 'b.txt': 'y' });
    expect(await refusal(zip.subarray(20))).toMatch(/damaged|not whole/);
  });
  test('whose files do not lie where it says', async () => {
    const zip = await makeZip({ 'a.txt': 'x'.repeat(1000) });
    expect(await refusal(patchList(zip, 'a.txt', PLACE, () => 1_000_000))).toMatch(/not whole/);
    expect(await refusal(patchList(zip, 'a.txt', PLACE, () => 3))).toMatch(/damaged/);
  });
  test('that says of a file that it is shorter or longer than it is', async () => {
    const zip = await makeZip({ 'a.txt': 'x'.repeat(1000) });
    for (const lie of [10, 999, 1001, 100_000]) {
      expect(await refusal(patchList(zip, 'a.txt', UNPACKED, () => lie))).toMatch(
        /^“a.txt”: Its size is not what the archive says/,
      );
    }
    const stored = await makeZip({ 'a.txt': { bytes: Buffer.from('stored'), stored: true } });
    expect(await refusal(patchList(stored, 'a.txt', UNPACKED, () => 5))).toMatch(/^Its size is not what/);
    expect(await refusal(patchList(zip, 'a.txt', PACKED, () => 5))).toMatch(/“a.txt”/);
  });
  test('with bytes that are not those that were packed', async () => {
    const stored = await makeZip({ 'a.txt': { bytes: Buffer.from('stored'), stored: true } });
    const damaged = new Uint8Array(Buffer.from(stored));
    damaged[Buffer.from(stored).indexOf('stored')] = 0x53;
    expect(await refusal(damaged)).toBe('“a.txt”: The archive is damaged there. Copy or download it again.');
    expect(await refusal(patchList(stored, 'a.txt', CRC, (sum) => sum ^ 1))).toMatch(/damaged there/);
    const packed = await makeZip({ 'a.txt': 'a text that is long enough to be packed '.repeat(20) });
    const noise = new Uint8Array(packed);
    noise.fill(0xff, 40, 60);
    expect(await refusal(noise)).toMatch(/^“a.txt”: /);
  });
  test('that is a bomb, in one file or in many', async () => {
    const zeros = new Uint8Array(20 * 1024 * 1024);
    expect(await refusal(await makeZip({ 'zeros.txt': zeros }))).toMatch(
      /^“zeros.txt” in it unpacks to more than 200 times its size/,
    );
    const part = zeros.subarray(0, 2 * 1024 * 1024);
    const many = Array.from({ length: 10 }, (_, index) => [`${index}.txt`, part] as const);
    expect(await refusal(await makeZip(many))).toMatch(/^All unpacks to more than 200 times its size/);
  });
  test('whose files share their bytes, as in a bomb of a moderate ratio', async () => {
    const bytes = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 251));
    let zip = await makeZip({ '0.bin': { bytes, stored: true }, '1.bin': '', '2.bin': '', '3.bin': '' });
    for (const name of ['1.bin', '2.bin', '3.bin']) {
      zip = patchList(zip, name, METHOD, () => 0, 2);
      zip = patchList(zip, name, PACKED, () => bytes.length);
      zip = patchList(zip, name, UNPACKED, () => bytes.length);
      zip = patchList(zip, name, PLACE, () => 0);
    }
    expect(await refusal(zip)).toMatch(/^Files in it share the same bytes/);
  });
  test('where it has more than the limits allow', async () => {
    const zip = await makeZip({ 'a.txt': 'x'.repeat(1000), 'b.txt': 'y'.repeat(1000) });
    const limited = (limits: Partial<typeof DEFAULT_ZIP_LIMITS>) =>
      refusal(zip, { ...DEFAULT_ZIP_LIMITS, ...limits });
    expect(await limited({ entries: 1 })).toBe(
      'It holds more than 1 files, which is the limit. Unpack it and import it in parts.',
    );
    expect(await limited({ entryBytes: 999 })).toMatch(/“a.txt” in it has 0.1 MiB unpacked/);
    expect(await limited({ totalBytes: 1999 })).toMatch(/It unpacks to more than 0.1 MiB/);
    expect((await readZip(zip, { ...DEFAULT_ZIP_LIMITS, totalBytes: 2000, entries: 2 })).ok).toBe(true);
  });
  test('that is none, or not there', async () => {
    expect(await refusal(Buffer.from('no archive at all, but long enough to look for one'))).toMatch(
      /no ZIP archive/,
    );
    const missing = await readZip(join(folder, 'missing.zip'));
    expect(missing).toEqual({
      ok: false,
      error: 'There is no such file. It may have been moved or renamed.',
    });
    const isFolder = await readZip(folder);
    expect(isFolder.ok ? '' : isFolder.error).toMatch(/folder/);
  });
});
