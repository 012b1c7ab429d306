import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codecOf } from '#formats/codecs.ts';
import { FORMATS } from '#formats/infos.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { newsRecords } from '../../../test-support/news-records.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';
import { readManifest } from './manifest.ts';

const written = FORMATS.filter(({ id, writes }) => writes !== null && id !== 'jsonl');
const [records = []] = fc.sample(newsRecords(newsScheme, 6), { numRuns: 1, seed: 7 });

let backend: TestBackend;
let annotations = 0;
beforeAll(async () => {
  backend = await openTestBackend();
  await newProject('source');
  const { file } = await backend.put('source.jsonl', `${records.map(serialiseRecord).join('\n')}\n`);
  const outcome = await backend.job('import.start', { files: [{ file, name: 'source.jsonl' }] });
  annotations = outcome.is === 'imported' ? outcome.imported.annotations : 0;
  expect(annotations).toBeGreaterThan(10);
});
afterAll(() => backend.close());

async function newProject(name: string): Promise<void> {
  await backend.call('project.create', { file: backend.adopt(`${name}.standoff`).file });
}

const openSource = () => backend.call('project.open', { file: backend.adopt('source.standoff').file });

async function exportTo(format: (typeof FORMATS)[number]['id'], name: string) {
  const outcome = await backend.job('export.start', { format, file: backend.adopt(name).file });
  if (outcome.is !== 'exported') throw new Error(JSON.stringify(outcome));
  return outcome.exported;
}

/** Every file below a folder, or the file itself, with its content; and the manifest. */
async function contentsOf(name: string, isFolder: boolean) {
  const path = join(backend.folder, name);
  const names = isFolder
    ? (await readdir(path, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
        .sort()
    : [''];
  const files = new Map<string, string>();
  for (const each of names) files.set(each, await readFile(join(path, each), 'latin1'));
  const manifest = isFolder ? files.get('manifest.json') : await readFile(`${path}.manifest.json`, 'utf8');
  files.delete('manifest.json');
  return { files, manifest: manifest ?? '' };
}

function sumOf(documents: readonly Record<string, unknown>[]): Record<string, number> {
  const sums: Record<string, number> = { annotations: 0, relations: 0, links: 0, linkedWords: 0 };
  for (const [name, value] of documents.flatMap((document) => Object.entries(document))) {
    if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}

describe.each(written.map((info) => [info.id, info] as const))('%s', (format, info) => {
  const isFolder = info.folder === true;
  const name = isFolder ? `${format}-out` : `out.${info.extensions[0]}.${format}`;

  test('is written, read back, the same each time, with a manifest; the preview says the same', async () => {
    await openSource();
    const exported = await exportTo(format, name);
    expect(exported.differences).toEqual([]);
    expect(exported.verified).toBe(codecOf(format)?.parse == null ? null : true);
    const first = await contentsOf(name, isFolder);
    expect(readManifest(first.manifest)?.format).toBe(format);
    const manifest = JSON.parse(first.manifest) as {
      losses: unknown[];
      documents: Record<string, unknown>[];
    };
    expect(manifest.losses).toHaveLength(exported.losses.reduce((sum, { count }) => sum + count, 0));
    const preview = await backend.call('export.preview', { format });
    const { layers: _layers, gold: _gold, ...previewed } = preview;
    const { documents, annotations: chosen, relations, written: inFiles, otherLayers } = exported;
    expect({
      ...previewed,
      losses: preview.losses.map(({ parts: _, ...loss }) => loss),
    }).toEqual({
      documents,
      annotations: chosen,
      relations,
      written: inFiles,
      otherLayers,
      losses: exported.losses,
    });
    expect(sumOf(manifest.documents)).toMatchObject({
      annotations: inFiles.annotations,
      relations: inFiles.relations,
      links: inFiles.links,
      linkedWords: inFiles.linkedWords,
    });
    await exportTo(format, name);
    expect((await contentsOf(name, isFolder)).files).toEqual(first.files);
    expect((await readdir(backend.folder)).filter((each) => each.endsWith('.tmp'))).toEqual([]);
  }, 30_000);

  test('cancelled, what stood there stands there still', async () => {
    await openSource();
    const before = await contentsOf(name, isFolder);
    const outcome = await backend.job('export.start', { format, file: backend.adopt(name).file }, (jobId) =>
      backend.call('job.cancel', { jobId }),
    );
    expect(outcome.is === 'cancelled' || outcome.is === 'exported').toBe(true);
    expect((await contentsOf(name, isFolder)).files).toEqual(before.files);
  });

  if (codecOf(format)?.parse == null) return;

  test('comes into another project with what it could hold, and a second time adds nothing', async () => {
    await openSource();
    const { written: inFiles } = await exportTo(format, name);
    await newProject(`${format}-back`);
    const path = join(backend.folder, name);
    const names = isFolder ? [...(await contentsOf(name, true)).files.keys(), 'manifest.json'] : [name];
    const files = names.map((each) => ({
      file: backend.adopt(isFolder ? `${name}/${each}` : name).file,
      name: each,
    }));
    expect(path).toContain(name);
    const inspected = await backend.call('import.inspect', { files });
    expect(inspected.map(({ problem }) => problem).filter((problem) => problem !== null)).toEqual([]);
    expect(new Set(inspected.map((one) => one.format))).toEqual(new Set([format]));
    expect(inspected.every(({ formatCertain }) => formatCertain)).toBe(true);

    const outcome = await backend.job('import.start', { files });
    if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
    const { filesLeftOut, spansLeftOut, problems } = outcome.imported;
    expect({ filesLeftOut, spansLeftOut }, JSON.stringify(problems.slice(0, 5))).toEqual({
      filesLeftOut: 0,
      spansLeftOut: 0,
    });
    const { annotations: back, relations: related } = outcome.imported;
    expect({ annotations: back, relations: related }).toEqual({
      annotations: inFiles.annotations,
      relations: inFiles.relations,
    });
    expect((await backend.call('project.check', {})).problems).toEqual([]);

    const again = await backend.job('import.start', { files });
    expect(again).toMatchObject({
      is: 'imported',
      imported: { documents: 0, annotations: 0, filesLeftOut: 0 },
    });
  }, 30_000);
});

test('reports are called after the project', async () => {
  await openSource();
  await exportTo('html', 'report.html');
  const [[, page = ''] = []] = [...(await contentsOf('report.html', false)).files];
  expect(page).toContain('<title>source</title>');
});

test('reports list documents alphabetically, whatever the case and the accents', async () => {
  await newProject('alphabet');
  const titles = ['beta', 'Zebra', 'Éclair', 'alpha 10', 'Alpha 2', 'eclipse'];
  for (const [index, title] of titles.entries())
    await backend.call('import.paste', { title, text: `Text ${index}` });
  const inOrder = ['Alpha 2', 'alpha 10', 'beta', 'Éclair', 'eclipse', 'Zebra'];
  for (const [format, name, heading] of [
    ['html', 'alphabet.html', /<h2 dir="auto">\d+\. (.*)<\/h2>/g],
    ['markdown', 'alphabet.md', /^## (.*)$/gm],
  ] as const) {
    await exportTo(format, name);
    const report = await readFile(join(backend.folder, name), 'utf8');
    expect([...report.matchAll(heading)].map(([, title]) => title)).toEqual(inOrder);
  }
});

test('the files have as many spans and relations as is said', async () => {
  await openSource();
  const all = ({ written: { annotations: own, linkedWords } }: Awaited<ReturnType<typeof exportTo>>) =>
    own + linkedWords;
  const between = ({ written: { relations, links } }: Awaited<ReturnType<typeof exportTo>>) =>
    relations + links;

  const brat = await exportTo('brat', 'count-brat');
  expect(brat.written.linkedWords).toBeGreaterThan(0);
  const ann = [...(await contentsOf('count-brat', true)).files]
    .filter(([path]) => path.endsWith('.ann'))
    .flatMap(([, content]) => content.split('\n'));
  expect(ann.filter((line) => line.startsWith('T'))).toHaveLength(all(brat));
  expect(ann.filter((line) => line.startsWith('R'))).toHaveLength(between(brat));
  const words = ann.filter((line) => /^T\d+\tCue(?:_object)? /.test(line));
  expect(words).toHaveLength(brat.written.linkedWords);
  expect(words.some((line) => line.includes('\tCue_object '))).toBe(true);

  const dataset = await exportTo('huggingface', 'count-dataset');
  const rows = ((await contentsOf('count-dataset', true)).files.get('data/train-00000-of-00001.jsonl') ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { spans: { id: string }[]; relations: unknown[] });
  expect(rows.flatMap(({ spans }) => spans)).toHaveLength(all(dataset));
  expect(rows.flatMap(({ spans }) => spans).filter(({ id }) => id.endsWith('.span'))).toHaveLength(
    dataset.written.linkedWords,
  );
  expect(rows.flatMap(({ relations }) => relations)).toHaveLength(between(dataset));

  const columns = await exportTo('conll2002', 'count-columns');
  const tags = [...(await contentsOf('count-columns', true)).files.values()].flatMap(
    (content) => content.match(/ B-/g) ?? [],
  );
  expect(tags).toHaveLength(columns.written.annotations);
  expect(columns.written).toMatchObject({ relations: 0, links: 0, linkedWords: 0 });
  expect(columns.written.annotations).toBeLessThan(columns.annotations);
});

test('a folder that is not an earlier export is not touched', async () => {
  await openSource();
  await mkdir(join(backend.folder, 'mine'));
  await writeFile(join(backend.folder, 'mine', 'thesis.txt'), 'years of work');
  const outcome = await backend.job('export.start', { format: 'brat', file: backend.adopt('mine').file });
  expect(outcome).toEqual({ is: 'failed', message: expect.stringContaining('“thesis.txt”') });
  expect(await readdir(join(backend.folder, 'mine'))).toEqual(['thesis.txt']);
});

test('what is read and not written is refused', async () => {
  const reply = await backend.reply('export.preview', { format: 'text' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'export.not-written' } });
});
