import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asId } from '#model/ids.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { documentOf, temporaryFolder } from '../../../test-support/session-workbench.ts';
import { checkProject } from '../check/check-project.ts';
import { createSession } from '../project-session.ts';
import type { ProjectSession } from '../session.ts';
import { createProjectFile } from './create-project.ts';
import { type OpenOptions, openProjectFile } from './project-file.ts';

const MEBIBYTE = 1024 * 1024;
const NOW = '2024-01-01T00:00:00.000Z';

let folder = '';
let path = '';
let session: ProjectSession | null = null;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'p.standoff');
  const annotator = { id: asId<never>('annotator-1'), name: 'First', createdAt: NOW };
  createProjectFile(path, { id: 'p', annotator, scheme: newsScheme, now: NOW });
});
afterEach(() => {
  session?.close();
  session = null;
  rmSync(folder, { recursive: true, force: true });
});

async function open(options?: OpenOptions): Promise<ProjectSession> {
  const opened = await openProjectFile(path, options);
  if (!opened.ok) throw new Error(opened.error.message);
  session = createSession({ file: opened.value, emit: () => undefined, now: () => NOW, newId: () => 'id' });
  return session;
}

/** One import of this many documents with half a MiB each. */
async function importDocuments(into: ProjectSession, count: number, name = 'd'): Promise<void> {
  await into.commitStream('document.import', (write) => {
    for (let index = 0; index < count; index += 1) {
      const text = `${name} ${index} ${'x'.repeat(MEBIBYTE / 2)}`;
      into.putText(text);
      const id = `${name}${index}`;
      write([{ kind: 'document', id, before: null, after: documentOf(id, text, '') }]);
    }
  });
}

const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
const logSize = (): number => size(`${path}-wal`);

/** What somebody has who copies the project file alone. */
function documentsInCopy(): number {
  const copy = join(folder, 'copy');
  copyFileSync(path, copy);
  const db = new Database(copy, { readonly: true });
  try {
    return Number(db.prepare('SELECT count(*) FROM document').pluck().get());
  } finally {
    db.close();
    for (const ending of ['-wal', '-shm']) rmSync(copy + ending, { force: true });
  }
}

const soon = { timeout: 15_000, interval: 50 };

test('the commit of a large import leaves the log alone; soon after it is in the file, and the log is short', async () => {
  const opened = await open();
  await importDocuments(opened, 60);
  // Nothing else had a turn since the commit.
  expect(logSize()).toBeGreaterThan(30 * MEBIBYTE);
  expect(size(path)).toBeLessThan(MEBIBYTE);
  await vi.waitFor(() => expect(logSize()).toBeLessThan(4 * MEBIBYTE), soon);
  expect(documentsInCopy()).toBe(60);
});

test('the log stays short, and nothing is lost, while changes come without a rest', async () => {
  const opened = await open();
  let longest = 0;
  for (let round = 0; round < 60; round += 1) {
    await importDocuments(opened, 2, `r${round}-`);
    longest = Math.max(longest, logSize());
    await sleep(10);
  }
  await vi.waitFor(() => expect(documentsInCopy()).toBe(120), soon);
  expect(longest).toBeLessThan(40 * MEBIBYTE);
  expect((await checkProject(opened.reader, async () => {})).problems).toEqual([]);
});

test.each([0, 5, 60, 120, 200])('closing %d ms after a large import leaves one whole file', async (wait) => {
  const opened = await open();
  await importDocuments(opened, 60);
  await sleep(wait);
  opened.close();
  session = null;
  expect(readdirSync(folder)).toEqual(['p.standoff']);
  const again = await open();
  expect(again.reader.documentIds().length).toBe(60);
  expect((await checkProject(again.reader, async () => {})).problems).toEqual([]);
});

test('a log that is read from is emptied when the reader has gone, and keeps nobody from writing', async () => {
  const opened = await open();
  await importDocuments(opened, 1);
  await opened.snapshot(async (reader) => {
    await importDocuments(opened, 20, 'e');
    await sleep(300);
    await importDocuments(opened, 1, 'f');
    expect(reader.documentIds().length).toBe(1);
  });
  await importDocuments(opened, 1, 'g');
  await vi.waitFor(() => expect(logSize()).toBeLessThan(4 * MEBIBYTE), soon);
  expect(documentsInCopy()).toBe(23);
});

test.each([
  ['cannot start', null],
  ['throws', "throw new Error('broke');"],
  ['ends', 'process.exit(7);'],
  [
    'cannot do it',
    "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => parentPort.postMessage('no'));",
  ],
])('where the thread %s, the writer does its work', async (_how, script) => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const file = join(folder, 'thread.mjs');
  if (script !== null) writeFileSync(file, script);
  const opened = await open({ checkpointUrl: pathToFileURL(file) });
  await importDocuments(opened, 20);
  await vi.waitFor(() => expect(documentsInCopy()).toBe(20), soon);
  expect(said).toHaveBeenCalled();
  await importDocuments(opened, 20, 'e');
  await vi.waitFor(() => expect(documentsInCopy()).toBe(40), soon);
  said.mockRestore();
});

test('a file that was put in the place of the open project stays as it is', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const other = join(folder, 'other.standoff');
  copyFileSync(path, other);
  const before = readFileSync(other);
  const opened = await open();
  await importDocuments(opened, 1);
  renameSync(other, path);
  await importDocuments(opened, 20, 'e');
  await vi.waitFor(() => expect(said.mock.lastCall?.join()).toContain('Another file'), soon);
  await sleep(300);
  expect(readFileSync(path).equals(before)).toBe(true);
  said.mockRestore();
});
