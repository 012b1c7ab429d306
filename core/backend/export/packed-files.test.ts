import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeZip } from '../../../test-support/make-zip.ts';
import { openExportPlace } from './export-place.ts';
import { assertPacked } from './packed-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'standoff-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const work = { pace: async () => {}, cancelled: () => false };

async function packed() {
  const place = openExportPlace(join(folder, 'out.qdpx'), 'archive');
  for (const name of ['project.qde', 'sources/a.txt', 'empty.txt']) place.append(name, '');
  place.append('project.qde', 'x'.repeat(100_000));
  place.append('sources/a.txt', 'Night');
  await place.settle(work);
  if (place.archive === null) throw new Error('The place is no archive.');
  return { ...place, archive: place.archive };
}

test('an archive that holds what was put into it is fine', async () => {
  const { archive, discard } = await packed();
  expect(archive.files().map(({ path, bytes }) => [path, bytes])).toEqual([
    ['project.qde', 100_000],
    ['sources/a.txt', 5],
    ['empty.txt', 0],
  ]);
  await assertPacked('out.qdpx', archive, work);
  await discard();
});

const GOOD = { 'project.qde': 'x'.repeat(100_000), 'sources/a.txt': 'Night', 'empty.txt': '' };

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['another byte', { ...GOOD, 'sources/a.txt': 'Light' }, '“out.qdpx/sources/a.txt” could not be read back.'],
  ['a file more', { ...GOOD, 'b.txt': '' }, '“out.qdpx/b.txt” could not be read back.'],
  [
    'a file less',
    { 'project.qde': GOOD['project.qde'], 'empty.txt': '' },
    '“out.qdpx/sources/a.txt” could not be read back.',
  ],
])('an archive with %s is not', async (_, files, message) => {
  const { archive, discard } = await packed();
  writeFileSync(archive.path, await makeZip(files));
  await expect(assertPacked('out.qdpx', archive, work)).rejects.toThrow(message);
  await discard();
});

test('nor is one that is cut off', async () => {
  const { archive, discard } = await packed();
  writeFileSync(archive.path, (await makeZip(GOOD)).subarray(0, 100));
  await expect(assertPacked('out.qdpx', archive, work)).rejects.toThrow(
    '“out.qdpx” could not be read back: ',
  );
  await discard();
});
