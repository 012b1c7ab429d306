import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codecOf } from '#formats/codecs.ts';
import { FORMATS } from '#formats/infos.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { choicesOf } from '#formats/registry.ts';
import { isFolderExport } from '#model/export-choice.ts';
import { newsRecords } from '../../../test-support/news-records.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';
import type { Manifest } from './manifest.ts';

const formats = FORMATS.filter((info) => choicesOf(info).includes('split'));
const [records = []] = fc.sample(newsRecords(newsScheme, 12), { numRuns: 1, seed: 11 });
const split = { ratio: { train: 2, dev: 1, test: 1 }, seed: 4, groupBy: 'none' } as const;

let backend: TestBackend;
beforeAll(async () => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('source.standoff').file });
  const { file } = await backend.put('source.jsonl', `${records.map(serialiseRecord).join('\n')}\n`);
  await backend.job('import.start', { files: [{ file, name: 'source.jsonl' }] });
});
afterAll(() => backend.close());

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe.each(formats.map((info) => [info.id, info] as const))('%s', (format, info) => {
  const isRead = format === 'jsonl' || codecOf(format)?.parse != null;

  test('is a folder with each split, read back, the same each time, and comes into another project', async () => {
    expect(isFolderExport(info, { split })).toBe(true);
    await backend.call('project.open', { file: backend.adopt('source.standoff').file });
    const name = `${format}-split`;
    const run = () => backend.job('export.start', { format, split, file: backend.adopt(name).file });
    const outcome = await run();
    if (outcome.is !== 'exported') throw new Error(JSON.stringify(outcome));
    const { exported } = outcome;
    expect(exported.differences).toEqual([]);
    expect(exported.verified).toBe(isRead ? true : null);
    const folder = join(backend.folder, name);
    const files = await filesBelow(folder);
    const contents = () => Promise.all(files.map((path) => readFile(join(folder, path), 'latin1')));
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    expect([...manifest.files.map(({ path }) => path), 'manifest.json'].sort()).toEqual(files);
    const { splits } = manifest.options;
    expect(splits?.dev.length).toBeGreaterThan(0);
    if (info.hasSplits !== true) {
      const places = new Set(manifest.files.map(({ path }) => path.replace(/[/.].*$/, '')));
      expect(places).toEqual(new Set(['train', 'dev', 'test']));
      if (info.folder !== true) {
        expect(manifest.files).toHaveLength(3);
        expect(manifest.files.every(({ path }) => path.endsWith(`.${info.extensions[0]}`))).toBe(true);
      }
    }

    const first = await contents();
    expect(await run()).toMatchObject({ is: 'exported' });
    const isManifest = (index: number) => files[index] === 'manifest.json';
    expect((await contents()).filter((_, index) => !isManifest(index))).toEqual(
      first.filter((_, index) => !isManifest(index)),
    );

    if (!isRead) return;
    await backend.call('project.create', { file: backend.adopt(`${name}.standoff`).file });
    const imported = await backend.job('import.start', {
      files: files.map((path) => ({ file: backend.adopt(`${name}/${path}`).file, name: `${name}/${path}` })),
    });
    if (imported.is !== 'imported') throw new Error(JSON.stringify(imported));
    const { filesLeftOut, spansLeftOut, documents, duplicates, annotations } = imported.imported;
    const lost = exported.losses.filter(({ what }) => what === 'span-left-out');
    const mostLost = lost.reduce((sum, { count }) => sum + count, 0);
    expect({ filesLeftOut, spansLeftOut }, JSON.stringify(imported)).toEqual({
      filesLeftOut: 0,
      spansLeftOut: 0,
    });
    expect(documents + duplicates).toBeGreaterThanOrEqual(records.length);
    expect(annotations).toBeGreaterThanOrEqual(exported.annotations - mostLost);
  }, 60_000);
});
