import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeCodebook } from '#formats/refi-qdc/write-codebook.ts';
import { writeScheme } from '#formats/scheme/write-scheme.ts';
import type { Layer, Scheme } from '#model/scheme.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';

let backend: TestBackend;
let projects = 0;
beforeAll(async () => {
  backend = await openTestBackend();
});
afterAll(() => backend.close());
beforeEach(async () => {
  projects += 1;
  await backend.call('project.create', { file: backend.adopt(`p${projects}.standoff`).file });
});

const schemeNow = async (): Promise<Scheme> => {
  const project = await backend.call('project.read', {});
  if (project === null) throw new Error('no project');
  return project.scheme;
};
const put = async (name: string, content: string | Uint8Array) => ({
  file: (await backend.put(name, content)).file,
});

const CODEBOOK = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="ATLAS.ti"><Codes>
  <Code guid="aaaaaaaa-0000-4000-8000-000000000001" name="Entity" isCodable="false">
    <Code guid="aaaaaaaa-0000-4000-8000-000000000002" name="PERSON" isCodable="true"/>
    <Code guid="aaaaaaaa-0000-4000-8000-000000000003" name="Vessel" isCodable="true"><Description>A ship.</Description></Code>
  </Code>
  <Code guid="aaaaaaaa-0000-4000-8000-000000000004" name="irony" isCodable="true"/>
</Codes></CodeBook>`;

describe('import', () => {
  test('a codebook adds what is missing, as one step; the dry run says the same and changes nothing', async () => {
    const request = await put('breakfast.qdc', CODEBOOK);
    const dry = await backend.call('scheme.inspect', request);
    expect(await schemeNow()).toEqual(newsScheme);
    expect(dry).toEqual({
      name: 'breakfast',
      kind: 'qdc',
      looseLayer: 'breakfast',
      added: [
        { kind: 'layer', place: null, name: 'breakfast' },
        { kind: 'label', place: 'Entity', name: 'Vessel' },
        { kind: 'label', place: 'breakfast', name: 'irony' },
      ],
      existing: [
        { kind: 'layer', place: null, name: 'Entity' },
        { kind: 'label', place: 'Entity', name: 'Person' },
      ],
      clashes: [
        { kind: 'label', place: 'Entity', name: 'PERSON', why: 'is named “Person” here, which stays' },
      ],
      notices: [],
    });
    const before = backend.events.length;
    expect(await backend.call('scheme.import', request)).toEqual(dry);
    const events = backend.events.slice(before).map(({ event }) => event);
    expect(events).toContain('record.changed');
    expect(events).toContain('project.changed');
    const after = await schemeNow();
    expect(after.version).toBe(2);
    expect(after.layers.map(({ name }) => name)).toEqual([
      ...newsScheme.layers.map(({ name }) => name),
      'breakfast',
    ]);
    expect(after.layers[0]?.labels.at(-1)).toMatchObject({
      id: 'vessel',
      name: 'Vessel',
      description: 'A ship.',
    });

    expect(await backend.call('history.read', {})).toEqual({ undo: 'scheme.import', redo: null });
    await backend.call('history.undo', {});
    expect(await schemeNow()).toEqual(newsScheme);
    await backend.call('history.redo', {});
    expect(await schemeNow()).toEqual(after);
    expect((await backend.call('scheme.import', request)).added).toEqual([]);
    expect((await schemeNow()).version).toBe(2);
    expect((await backend.call('project.check', {})).problems).toEqual([]);
  });

  test('codes without others go into a layer of the name that is wished', async () => {
    const request = { ...(await put('x.qdc', CODEBOOK)), looseLayer: 'Tone' };
    await backend.call('scheme.import', request);
    expect((await schemeNow()).layers.at(-1)).toMatchObject({ name: 'Tone', labels: [{ name: 'irony' }] });
  });

  test('what is tagged with a new label stays whole when the scheme grows again', async () => {
    await backend.call('scheme.import', await put('one.qdc', CODEBOOK));
    await backend.call('import.paste', { text: 'The ship sank.' });
    const [document] = (await backend.call('document.list', { search: '' })).documents;
    if (document === undefined) throw new Error('no document');
    await backend.call('annotation.create', {
      documentId: document.id,
      layer: 'entity' as Layer['id'],
      label: 'vessel' as Layer['labels'][number]['id'],
      fragments: [{ start: 4, end: 8 }] as never,
    });
    const more = {
      ...newsScheme,
      layers: [{ ...newsScheme.layers[0], id: 'other', name: 'Other', key: 'o', attributes: [] }],
    };
    await backend.call(
      'scheme.import',
      await put('two.json', JSON.stringify({ ...more, relationTypes: [] })),
    );
    expect((await schemeNow()).version).toBe(3);
    const read = await backend.read(document.id);
    expect(read.annotations).toMatchObject([{ layer: 'entity', label: 'vessel', schemeVersion: 2 }]);
    expect((await backend.call('project.check', {})).problems).toEqual([]);
  });

  test('our own export of the scheme adds nothing', async () => {
    for (const [name, content] of [
      ['own.json', writeScheme(newsScheme)],
      ['own.qdc', writeCodebook(newsScheme).content],
    ] as const) {
      expect(await backend.call('scheme.inspect', await put(name, content))).toMatchObject({
        added: [],
        clashes: [],
      });
    }
  });

  test.each([
    ['no.json', '{"name": "x"', /“no.json” cannot be read as a scheme. Line 1: The file breaks off/],
    [
      'shape.json',
      '{"name":"x","version":1,"description":"","layers":[{"id":"a"}],"relationTypes":[]}',
      /layers\[0\]\.name: .*And \d+ more/,
    ],
    [
      'twice.json',
      JSON.stringify({ ...newsScheme, layers: [...newsScheme.layers, ...newsScheme.layers] }),
      /layer id “entity” twice/,
    ],
    ['text.qdc', 'not XML', /“text.qdc”.*Line 1: This is not well-formed XML/],
    ['empty.json', '', /The file is empty/],
    ['tei.xml', '<TEI/>', /no REFI-QDA codebook/],
  ])('%s is refused with its place and cause, and nothing changes', async (name, content, message) => {
    const request = await put(name, content);
    for (const procedure of ['scheme.inspect', 'scheme.import'] as const) {
      const reply = await backend.reply(procedure, request);
      expect(reply).toMatchObject({ ok: false, error: { code: 'scheme.not-readable' } });
      if (!reply.ok) expect(reply.error.message).toMatch(message);
    }
    expect(await schemeNow()).toEqual(newsScheme);
  });

  test('a file that is gone, and one that the app does not know', async () => {
    const gone = await backend.reply('scheme.inspect', { file: backend.adopt('gone.json').file });
    expect(gone).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('There is no such file') },
    });
    const unknown = await backend.reply('scheme.import', { file: 'nothing' as never });
    expect(unknown).toMatchObject({ ok: false, error: { code: 'scheme.not-readable' } });
  });
});

describe('export', () => {
  test.each([
    ['json', 's.json', /^\{\n {2}"name": "News"/],
    ['qdc', 's.qdc', /^<\?xml [^>]*>\n<CodeBook /],
    ['guidelines', 's.md', /^# News: guidelines/],
  ] as const)('as %s', async (kind, name, begins) => {
    await backend.put(name, 'what was there before');
    const written = await backend.call('scheme.export', { kind, file: backend.adopt(name).file });
    const content = await readFile(join(backend.folder, name), 'utf8');
    expect(written).toMatchObject({ fileName: name, bytes: Buffer.byteLength(content) });
    expect(content).toMatch(begins);
    expect(written.losses.length > 0).toBe(kind === 'qdc');
  });

  test('what cannot be written leaves everything as it was', async () => {
    const reply = await backend.reply('scheme.export', {
      kind: 'json',
      file: backend.adopt('gone/s.json').file,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'scheme.not-written' } });
    const folder = await backend.reply('scheme.export', { kind: 'json', file: backend.adopt('data').file });
    expect(folder).toMatchObject({ ok: false, error: { message: expect.stringContaining('is a folder') } });
    expect((await readdir(backend.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a new project', () => {
  test('may begin with the scheme of a file', async () => {
    const { file: scheme } = await put('mine.qdc', CODEBOOK);
    const made = await backend.call('project.create', { file: backend.adopt('mine.standoff').file, scheme });
    expect(made.scheme.layers.map(({ name }) => name)).toEqual(['Entity', 'mine']);
  });

  test('is not made where that cannot be read', async () => {
    const { file: scheme } = await put('bad.json', '{}');
    const reply = await backend.reply('project.create', { file: backend.adopt('bad.standoff').file, scheme });
    expect(reply).toMatchObject({ ok: false, error: { code: 'scheme.not-readable' } });
    expect(await readdir(backend.folder)).not.toContain('bad.standoff');
    expect((await backend.call('project.read', {}))?.name).toBe(`p${projects}`);
  });
});
