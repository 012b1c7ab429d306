import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { OutputFile } from '#formats/exchange.ts';
import { readZip } from './read-zip.ts';
import { writeZip } from './write-zip.ts';

const FILES: readonly OutputFile[] = [
  { path: 'sources/b.txt', content: 'b'.repeat(10_000) },
  { path: 'project.qde', content: '<Project/>' },
  { path: 'sources/ä 🚋.txt', content: new Uint8Array([0, 255]) },
  { path: 'empty.txt', content: '' },
];

async function zipOf(files: readonly OutputFile[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(files)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('what is written is read back, sorted by name', async () => {
  const read = await readZip(await zipOf(FILES));
  expect(
    read.ok && read.value.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')]),
  ).toEqual([
    ['empty.txt', ''],
    ['project.qde', '<Project/>'],
    ['sources/b.txt', 'b'.repeat(10_000)],
    ['sources/ä 🚋.txt', '\u0000\u00ff'],
  ]);
});

test('the same files give the same bytes, in any order and any time zone', async () => {
  const once = await zipOf(FILES);
  expect(await zipOf(FILES.toReversed())).toEqual(once);
  const script = `
    const { writeZip } = await import(process.argv[1]);
    const pieces = [];
    for await (const piece of writeZip([{ path: 'a.txt', content: 'a' }])) pieces.push(piece);
    process.stdout.write(Buffer.concat(pieces).toString('hex'));`;
  const inZone = (zone: string): string =>
    spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script, new URL('write-zip.ts', import.meta.url).href],
      {
        encoding: 'utf8',
        env: { ...process.env, TZ: zone },
      },
    ).stdout;
  expect(inZone('Pacific/Auckland')).toMatch(/^504b0304/);
  expect(inZone('America/Los_Angeles')).toBe(inZone('Pacific/Auckland'));
});

test('each entry is deflated, of 1980-01-01, with its name marked as UTF-8', async () => {
  const zip = await zipOf(FILES);
  let count = 0;
  for (
    let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1');
    at !== -1;
    at = zip.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    expect([zip.readUInt16LE(at + 8) & 0x800, zip.readUInt16LE(at + 10)]).toEqual([0x800, 8]);
    // Time, then day 1, month 1, year 0 from 1980.
    expect([zip.readUInt16LE(at + 12), zip.readUInt16LE(at + 14)]).toEqual([0, (1 << 5) | 1]);
    count += 1;
  }
  expect(count).toBe(FILES.length);
  expect(zip.length).toBeLessThan(1000);
});

test('a name that leads out of the archive is not written', async () => {
  await expect(zipOf([{ path: '../a.txt', content: 'a' }])).rejects.toThrow();
});
