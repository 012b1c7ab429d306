import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Call, procedures, type Reply } from '#contract/contract.ts';
import type { FileHandle } from '#contract/schemas.ts';
import { asId } from '#model/ids.ts';
import { temporaryFolder } from '../../test-support/session-workbench.ts';
import { openTestBackend, type TestBackend } from '../../test-support/test-backend.ts';
import { callBackend, openBackend } from './backend.ts';
import { createDispatcher, LARGEST_CALL, type ShellHandlers } from './dispatcher.ts';

let backend: TestBackend;
const create = () => backend.call('project.create', { file: backend.adopt('p.standoff').file });

/** Every reply of this test must be what the contract promises. */
async function checked<Name extends keyof typeof procedures>(
  name: Name,
  request: unknown,
): Promise<Record<string, unknown>> {
  const reply = await backend.reply(name as never, request as never);
  if (!reply.ok) throw new Error(`${name}: ${(reply as { error: { message: string } }).error.message}`);
  const { value } = reply as unknown as { value: Record<string, unknown> };
  expect(procedures[name].response.parse(value)).toEqual(value);
  return value;
}

describe('the backend in its worker', () => {
  beforeEach(async () => {
    backend = await openTestBackend();
  });
  afterEach(() => backend.close());

  it('answers each call in the shape that the contract gives', async () => {
    expect(await backend.call('project.read', {})).toBeNull();
    const info = await checked('project.create', { file: backend.adopt('p').file });
    expect(info).toMatchObject({ name: 'p', fileName: 'p.standoff', documentCount: 0, savedAt: null });
    const { documentId } = await checked('import.paste', { text: 'Ada met Bob 10 times.', title: 'Item 10' });
    await checked('import.paste', { text: 'Ada again.', title: 'item 9' });
    const { annotationId } = await checked('annotation.create', {
      documentId,
      layer: 'entity',
      label: 'person',
      fragments: [{ start: 0, end: 3 }],
    });
    await checked('annotation.update', { annotationId, patch: { note: 'Seen.' } });
    const second = await checked('annotation.create', {
      documentId,
      layer: 'entity',
      label: 'person',
      fragments: [{ start: 8, end: 11 }],
    });
    const { relationId } = await checked('relation.create', {
      type: 'sameAs',
      source: annotationId,
      target: second.annotationId,
    });
    await checked('document.update', { documentId, patch: { author: 'Somebody' } });
    await checked('document.set-state', { documentId, state: 'submitted' });
    const read = await checked('document.read', { documentId });
    expect(read).toMatchObject({ text: 'Ada met Bob 10 times.', state: 'submitted' });
    expect((await backend.read(asId(String(documentId)))).annotations.map(({ note }) => note)).toEqual([
      'Seen.',
      '',
    ]);

    const { documents, total } = (await checked('document.list', {})) as {
      documents: { title: string; counts: unknown; state: string }[];
      total: number;
    };
    expect(total).toBe(2);
    expect(documents.map(({ title }) => title)).toEqual(['item 9', 'Item 10']);
    expect(documents[1]).toMatchObject({ counts: { entity: 2 }, state: 'submitted' });
    expect(documents[0]).toMatchObject({ counts: {}, others: {}, distinctions: [], state: 'unassigned' });
    expect(await backend.call('document.list', { search: 'ADA times' })).toMatchObject({
      total: 2,
      documents: [{ title: 'Item 10' }],
    });
    expect(await backend.call('document.list', { search: 'nobody' })).toEqual({ documents: [], total: 2 });

    expect(await checked('project.stats', {})).toMatchObject({
      documents: 2,
      annotations: 2,
      relations: 1,
      annotators: 1,
      codePoints: 31,
      byLabel: [{ layer: 'entity', label: 'person', annotations: 2 }],
    });
    expect(await checked('project.check', {})).toMatchObject({ problems: [] });
    await checked('relation.delete', { relationId });
    expect(await checked('history.undo', {})).toEqual({ action: 'relation.delete' });
    expect(await checked('history.read', {})).toEqual({
      undo: 'document.set-state',
      redo: 'relation.delete',
    });
    await checked('history.redo', {});
    await checked('annotation.delete', { annotationIds: [annotationId] });
    await checked('document.delete', { documentIds: [documentId] });
    expect(await checked('annotator.select', { name: ' Second ' })).toMatchObject({
      annotator: { name: 'Second' },
      documentCount: 1,
    });
    await checked('preference.write', { name: 'a', value: { b: [1] } });
    expect(await checked('preference.read', {})).toEqual({ a: { b: [1] } });
    expect(await checked('recent.list', {})).toMatchObject([{ name: 'p', missing: false }]);
    await checked('project.close', {});
    expect(await backend.call('project.read', {})).toBeNull();
  });

  it('lists what tells documents of one title apart, and how much others have tagged', async () => {
    await create();
    const paste = (text: string) => backend.call('import.paste', { text, title: 'Strike' });
    const { documentId } = (await paste('Strike\n\nTrams stand still.')) as { documentId: never };
    await paste('Strike\n\nTrams run again.');
    await backend.call('import.paste', { text: 'Something else.', title: 'Other' });
    const tag = () =>
      backend.call('annotation.create', {
        documentId,
        layer: 'entity' as never,
        label: 'product' as never,
        fragments: [{ start: 8, end: 13 }] as never,
      });
    await tag();
    const project = async () => {
      const info = await backend.call('project.read', {});
      if (info === null) throw new Error('No project is open.');
      return info;
    };
    const { annotator: first } = await project();
    await backend.call('annotator.select', { name: 'Second' });
    const list = async () => (await backend.call('document.list', { search: '' })).documents;
    const mine = await list();
    expect(mine.map(({ title, distinctions }) => [title, ...distinctions.map(({ value }) => value)])).toEqual(
      [['Other'], ['Strike', 'Trams stand still.'], ['Strike', 'Trams run again.']],
    );
    expect(mine.map(({ counts, others }) => [counts, others])).toEqual([
      [{}, {}],
      [{}, { [first.id]: 1 }],
      [{}, {}],
    ]);
    await tag();
    await backend.call('annotator.select', { name: first.name });
    const { annotators } = await project();
    const second = annotators.find(({ name }) => name === 'Second');
    expect((await list())[1]).toMatchObject({ counts: { entity: 1 }, others: { [second?.id ?? '']: 1 } });
    // Of one title that is changed, the other needs nothing any more.
    await backend.call('document.update', { documentId, patch: { title: 'Strike ends' } });
    expect((await list()).map(({ distinctions }) => distinctions)).toEqual([[], [], []]);
  });

  it('knows project, annotator at work, undo and recents after a restart', async () => {
    await create();
    const { documentId } = await backend.call('import.paste', { text: 'Some text.' });
    await backend.call('annotator.select', { name: 'Second' });
    await backend.call('document.set-state', { documentId, state: 'assigned' });
    await backend.call('project.close', {});
    const [recent] = await backend.call('recent.list', {});
    const info = await backend.call('project.open-recent', { recentId: recent?.recentId ?? '' });
    expect(info.annotator.name).toBe('Second');
    expect(info.savedAt).not.toBeNull();
    for (const action of ['document.set-state', 'annotator.create', 'document.import']) {
      expect(await backend.call('history.undo', {})).toEqual({ action });
    }
    const empty = await backend.call('project.read', {});
    expect(empty?.annotators.length).toBe(1);
    expect(empty?.annotator.name).toBe(info.annotators[0]?.name);
    expect(await backend.reply('history.undo', {})).toMatchObject({
      error: { code: 'history.nothing-to-undo' },
    });
  });

  it('refuses in the words of the contract', async () => {
    const codeOf = async (call: Promise<Reply>) => {
      const reply = await call;
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await codeOf(backend.reply('document.list', {}))).toBe('project.none');
    expect(await codeOf(backend.reply('project.open', { file: 'unknown' as FileHandle }))).toBe(
      'request.invalid',
    );
    const gone = backend.adopt('gone.standoff').file;
    expect(await codeOf(backend.reply('project.open', { file: gone }))).toBe('project.not-found');
    expect(await codeOf(backend.reply('project.open-recent', { recentId: 'x' }))).toBe('recent.not-found');
    await create();
    expect(await codeOf(backend.reply('project.create', { file: backend.adopt('p.standoff').file }))).toBe(
      'project.exists',
    );
    expect(await codeOf(backend.reply('document.read', { documentId: asId('x') }))).toBe(
      'document.not-found',
    );
    expect(await codeOf(backend.reply('document.delete', { documentIds: [asId('x')] }))).toBe(
      'document.not-found',
    );
    expect(await codeOf(backend.reply('document.delete', { documentIds: [] }))).toBe('request.invalid');
    expect(await codeOf(backend.reply('job.cancel', { jobId: 'x' }))).toBe('job.not-found');
    expect(await codeOf(backend.reply('nothing' as never, {} as never))).toBe('request.unknown-procedure');
  });

  it('keeps a second window out until the first has closed, and keeps the open project where opening fails', async () => {
    await create();
    const other = await openBackend({ dataFolder: join(backend.folder, 'data'), appVersion: '0' });
    const pathOf = (handle: string) => (handle === 'p' ? join(backend.folder, 'p.standoff') : null);
    const open = () => callBackend(other, 'project.open', { file: 'p' as FileHandle }, pathOf);
    try {
      const refused = await open();
      expect(refused).toMatchObject({ error: { code: 'project.in-use' } });
      expect(refused.ok ? '' : refused.error.message).toContain('open in another window');
      writeFileSync(join(backend.folder, 'bad.standoff'), 'bad');
      const bad = await backend.reply('project.open', { file: backend.adopt('bad.standoff').file });
      expect(bad).toMatchObject({ error: { code: 'project.not-a-project' } });
      expect((await backend.call('project.read', {}))?.name).toBe('p');
      // Opening what is open is no error.
      expect((await backend.call('project.open', { file: backend.adopt('p.standoff').file })).name).toBe('p');
      await backend.call('project.close', {});
      expect((await open()).ok).toBe(true);
    } finally {
      await other.close();
    }
    expect(readdirSync(backend.folder).sort()).toEqual(['bad.standoff', 'data', 'p.standoff']);
  });

  it('makes the sample once, whole', async () => {
    const first = await backend.call('project.open-sample', {});
    expect(first.name).toBe('Sample project');
    expect(first.documentCount).toBeGreaterThan(0);
    // Its articles are where it begins; their spans belong to the annotator at work.
    expect(await backend.call('history.read', {})).toEqual({ undo: null, redo: null });
    const { documents } = await backend.call('document.list', {});
    expect(documents.some(({ counts }) => (counts.claim ?? 0) > 0)).toBe(true);
    expect((await backend.call('project.check', {})).problems).toEqual([]);
    await backend.call('annotator.select', { name: 'Second' });
    await backend.call('project.close', {});
    const again = await backend.call('project.open-sample', {});
    expect(again.id).toBe(first.id);
    expect(again.annotator.name).toBe('Second');
    expect(readdirSync(join(backend.folder, 'data')).filter((name) => name.includes('Sample'))).toEqual([
      'Sample project.standoff',
      'Sample project.standoff-shm',
      'Sample project.standoff-wal',
      'Sample project.standoff.lock',
    ]);
  });

  it('announces the project when it is opened, gets another annotator, and is closed', async () => {
    await create();
    await backend.call('annotator.select', { name: 'Second' });
    await backend.call('history.undo', {});
    await backend.call('project.close', {});
    const names = backend.events
      .flatMap((event) => (event.event === 'project.changed' ? [event.value.project] : []))
      .map((project) => project?.annotators.length ?? null);
    expect([...new Set(names)]).toEqual([1, 2, null]);
    expect(names.at(-2)).toBe(1);
  });

  it('stays up when it is closed twice, and answers that it has stopped', async () => {
    await create();
    const other = await openBackend({ dataFolder: join(backend.folder, 'other'), appVersion: '0' });
    await Promise.all([other.close(), other.close()]);
    expect(await other.ended).toBeNull();
    expect(await callBackend(other, 'project.read', {})).toMatchObject({
      error: { code: 'internal.failed' },
    });
  });
});

describe('a worker that breaks', () => {
  it.each([
    ['throws', "setTimeout(() => { throw new Error('broke'); }, 20);", 'broke'],
    ['exits', 'setTimeout(() => process.exit(7), 20);', 'code 7'],
    ['cannot start', "throw new Error('no start');", 'no start'],
  ])('%s: outstanding and later calls are answered, and its end is told', async (_how, script, reason) => {
    const folder = temporaryFolder();
    const file = join(folder, 'worker.mjs');
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {}); ${script}`,
    );
    const broken = await openBackend({ dataFolder: folder, appVersion: '0', workerUrl: pathToFileURL(file) });
    const reply = await callBackend(broken, 'project.read', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal.failed' } });
    expect(reply.ok ? '' : reply.error.message).toContain(reason);
    expect((await broken.ended)?.message).toContain(reason);
    expect(await callBackend(broken, 'project.read', {})).toMatchObject({
      error: { code: 'internal.failed' },
    });
    await broken.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('the dispatcher', () => {
  const shell = new Proxy({} as ShellHandlers, {
    get: (_target, name) => async (request: unknown) => {
      if (name === 'shell.quit') throw new Error('will not');
      return { ok: true, value: { name, request } };
    },
  });
  const dispatch = async (callJson: string) => {
    const calls: Call[] = [];
    const invoke = createDispatcher({
      backend: {
        dispatch: async (call) => {
          calls.push(call);
          return { ok: true, value: null } as Reply;
        },
        subscribe: () => () => undefined,
        close: async () => undefined,
        ended: new Promise(() => undefined),
      },
      shell,
      pathOf: () => null,
    });
    return { reply: JSON.parse(await invoke(callJson)) as unknown, calls };
  };

  it('sends calls where they are answered', async () => {
    const { reply, calls } = await dispatch('{"procedure":"project.read","request":{},"more":1}');
    expect(reply).toEqual({ ok: true, value: null });
    expect(calls).toEqual([{ procedure: 'project.read', request: {} }]);
    expect(
      (await dispatch('{"procedure":"shell.set-title","request":{"title":"x","more":1}}')).reply,
    ).toEqual({
      ok: true,
      value: { name: 'shell.set-title', request: { title: 'x' } },
    });
  });

  it.each([
    ['not JSON', 'request.invalid'],
    ['null', 'request.invalid'],
    ['{"request":{}}', 'request.invalid'],
    ['{"procedure":"toString","request":{}}', 'request.unknown-procedure'],
    ['{"procedure":"__proto__","request":{}}', 'request.unknown-procedure'],
    ['{"procedure":"shell.set-title","request":{"title":1}}', 'request.invalid'],
    ['{"procedure":"shell.set-title"}', 'request.invalid'],
    ['{"procedure":"shell.quit","request":{}}', 'internal.failed'],
  ])('refuses %s', async (callJson, code) => {
    const { reply, calls } = await dispatch(callJson);
    expect(reply).toMatchObject({ ok: false, error: { code } });
    expect(calls).toEqual([]);
  });

  it('refuses what is too large without reading it', async () => {
    const { reply } = await dispatch(`"${'x'.repeat(LARGEST_CALL)}"`);
    expect(reply).toMatchObject({
      error: { code: 'request.invalid', message: expect.stringContaining('too large') },
    });
  });
});
