import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../../../test-support/test-backend.ts';

let backend: TestBackend;
beforeEach(async () => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('p.standoff').file });
});
afterEach(() => backend.close());

/** Enough that other calls are answered before it has ended. */
async function manyDocuments(name: string, from: number) {
  const lines = Array.from({ length: 1500 }, (_, index) =>
    JSON.stringify({
      text: `Ana Böhm said no ${from + index}.`,
      annotations: [{ layer: 'entity', label: 'person', start: 0, end: 8 }],
    }),
  );
  return { file: (await backend.put(name, `${lines.join('\n')}\n`)).file, name };
}

const counted = async () => (await backend.call('document.list', {})).total;

test('while an import is at work others read what was there before, an export goes on, and writers wait', async () => {
  await backend.call('import.paste', { text: 'One before.', title: 'One' });
  const order: string[] = [];
  const seen = new Set<number>();
  const target = backend.adopt('meanwhile.jsonl');
  const first = await manyDocuments('many.jsonl', 0);
  const outcome = await backend.job('import.start', { files: [first] }, async (jobId) => {
    // Once the import holds the project.
    while (!backend.events.some(({ event }) => event === 'job.progressed')) await counted();
    const pasted = backend
      .call('import.paste', { text: 'One after.', title: 'After' })
      .then(() => order.push('pasted'));
    const exported = backend.job('export.start', { file: target.file, format: 'jsonl' });
    for (;;) {
      const total = await counted();
      if (!(await backend.call('job.list', {})).some((job) => job.jobId === jobId)) break;
      seen.add(total);
    }
    order.push('imported');
    expect(await exported).toMatchObject({ is: 'exported', exported: { verified: true } });
    await pasted;
  });
  expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 1500, annotations: 1500 } });
  expect(seen.has(1)).toBe(true);
  // All or nothing: never a part of it.
  expect([...seen].filter((total) => total !== 1 && total < 1501)).toEqual([]);
  expect(order.includes('pasted')).toBe(true);
  expect(await counted()).toBe(1502);
  const lines = (await readFile(join(backend.folder, 'meanwhile.jsonl'), 'utf8')).trim().split('\n');
  expect([1, 1501, 1502]).toContain(lines.length);
  expect(await backend.call('project.check', {})).toMatchObject({ problems: [] });
});

test('two imports go one after the other, each a step of undo', async () => {
  const files = [await manyDocuments('a.jsonl', 0), await manyDocuments('b.jsonl', 5000)];
  const outcomes = await Promise.all(files.map((file) => backend.job('import.start', { files: [file] })));
  expect(outcomes).toMatchObject([{ is: 'imported' }, { is: 'imported' }]);
  expect(await counted()).toBe(3000);
  expect(await backend.call('history.undo', {})).toEqual({ action: 'document.import' });
  expect(await counted()).toBe(1500);
  expect(await backend.call('history.undo', {})).toEqual({ action: 'document.import' });
  expect(await backend.call('history.redo', {})).toEqual({ action: 'document.import' });
  expect(await counted()).toBe(1500);
  expect(await backend.call('project.check', {})).toMatchObject({ problems: [] });
});

test('cancelled while it stores, an import leaves nothing, and the next one goes in', async () => {
  const file = await manyDocuments('many.jsonl', 0);
  const outcome = await backend.job('import.start', { files: [file] }, async (jobId) => {
    while (!backend.events.some(({ event }) => event === 'job.progressed')) await counted();
    await backend.call('job.cancel', { jobId });
  });
  expect(outcome).toEqual({ is: 'cancelled' });
  expect(await counted()).toBe(0);
  expect(await backend.call('history.read', {})).toEqual({ undo: null, redo: null });
  expect(await backend.job('import.start', { files: [file] })).toMatchObject({ is: 'imported' });
  expect(await counted()).toBe(1500);
});

test('a small import is listed for the window change by change', async () => {
  const { file } = await backend.put('a.txt', 'Ana Böhm said no.');
  await backend.job('import.start', { files: [{ file, name: 'a.txt' }] });
  const changed = backend.events.filter(({ event }) => event === 'record.changed').at(-1);
  expect(changed).toMatchObject({
    value: { changes: [{ kind: 'document' }], history: { undo: 'document.import', redo: null } },
  });
});
