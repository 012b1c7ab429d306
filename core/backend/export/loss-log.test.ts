import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Loss } from '#formats/exchange.ts';
import { openLossLog } from './loss-log.ts';
import type { Manifest } from './manifest.ts';
import { manifestText, readManifest } from './manifest.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standoff-losses-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lossOf = (number: number): Loss => ({
  documentId: `document ${Math.floor(number / 10)}`,
  annotationId: number % 7 === 0 ? null : `Größe 🚋 ${number}`,
  what: number % 3 === 0 ? 'span-changed' : 'relation-dropped',
  why: 'The “format”\nholds none.',
});

test.each([0, 3, 20_000])('gives back %d losses, all and in ranges, and counts them', async (count) => {
  const log = openLossLog(join(folder, 'losses'));
  const places: number[] = [];
  const given = Array.from({ length: count }, (_, number) => lossOf(number));
  for (const loss of given) {
    places.push(log.place());
    log.add(loss);
  }
  places.push(log.place());
  expect([...log.all()]).toEqual(given);
  for (const [first, last] of [
    [0, count],
    [0, Math.min(10, count)],
    [Math.floor(count / 3), Math.floor(count / 2)],
    [Math.max(0, count - 5), count],
    [count, count],
  ] as const) {
    expect(log.read({ start: places[first] ?? 0, end: places[last] ?? 0 })).toEqual(given.slice(first, last));
  }
  expect(log.counts().reduce((sum, each) => sum + each.count, 0)).toBe(count);
  log.close();
  // Few stay in memory.
  expect(await readdir(folder)).toEqual(count > 1000 ? ['losses'] : []);
});

test('a manifest lists so many losses as can be read again, and counts all', () => {
  function* losses() {
    for (let number = 0; number < 100_001; number += 1) yield lossOf(number);
  }
  const given: Omit<Manifest, 'losses'> = {
    application: 'Standoff',
    applicationVersion: '1.0.0',
    manifestVersion: 1,
    format: 'brat',
    exportedAt: '2026-01-02T03:04:05.678Z',
    scheme: { name: 'News', version: 1 },
    offsetUnit: null,
    options: {},
    names: { 'span a': 'b\n "c"' },
    files: [{ path: 'a/b.ann', bytes: 3, sha256: '0'.repeat(64) }],
    documents: [],
    lossCounts: [{ what: 'span-changed', why: 'x', count: 100_001 }],
    verified: true,
    differences: ['one\ntwo'],
  };
  const text = [...manifestText({ ...given, losses: losses() })].join('');
  const { losses: listed, ...rest } = JSON.parse(text) as Manifest;
  expect(rest).toEqual(given);
  expect(listed).toHaveLength(100_000);
  expect(listed[99_999]).toEqual(lossOf(99_999));
  expect(readManifest(text)?.paths).toEqual(new Set(['a/b.ann']));
  const small = { ...given, losses: [lossOf(1), lossOf(2)] };
  expect([...manifestText(small)].join('')).toBe(`${JSON.stringify(small, null, 1)}\n`);
});
