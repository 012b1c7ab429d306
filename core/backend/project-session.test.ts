import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { EventMessage } from '#contract/contract.ts';
import { type Change, invertChanges } from '#model/change.ts';
import { decide } from '#model/edit.ts';
import { asId } from '#model/ids.ts';
import type { MemoryProject } from '#model/memory-project.ts';
import { recordChange } from '#model/record-change.ts';
import { draws, editFrom } from '../../test-support/arbitrary-edit.ts';
import { documentText } from '../../test-support/arbitrary-text.ts';
import {
  createSessionWorkbench,
  documentOf,
  memoryCopy,
  putTextOf,
  type SessionWorkbench,
  storedSnapshot,
} from '../../test-support/session-workbench.ts';
import { MOST_CHANGES_IN_EVENT } from './change-list.ts';
import { checkProject } from './check/check-project.ts';
import { createSession } from './project-session.ts';
import type { ProjectSession } from './session.ts';
import { readGroups } from './storage/change-log-store.ts';
import { openBeside } from './storage/open-beside.ts';

const open: SessionWorkbench[] = [];
afterEach(() => {
  for (const workbench of open.splice(0)) workbench.close();
});
async function workbenchOf(...texts: string[]): Promise<SessionWorkbench> {
  const workbench = await createSessionWorkbench();
  open.push(workbench);
  if (texts.length > 0) await workbench.importTexts(texts);
  return workbench;
}

/** Both projects hold the same, and history says the same of both. */
function expectSame(workbench: SessionWorkbench, memory: MemoryProject, past: Past): void {
  const session = workbench.session();
  expect(storedSnapshot(session.reader.db)).toBe(memory.snapshot());
  expect(session.history()).toEqual({
    undo: past.undo.at(-1)?.action ?? null,
    redo: past.redo.at(-1)?.action ?? null,
  });
}

interface Past {
  readonly undo: { readonly action: string; readonly changes: readonly Change[] }[];
  readonly redo: { readonly action: string; readonly changes: readonly Change[] }[];
}

/** The same step in memory: what the real project must come to. */
function moveInMemory(memory: MemoryProject, past: Past, direction: 'undo' | 'redo'): string | null {
  const [from, to] = direction === 'undo' ? [past.undo, past.redo] : [past.redo, past.undo];
  const step = from.pop();
  if (step === undefined) return null;
  memory.apply(direction === 'undo' ? invertChanges(step.changes) : step.changes);
  to.push(step);
  return step.action;
}

function record(past: Past, action: string, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  past.undo.push({ action, changes });
  past.redo.length = 0;
}

/** The changes of the newest event; none where there was no event since. */
function takeChanges(workbench: SessionWorkbench): readonly Change[] {
  const events = workbench.events.splice(0);
  return events.flatMap((event) => (event.event === 'record.changed' ? (event.value.changes ?? []) : []));
}

describe('any sequence of edits, imports, undo, redo and reopening', () => {
  const sequence = fc.asyncProperty(
    fc.array(documentText, { minLength: 1, maxLength: 3 }),
    fc.array(draws, { minLength: 10, maxLength: 36 }),
    async (texts, steps) => {
      const workbench = await workbenchOf();
      const memory = memoryCopy(workbench.session().reader);
      const past: Past = { undo: [], redo: [] };
      const empty = memory.snapshot();

      const importInBoth = async (batch: readonly string[]) => {
        await workbench.importTexts(batch);
        const changes = takeChanges(workbench);
        memory.apply(changes);
        for (const { id } of changes) putTextOf(memory, workbench.session().reader, asId(id));
        record(past, 'document.import', changes);
      };
      await importInBoth(texts.map((text, index) => `Some words 😀 of text ${index}. ${text}`));

      for (const [at, numbers] of steps.entries()) {
        workbench.tick();
        const session = workbench.session();
        const choice = numbers[0] ?? 0;
        if (choice % 8 === 0) {
          expect(session.undo()).toBe(moveInMemory(memory, past, 'undo'));
        } else if (choice % 8 === 1) {
          expect(session.redo()).toBe(moveInMemory(memory, past, 'redo'));
        } else if (choice % 32 === 2) {
          await workbench.reopen();
        } else if (choice % 32 === 3) {
          await importInBoth([`Another text ${at}.`]);
        } else {
          const edit = editFrom(numbers.slice(1), memory);
          const expected = decide(edit, memory, {
            annotatorId: session.annotator().id,
            now: workbench.now(),
            newId: () => 'to come',
          });
          workbench.events.length = 0;
          const receipt = session.edit(edit);
          expect(receipt.ok ? null : receipt.error.code).toBe(expected.ok ? null : expected.error.code);
          const changes = takeChanges(workbench);
          if (expected.ok) expect(changes.length).toBe(expected.value.length);
          memory.apply(changes);
          record(past, edit.kind, changes);
        }
        workbench.events.length = 0;
        expectSame(workbench, memory, past);
      }
      expect((await checkProject(workbench.session().reader, async () => {})).problems).toEqual([]);

      // Every row of the log can be undone and redone, also by a process that did not write it.
      await workbench.reopen();
      const newest = memory.snapshot();
      const future = past.redo.splice(0).length;
      for (let step = 0; step < future; step += 1) workbench.session().redo();
      for (let step = 0; step < future; step += 1) workbench.session().undo();
      expect(storedSnapshot(workbench.session().reader.db)).toBe(newest);
      while (past.undo.length > 0) {
        expect(workbench.session().undo()).toBe(moveInMemory(memory, past, 'undo'));
        expect(storedSnapshot(workbench.session().reader.db)).toBe(memory.snapshot());
      }
      expect(memory.snapshot()).toBe(empty);
      expect(workbench.session().undo()).toBeNull();
      await workbench.reopen();
      while (past.redo.length > 0) {
        expect(workbench.session().redo()).toBe(moveInMemory(memory, past, 'redo'));
        expect(storedSnapshot(workbench.session().reader.db)).toBe(memory.snapshot());
      }
      expect(memory.snapshot()).toBe(newest);
      expect((await checkProject(workbench.session().reader, async () => {})).problems).toEqual([]);
      workbench.close();
      open.splice(0);
    },
  );

  it('leaves the tables as a plain in-memory project is, at each step', { timeout: 60_000 }, async () => {
    await fc.assert(sequence, { numRuns: 10 });
  });
});

describe('a session', () => {
  const create = (session: ReturnType<SessionWorkbench['session']>, start = 0, end = 4) =>
    session.edit({
      kind: 'annotation.create',
      documentId: session.reader.documentIds()[0] ?? asId(''),
      layer: asId('entity'),
      label: asId('person'),
      fragments: [{ start, end } as never],
    });

  it('emits a change after it can be read by another connection', async () => {
    const workbench = await workbenchOf('Some text');
    workbench.events.length = 0;
    const receipt = create(workbench.session());
    expect(receipt.ok && receipt.value.changes).toBe(2);
    const [event] = workbench.events;
    if (event?.event !== 'record.changed') throw new Error('No event.');
    expect(event.value.history).toEqual({ undo: 'annotation.create', redo: null });
    expect(event.value.savedAt).toBe(workbench.now());
    expect(workbench.session().reader.annotation(asId(event.value.changes?.[0]?.id ?? ''))).not.toBeNull();
  });

  it('stores nothing for an edit that changes nothing', async () => {
    const workbench = await workbenchOf('Some text');
    const session = workbench.session();
    workbench.events.length = 0;
    const [documentId = asId('')] = session.reader.documentIds();
    const receipt = session.edit({ kind: 'document.set-state', documentId, state: 'unassigned' });
    expect(receipt.ok && receipt.value.changes).toBe(0);
    expect(workbench.events).toEqual([]);
    expect(session.history().undo).toBe('document.import');
  });

  it('orders by sequence where the clock goes back, and forgets redo at a new edit', async () => {
    const workbench = await workbenchOf('Some text');
    create(workbench.session());
    create(workbench.session(), 5, 9);
    workbench.session().undo();
    expect(workbench.session().history().redo).toBe('annotation.create');
    create(workbench.session(), 1, 3);
    expect(workbench.session().history().redo).toBeNull();
    expect(readGroups(workbench.session().reader.db).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      '1 create',
      '2 import',
      '3 edit',
      '4 edit',
      '5 undo',
      '6 edit',
    ]);
    await workbench.reopen();
    expect(workbench.session().undo()).toBe('annotation.create');
    expect(workbench.session().undo()).toBe('annotation.create');
    expect(workbench.session().undo()).toBe('document.import');
    expect(workbench.session().undo()).toBeNull();
  });

  it('replaces half a surrogate pair in a note, the same in tables and log', async () => {
    const workbench = await workbenchOf('Some text');
    const session = workbench.session();
    create(session);
    const [annotation] = session.reader.annotationsOf(session.reader.documentIds()[0] ?? asId(''));
    session.edit({
      kind: 'annotation.update',
      annotationId: annotation?.id ?? asId(''),
      patch: { note: 'a\ud800b \\ud800 \u0000 😀 \udc00\udc00' },
    });
    expect(session.reader.annotation(annotation?.id ?? asId(''))?.note).toBe(
      'a\ufffdb \\ud800 \u0000 😀 \ufffd\ufffd',
    );
    expect(session.undo()).toBe('annotation.update');
    expect((await checkProject(session.reader, async () => {})).problems).toEqual([]);
  });

  it('refuses to store a change that was decided on another state, and keeps nothing of its group', async () => {
    const workbench = await workbenchOf('Some text');
    const session = workbench.session();
    create(session);
    const [annotation] = session.reader.annotationsOf(session.reader.documentIds()[0] ?? asId(''));
    if (annotation === undefined) throw new Error('No annotation.');
    const before = storedSnapshot(session.reader.db);
    const stale: Change = {
      kind: 'annotation',
      id: annotation.id,
      before: { ...annotation, note: 'never was' },
      after: { ...annotation, note: 'new' },
    };
    const good: Change = {
      kind: 'annotation',
      id: annotation.id,
      before: annotation,
      after: { ...annotation, note: 'first' },
    };
    expect(() => session.commit('test', [good, stale])).toThrow('is not as the change expects it');
    expect(storedSnapshot(session.reader.db)).toBe(before);
    expect(session.history().undo).toBe('annotation.create');
    expect(session.commit('test', [good]).changes).toBe(1);
  });

  it('refuses at COMMIT what points at nothing', async () => {
    const workbench = await workbenchOf('Some text');
    const session = workbench.session();
    create(session);
    const [documentId = asId('')] = session.reader.documentIds();
    const document = session.reader.document(documentId);
    const before = storedSnapshot(session.reader.db);
    expect(() =>
      session.commit('test', [{ kind: 'document', id: documentId, before: document, after: null }]),
    ).toThrow('FOREIGN KEY');
    expect(storedSnapshot(session.reader.db)).toBe(before);
    expect(session.db.raw.inTransaction).toBe(false);
  });

  it('keeps every text to the character', async () => {
    const workbench = await workbenchOf();
    const texts = ['\u0000a\u0000', '\ufeff x', 'é e\u0301 👨‍👩‍👧 \u2028\u0085 ‮', ' trailing  \n'];
    const ids = await workbench.importTexts(texts);
    await workbench.reopen();
    expect(ids.map((id) => workbench.session().reader.text(id))).toEqual(texts);
    expect(() => workbench.session().putText('half \ud83d')).toThrow(RangeError);
  });
});

describe('a bulk change', () => {
  it('is one step of undo, which takes its documents away and keeps their texts', async () => {
    const workbench = await workbenchOf('one', 'two', 'three');
    const session = workbench.session();
    expect(session.undo()).toBe('document.import');
    expect(session.reader.documentIds()).toEqual([]);
    await workbench.reopen();
    expect(workbench.session().redo()).toBe('document.import');
    expect(workbench.session().reader.documentIds().length).toBe(3);
  });

  it('is not listed where it is long, and can still be undone', async () => {
    const workbench = await workbenchOf(
      ...Array.from({ length: MOST_CHANGES_IN_EVENT + 1 }, (_, index) => `text ${index}`),
    );
    const listed = () =>
      workbench.events
        .splice(0)
        .flatMap((event) => (event.event === 'record.changed' ? [event.value.changes] : []));
    expect(listed()).toEqual([null]);
    workbench.session().undo();
    expect(listed()).toEqual([null]);
    expect(workbench.session().reader.documentIds()).toEqual([]);
    expect((await checkProject(workbench.session().reader, async () => {})).problems).toEqual([]);
  });

  it('is seen by nobody before it ends, keeps other writers out, and lets readers in', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    const { promise, resolve } = Promise.withResolvers<void>();
    const bulk = session.commitStream('document.import', async (write) => {
      session.putText('two');
      const [first] = session.view.documentIds();
      const document = first === undefined ? null : session.view.document(first);
      if (document === null) throw new Error('No document.');
      const after = { ...document, title: 'Renamed' };
      write([{ kind: 'document', id: document.id, before: document, after }]);
      await promise;
    });
    await Promise.resolve();
    const [id = asId('')] = session.reader.documentIds();
    expect(session.view.document(id)?.title).toBe('Renamed');
    expect(session.reader.document(id)?.title).toBe('one');
    expect(session.busy('write')).not.toBeNull();
    expect(session.busy('read')).toBeNull();
    expect(() => session.undo()).toThrow('bulk change');
    const second = session.commitStream('document.import', () => undefined);
    resolve();
    await bulk;
    await second;
    expect(session.busy('write')).toBeNull();
    expect(session.reader.document(id)?.title).toBe('Renamed');
  });

  it('leaves nothing where it fails or is cancelled', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    const before = storedSnapshot(session.reader.db);
    const rows = () => session.db.raw.prepare('SELECT count(*) AS n FROM document_text').get();
    const texts = rows();
    const write = () => void session.putText('never');
    await expect(
      session.commitStream('document.import', () => {
        write();
        throw new Error('broken off');
      }),
    ).rejects.toThrow('broken off');
    expect(await session.commitStream('document.import', write, () => true)).toBeNull();
    expect(storedSnapshot(session.reader.db)).toBe(before);
    expect(rows()).toEqual(texts);
    expect(session.undo()).toBe('document.import');
  });

  it('does not disturb a snapshot', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    await session.snapshot(async (reader) => {
      await workbench.importTexts(['two']);
      expect(reader.documentIds().length).toBe(1);
      expect(session.reader.documentIds().length).toBe(2);
    });
  });
});

describe('a step that another connection stores', () => {
  /** A second session on the same file, as the thread of a job has. */
  function beside(workbench: SessionWorkbench, emit: (event: EventMessage) => void = () => {}) {
    const { now, newId } = workbench;
    return createSession({ file: openBeside(workbench.session().file), emit, now, newId });
  }
  function importInto(session: ProjectSession, text: string) {
    session.putText(text);
    const document = documentOf(session.newId(), text, session.now());
    return session.commit(
      'document.import',
      [recordChange('document', document.id, null, document)],
      'import',
    );
  }

  it('is taken over: history, event and undo; reads go on meanwhile, writes wait', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    workbench.events.length = 0;
    workbench.tick();
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = session.commitBeside(async (stored) => {
      const other = beside(workbench, ({ event, value }) => event === 'record.changed' && stored(value));
      try {
        await other.commitStream('document.import', async (write) => {
          other.putText('two');
          const document = documentOf('second', 'two', workbench.now());
          write([recordChange('document', document.id, null, document)]);
          expect(session.reader.documentIds().length).toBe(1);
          expect(session.busy('read')).toBeNull();
          expect(session.busy('write')).not.toBeNull();
          expect(() => session.undo()).toThrow('bulk change');
          await promise;
        });
        return 'outcome';
      } finally {
        other.close();
      }
    });
    resolve();
    expect(await done).toBe('outcome');
    expect(session.busy('write')).toBeNull();
    expect(session.reader.documentIds().length).toBe(2);
    expect(session.savedAt()).toBe(workbench.now());
    expect(workbench.events).toMatchObject([
      {
        event: 'record.changed',
        value: { changes: [{ kind: 'document', id: 'second' }], history: { undo: 'document.import' } },
      },
    ]);
    expect(session.undo()).toBe('document.import');
    expect(session.reader.documentIds().length).toBe(1);
    expect(session.redo()).toBe('document.import');
  });

  it('is found where nobody told of it, as where the thread broke after its COMMIT', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    workbench.events.length = 0;
    await expect(
      session.commitBeside(async () => {
        const other = beside(workbench);
        importInto(other, 'two');
        other.close();
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(workbench.events).toMatchObject([{ event: 'record.changed', value: { changes: null } }]);
    expect(session.undo()).toBe('document.import');
    expect(session.reader.documentIds().length).toBe(1);
  });

  it('need not be: then nothing is told', async () => {
    const workbench = await workbenchOf('one');
    const session = workbench.session();
    workbench.events.length = 0;
    expect(await session.commitBeside(async () => 'nothing')).toBe('nothing');
    expect(workbench.events).toEqual([]);
    expect(session.history()).toEqual({ undo: 'document.import', redo: null });
  });
});

it('puts changes into the file itself once it is at rest, so that a copy has them', async () => {
  const workbench = await workbenchOf('Ada met Bob.');
  const copy = join(workbench.folder, 'copy.standoff');
  const documentsInCopy = (): number => {
    copyFileSync(workbench.file, copy);
    const db = new Database(copy, { readonly: true });
    try {
      return Number(db.prepare('SELECT count(*) FROM document').pluck().get());
    } finally {
      db.close();
    }
  };
  await expect.poll(documentsInCopy, { timeout: 10_000, interval: 100 }).toBe(1);
}, 20_000);
