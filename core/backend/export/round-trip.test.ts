import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLine } from '#formats/jsonl/parse.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import type { Scheme } from '#model/scheme.ts';
import { newsRecords } from '../../../test-support/news-records.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { ownNames } from '../../../test-support/own-names.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await openTestBackend();
});
afterAll(() => backend.close());

let projects = 0;
async function newProject(scheme?: Scheme): Promise<void> {
  projects += 1;
  const { file } = backend.adopt(`p${projects}.standoff`);
  if (scheme === undefined) await backend.call('project.create', { file });
  else {
    const own = await backend.put('scheme.json', JSON.stringify(scheme));
    await backend.call('project.create', { file, scheme: own.file });
  }
}

async function importFile(name: string, content?: string, choices: object = {}) {
  const { file } = content === undefined ? backend.adopt(name) : await backend.put(name, content);
  return backend.job('import.start', { files: [{ file, name }], ...choices });
}

async function exportTo(name: string): Promise<string> {
  const outcome = await backend.job('export.start', { format: 'jsonl', file: backend.adopt(name).file });
  expect(outcome).toMatchObject({ is: 'exported', exported: { fileName: name, verified: true } });
  return readFile(join(backend.folder, name), 'utf8');
}

const CHECK_WITH_PYTHON = `
import json, sys
spans = 0
with open(sys.argv[1], encoding="utf-8", newline="\\n") as file:
    for line in file.read().splitlines():
        document = json.loads(line)
        text = document["text"]
        def check(fragments):
            for fragment in fragments:
                assert text[fragment["start"]:fragment["end"]] == fragment["text"], fragment
        for block in document["blocks"]:
            assert text[block["start"]:block["end"]].strip() != "", block
        for annotation in document["annotations"]:
            check(annotation["fragments"])
            assert " ".join(f["text"] for f in annotation["fragments"]) == annotation["quote"], annotation
            assert annotation["start"] == annotation["fragments"][0]["start"]
            assert annotation["end"] == annotation["fragments"][-1]["end"]
            for value in annotation["attributes"].values():
                for link in value if isinstance(value, list) else []:
                    if isinstance(link, dict) and "fragments" in link:
                        check(link["fragments"])
            spans += 1
print(spans)
`;

/** How many annotations Python found right, or why it was not asked. */
function checkWithPython(path: string): number | string {
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', CHECK_WITH_PYTHON, path], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
  });
  if (error !== undefined) return `python3 is not there (${error.message})`;
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

test('a project comes back from its export, to the byte, in another project and in itself', async () => {
  let python: number | string = 0;
  await fc.assert(
    fc.asyncProperty(newsRecords(newsScheme, 8), async (records) => {
      await newProject();
      const given = `${records.map(serialiseRecord).join('\n')}\n`;
      const imported = await importFile('given.jsonl', given);
      const annotations = records.reduce((sum, record) => sum + record.annotations.length, 0);
      expect(imported).toMatchObject({
        is: 'imported',
        imported: { documents: records.length, annotations, problems: [], filesLeftOut: 0 },
      });
      const first = await exportTo('first.jsonl');
      python = checkWithPython(join(backend.folder, 'first.jsonl'));
      if (typeof python === 'number') expect(python).toBe(annotations);

      // What went in came out: text, spans, attributes, in every state.
      const byId = new Map(
        first
          .trimEnd()
          .split('\n')
          .map((line) => [parseLine(line).record?.id, parseLine(line).record]),
      );
      for (const record of records) {
        const back = byId.get(record.id);
        expect(back?.text).toBe(record.text);
        expect(back?.metadata).toEqual(record.metadata);
        const sorted = (list: typeof record.annotations) =>
          [...list].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
        expect(sorted(back?.annotations ?? [])).toEqual(sorted(record.annotations));
        expect(back?.relations).toEqual(record.relations);
        expect(back?.states).toEqual(record.states);
      }

      const changes = (await backend.call('project.stats', {})).changes;
      expect(await importFile('first.jsonl')).toMatchObject({
        is: 'imported',
        imported: { documents: 0, annotations: 0, relations: 0, duplicates: records.length, problems: [] },
      });
      expect((await backend.call('project.stats', {})).changes).toBe(changes);
      expect((await backend.call('project.check', {})).problems).toEqual([]);

      await newProject();
      await importFile('first.jsonl');
      expect(await exportTo('second.jsonl')).toBe(first);
    }),
    { numRuns: 5 },
  );
  if (typeof python === 'string') console.warn(`Not checked with Python: ${python}.`);
}, 60_000);

/** The news scheme, and attributes that are called as formats without places for notes and certainty call these. */
const wordyScheme: Scheme = {
  ...newsScheme,
  layers: newsScheme.layers.map((layer) => ({
    ...layer,
    attributes: [
      ...layer.attributes,
      ...['Note', 'Certainty'].map((name) => ({
        ...{ id: name as never, name, description: '' },
        ...(name === 'Note'
          ? { type: 'text' as const }
          : { type: 'choice' as const, choices: [{ id: 'sure', name: 'sure', key: '1' }] }),
      })),
    ],
  })),
};

test('a project with a scheme of its own comes back in one of the news scheme, which grows', async () => {
  const add = { missing: 'add', lacking: 'add' };
  const arbitrary = fc.tuple(ownNames(wordyScheme), newsRecords(wordyScheme, 4));
  await fc.assert(
    fc.asyncProperty(arbitrary, async ([{ scheme, rename }, records]) => {
      await newProject(scheme);
      const given = records.map(rename);
      await importFile('given.jsonl', `${given.map(serialiseRecord).join('\n')}\n`);
      const first = await exportTo('first.jsonl');
      const before = first
        .trimEnd()
        .split('\n')
        .map((line) => parseLine(line).record);
      expect(before.flatMap((record) => record?.annotations ?? [])).toHaveLength(
        given.reduce((sum, { annotations }) => sum + annotations.length, 0),
      );

      await newProject();
      expect(await importFile('first.jsonl', undefined, add)).toMatchObject({
        is: 'imported',
        imported: { filesLeftOut: 0, spansLeftOut: 0, problems: [] },
      });
      // Attributes stand in the order of the scheme, which is another.
      const second = (await exportTo('second.jsonl')).trimEnd().split('\n');
      expect(second.map((line) => parseLine(line).record)).toEqual(before);
      expect((await backend.call('project.check', {})).problems).toEqual([]);
    }),
    { numRuns: 10, endOnFailure: true },
  );
}, 60_000);

test('an export replaces the file of its name and leaves nothing else', async () => {
  await newProject();
  await importFile('one.jsonl', '{"text":"One."}\n');
  await backend.put('old.jsonl', 'what was there before');
  expect(await exportTo('old.jsonl')).toContain('"text":"One."');
  expect((await readdir(backend.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('beside it stands a manifest with its hash, the choices and what is in it', async () => {
  await newProject();
  await importFile(
    'one.jsonl',
    '{"text":"Ana.","annotations":[{"layer":"entity","label":"person","start":0,"end":3}]}\n',
  );
  const written = await exportTo('out.jsonl');
  const manifest = JSON.parse(await readFile(join(backend.folder, 'out.jsonl.manifest.json'), 'utf8'));
  expect(manifest).toMatchObject({
    ...{ application: 'Standoff', format: 'jsonl', verified: true, lossCounts: [], differences: [] },
    files: [{ path: 'out.jsonl', sha256: createHash('sha256').update(written).digest('hex') }],
    documents: [{ title: 'Ana.', annotations: 1, relations: 0 }],
  });
});

test('cancelled, it leaves the old file and nothing else', async () => {
  await newProject();
  await importFile('many.jsonl', Array.from({ length: 500 }, (_, n) => `{"text":"Text ${n}."}\n`).join(''));
  await backend.put('old.jsonl', 'what was there before');
  const { file } = backend.adopt('old.jsonl');
  const outcome = await backend.job('export.start', { format: 'jsonl', file }, (jobId) =>
    backend.call('job.cancel', { jobId }),
  );
  expect(outcome).toEqual({ is: 'cancelled' });
  expect(await readFile(join(backend.folder, 'old.jsonl'), 'utf8')).toBe('what was there before');
  expect((await readdir(backend.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a folder that is gone and a folder in place of the file: a sentence, no file', async () => {
  await newProject();
  await importFile('one.jsonl', '{"text":"One."}\n');
  const gone = await backend.job('export.start', {
    format: 'jsonl',
    file: backend.adopt('gone/x.jsonl').file,
  });
  expect(gone).toEqual({
    is: 'failed',
    message: expect.stringContaining('its folder is not there any more'),
  });
  const folder = await backend.job('export.start', { format: 'jsonl', file: backend.adopt('data').file });
  expect(folder).toEqual({ is: 'failed', message: expect.stringContaining('“data” is a folder') });
  expect((await readdir(backend.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
