import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { createTemporaryFolder } from '../temporary-folder.ts';
import { keepDocuments } from './kept-documents.ts';
import { pack } from './reader/pack.ts';

const root = mkdtempSync(join(tmpdir(), 'standoff-kept-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const documents = nastyDocuments();

test.each([
  ['in memory', Number.POSITIVE_INFINITY],
  ['some in a file', 40_000],
  ['all in a file', 0],
])('documents come back as they were, as often as asked: %s', async (_, mostInMemory) => {
  const folder = createTemporaryFolder(root);
  const kept = keepDocuments(folder, mostInMemory);
  for (const document of documents) await kept.add(pack([document]), 1);
  kept.endPart(true);
  for (let round = 0; round < 2; round += 1) {
    expect(await listOf(kept.documents())).toEqual(documents);
  }
  await kept.discard();
  expect(await listOf(kept.documents())).toEqual([]);
  folder.remove();
  expect(existsSync(join(root, 'temporary', '1'))).toBe(false);
});

test('those of a part with problems are dropped, and no others', async () => {
  const [first, second, third] = documents;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three');
  for (const mostInMemory of [0, 1_000_000]) {
    const folder = createTemporaryFolder(root);
    const kept = keepDocuments(folder, mostInMemory);
    await kept.add(pack([first]), 1);
    kept.endPart(true);
    await kept.add(pack([second]), 1);
    kept.endPart(false);
    await kept.add(pack([third]), 1);
    kept.endPart(true);
    expect(await listOf(kept.documents())).toEqual([first, third]);
    expect(kept.count()).toBe(2);
    folder.remove();
  }
});

async function listOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}
