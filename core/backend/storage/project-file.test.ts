import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asId } from '#model/ids.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import {
  createSessionWorkbench,
  documentOf,
  storedSnapshot,
  temporaryFolder,
} from '../../../test-support/session-workbench.ts';
import { checkProject } from '../check/check-project.ts';
import { createSession } from '../project-session.ts';
import { createProjectFile } from './create-project.ts';
import { openProjectFile, type ProjectFile } from './project-file.ts';
import { storageMessage } from './storage-error.ts';

let folder = '';
const cleanUps: (() => void)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
});
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

function create(path: string) {
  const annotator = { id: asId<never>('annotator-1'), name: 'First', createdAt: '2024-01-01T00:00:00.000Z' };
  return createProjectFile(path, { id: 'p', annotator, scheme: newsScheme, now: annotator.createdAt });
}

async function openOrThrow(path: string): Promise<ProjectFile> {
  const opened = await openProjectFile(path);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function codeOf(path: string): Promise<string> {
  const opened = await openProjectFile(path);
  if (opened.ok) opened.value.close();
  return opened.ok ? 'opened' : opened.error.code;
}

/** A project file with some content, closed. */
async function filledProject(): Promise<string> {
  const path = join(folder, 'filled.standoff');
  create(path);
  const session = createSession({
    file: await openOrThrow(path),
    emit: () => undefined,
    now: () => '2024-01-01T00:00:00.000Z',
    newId: () => 'id',
  });
  for (let index = 0; index < 40; index += 1) {
    const text = `Text ${index}. ${'All work and no play. '.repeat(200)}`;
    session.putText(text);
    session.commit('test', [
      { kind: 'document', id: `d${index}`, before: null, after: documentOf(`d${index}`, text, '') },
    ]);
  }
  session.close();
  return path;
}

describe('opening', () => {
  it('sets the connection up to lose nothing', async () => {
    create(join(folder, 'p.standoff'));
    const file = await openOrThrow(join(folder, 'p.standoff'));
    const pragma = (name: string) => file.writer.raw.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('busy_timeout')).toBeGreaterThanOrEqual(1000);
    expect(file.concurrent).toBe(true);
    expect(() => file.reader.raw.exec('DELETE FROM project')).toThrow('readonly');
    file.close();
    expect(readdirSync(folder)).toEqual(['p.standoff']);
  });

  it('refuses a second opener, by whatever path it comes, until the first has closed', async () => {
    const path = join(folder, 'p.standoff');
    create(path);
    symlinkSync(folder, join(folder, 'link'));
    const file = await openOrThrow(path);
    expect(await codeOf(path)).toBe('project.in-use');
    expect(await codeOf(join(folder, 'link', 'p.standoff'))).toBe('project.in-use');
    expect(create(path)).toMatchObject({ error: { code: 'project.exists' } });
    file.close();
    expect(await codeOf(join(folder, 'link', 'p.standoff'))).toBe('opened');
  });

  it('says what is wrong with what is no project, and leaves it alone', async () => {
    const path = (name: string) => join(folder, name);
    expect(await codeOf(path('missing.standoff'))).toBe('project.not-found');
    mkdirSync(path('folder.standoff'));
    expect(await codeOf(path('folder.standoff'))).toBe('project.not-a-project');
    writeFileSync(path('text.standoff'), 'Not a database. '.repeat(100));
    expect(await codeOf(path('text.standoff'))).toBe('project.not-a-project');
    writeFileSync(path('empty.standoff'), '');
    expect(await codeOf(path('empty.standoff'))).toBe('project.not-a-project');
    const other = new Database(path('other.standoff'));
    other.pragma('journal_mode = WAL');
    other.exec('CREATE TABLE a (b)');
    other.close();
    expect(await codeOf(path('other.standoff'))).toBe('project.not-a-project');
    expect(readdirSync(folder).sort()).toEqual([
      'empty.standoff',
      'folder.standoff',
      'other.standoff',
      'text.standoff',
    ]);
  });

  it('refuses a newer version and leaves no trace', async () => {
    const path = join(folder, 'p.standoff');
    create(path);
    const raw = new Database(path);
    raw.pragma('journal_mode = WAL');
    raw.pragma('user_version = 999');
    raw.close();
    const before = readFileSync(path);
    const opened = await openProjectFile(path);
    expect(opened).toMatchObject({ error: { code: 'project.newer-version' } });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['p.standoff']);
  });

  it('finds what a killed process left in the write-ahead log', async () => {
    const path = await filledProject();
    const file = await openOrThrow(path);
    file.writer.raw.exec("UPDATE document SET title = 'After the checkpoint'");
    // What is on disk at this moment is what kill -9 leaves.
    const copy = join(folder, 'copy.standoff');
    for (const ending of ['', '-wal']) copyFileSync(path + ending, copy + ending);
    file.close();
    const reopened = await openOrThrow(copy);
    expect(reopened.reader.raw.prepare('SELECT DISTINCT title FROM document').all()).toEqual([
      { title: 'After the checkpoint' },
    ]);
    reopened.close();
  });
});

describe('a damaged file', () => {
  it('is refused where it is cut short, and stays as it is', async () => {
    const path = await filledProject();
    truncateSync(path, 5000);
    const before = readFileSync(path);
    expect(await codeOf(path)).toBe('project.damaged');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['filled.standoff']);
  });

  it('is refused where its header is gone', async () => {
    const path = await filledProject();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, 0, 100));
    const opened = await openProjectFile(path);
    expect(opened).toMatchObject({ error: { code: 'project.not-a-project' } });
    expect(opened.ok ? '' : opened.error.message).toContain('its beginning is damaged');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  it('is refused or its damage is found by the check, whichever page is hit', async () => {
    const path = await filledProject();
    const good = readFileSync(path);
    const outcomes = { refused: 0, found: 0, harmless: 0 };
    const expected = await snapshotOf(path);
    const pages = good.length / 4096;
    for (let page = 1; page < pages; page += Math.max(1, Math.floor(pages / 40))) {
      const bytes = Buffer.from(good);
      for (let at = 64; at < 4096; at += 97) {
        const place = page * 4096 + at;
        bytes.writeUInt8(bytes.readUInt8(place) ^ 0x5a, place);
      }
      writeFileSync(path, bytes);
      const opened = await openProjectFile(path);
      if (!opened.ok) {
        expect(opened.error.code).toBe('project.damaged');
        outcomes.refused += 1;
        continue;
      }
      try {
        const session = createSession({
          file: opened.value,
          emit: () => undefined,
          now: () => '',
          newId: () => '',
        });
        const { problems } = await checkProject(session.reader, async () => {});
        if (problems.length > 0) outcomes.found += 1;
        else {
          // The unused part of a page, or a page of an empty table.
          expect(storedSnapshot(session.reader.db)).toBe(expected);
          outcomes.harmless += 1;
        }
      } catch {
        outcomes.found += 1;
      } finally {
        opened.value.close();
      }
    }
    expect(outcomes.refused).toBeGreaterThan(0);
    expect(outcomes.found).toBeGreaterThan(0);
    expect(outcomes.refused + outcomes.found).toBeGreaterThan(outcomes.harmless);
  });
});

async function snapshotOf(path: string): Promise<string> {
  const file = await openOrThrow(path);
  const snapshot = storedSnapshot(file.reader);
  file.close();
  return snapshot;
}

/** A file system of its own, `null` with a printed reason where this machine allows none. */
function mountSmall(size: string): { readonly path: string; remount(options: string): void } | null {
  const path = join(folder, 'mount');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    return null;
  }
  cleanUps.push(() => execFileSync('umount', ['-l', path]));
  return {
    path,
    remount: (options) => void execFileSync('mount', ['-o', `remount,${options}`, path]),
  };
}
const NO_MOUNT = 'Mounting a small file system needs root: disk full and read-only are not tested here.';

describe('a disk that fails', () => {
  it('is full: the change is refused, what was saved stays, and saving goes on when there is space', async (context) => {
    const disk = mountSmall('3m');
    if (disk === null) {
      console.log(NO_MOUNT);
      return context.skip(NO_MOUNT);
    }
    const workbench = await createSessionWorkbench();
    workbench.close();
    const path = join(disk.path, 'p.standoff');
    create(path);
    const session = createSession({
      file: await openOrThrow(path),
      emit: () => undefined,
      now: () => '2024-01-01T00:00:00.000Z',
      newId: () => 'id',
    });
    const add = (index: number) => {
      const text = `${index} ${'x'.repeat(20_000)}`;
      session.putText(text);
      const document = documentOf(`d${index}`, text, '');
      session.commit('test', [{ kind: 'document', id: document.id, before: null, after: document }]);
    };
    let saved = 0;
    let refusal: unknown = null;
    while (refusal === null && saved < 1000) {
      try {
        add(saved);
        saved += 1;
      } catch (error) {
        refusal = error;
      }
    }
    expect(storageMessage(refusal)).toContain('The disk is full');
    expect(session.reader.documentIds().length).toBe(saved);
    expect(session.history().undo).toBe('test');
    const full = storedSnapshot(session.reader.db);
    expect(() => session.undo()).toThrow(/full|disk/);
    expect(storedSnapshot(session.reader.db)).toBe(full);

    disk.remount('size=64m');
    add(saved);
    expect(session.undo()).toBe('test');
    expect(storedSnapshot(session.reader.db)).toBe(full);
    expect((await checkProject(session.reader, async () => {})).problems).toEqual([]);
    session.close();
  });

  it('is full while a project is closed: nothing is lost', async (context) => {
    const disk = mountSmall('2m');
    if (disk === null) {
      console.log(NO_MOUNT);
      return context.skip(NO_MOUNT);
    }
    const path = join(disk.path, 'p.standoff');
    create(path);
    const file = await openOrThrow(path);
    file.writer.raw.exec('UPDATE project SET created_at = zeroblob(0) || hex(zeroblob(300000))');
    try {
      writeFileSync(join(disk.path, 'filler'), Buffer.alloc(3_000_000));
    } catch {
      // The disk is full now.
    }
    file.close();
    disk.remount('size=64m');
    const again = await openOrThrow(path);
    expect(again.reader.raw.prepare('SELECT length(created_at) AS n FROM project').get()).toEqual({
      n: 600_000,
    });
    again.close();
  });

  it('is read-only: a project there is refused with a reason, and none can be made', async (context) => {
    const disk = mountSmall('8m');
    if (disk === null) {
      console.log(NO_MOUNT);
      return context.skip(NO_MOUNT);
    }
    const path = join(disk.path, 'p.standoff');
    create(path);
    disk.remount('ro');
    expect(await codeOf(path)).toBe('project.not-writable');
    expect(create(join(disk.path, 'new.standoff'))).toMatchObject({
      error: { code: 'project.not-writable' },
    });
  });
});
