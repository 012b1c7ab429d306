import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { RequestOf } from '#contract/contract.ts';
import type { Scheme } from '#model/scheme.ts';
import { schemeProblems } from '#model/scheme-check.ts';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';

const { backend, projectFile, putAll } = await backendWithProjects();

type Choices = Omit<RequestOf<'import.start'>, 'files'> & {
  readonly each?: Omit<RequestOf<'import.start'>['files'][number], 'file' | 'name'>;
};

async function requestOf(files: Readonly<Record<string, string | Uint8Array>>, choices: Choices = {}) {
  const { each = {}, ...rest } = choices;
  const put = await putAll(files);
  return { files: put.map((file) => ({ ...file, ...each })), ...rest };
}

async function inspect(files: Readonly<Record<string, string | Uint8Array>>, choices?: Choices) {
  return backend.call('import.inspect', await requestOf(files, choices));
}

async function start(files: Readonly<Record<string, string | Uint8Array>>, choices?: Choices) {
  const outcome = await backend.job('import.start', await requestOf(files, choices));
  if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
  return outcome.imported;
}

async function scheme(): Promise<Scheme> {
  const project = await backend.call('project.read', {});
  if (project === null) throw new Error('No project is open.');
  expect(schemeProblems(project.scheme)).toEqual([]);
  return project.scheme;
}

async function labels() {
  const { documents } = await backend.call('document.list', {});
  const read = await Promise.all(documents.map(({ id }) => backend.read(id)));
  return read.flatMap(({ annotations }) => annotations.map(({ layer, label }) => `${layer}:${label}`)).sort();
}

const check = async () => (await backend.call('project.check', {})).problems;

const BRAT = {
  'a.txt': 'Ana said no to the tram.\n',
  'a.ann': 'T1\tPerson 0 3\tAna\nT2\tVEHICLE 19 23\ttram\n',
};
const vehicle = { layer: 'entity', label: 'VEHICLE' };

describe('names that the scheme lacks', () => {
  test('are added with the import, in one step of undo', async () => {
    const before = await scheme();
    const add = { names: [{ ...vehicle, to: { newIn: null } }] };
    const [file] = await inspect(BRAT, add);
    expect(file?.names.find(({ label }) => label === 'VEHICLE')).toEqual({
      ...vehicle,
      count: 1,
      to: { layer: 'entity', label: 'VEHICLE' },
      by: 'new',
      home: 'entity',
    });
    expect(file?.notices).toEqual([]);
    expect((await scheme()).version).toBe(1);

    expect(await start(BRAT, add)).toMatchObject({
      annotations: 2,
      spansLeftOut: 0,
      added: { layers: 0, labels: 1, attributes: 0, choices: 0, relationTypes: 0 },
    });
    expect(await labels()).toEqual(['entity:VEHICLE', 'entity:person']);
    const grown = await scheme();
    expect(grown.version).toBe(2);
    expect(grown.layers[0]?.labels.at(-1)).toMatchObject({ id: 'VEHICLE', name: 'VEHICLE' });
    expect(await check()).toEqual([]);

    await backend.call('history.undo', {});
    expect(await scheme()).toEqual(before);
    expect(await labels()).toEqual([]);
    await backend.call('history.redo', {});
    expect((await scheme()).layers).toEqual(grown.layers);
    expect(await check()).toEqual([]);
  });

  test('are counted before as the import counts what it leaves out', async () => {
    const line = (value: object) => `${JSON.stringify(value)}\n`;
    const span = (label: string, start: number) => ({
      ...{ id: `${label}${start}`, layer: 'entity', label, start, end: start + 3, attributes: {} },
    });
    const files = {
      ...BRAT,
      'spans.csv': 'doc_id,layer,label,start,end\nb,custom,x,0,3\nb,custom,y,4,8\nb,entity,person,0,3\n',
      'b.txt': 'Bob said yes.\n',
      'old.jsonl': line({
        text: 'Cy saw it.',
        label: [
          [0, 2, 'VEHICLE'],
          [3, 6, 'ACT'],
        ],
      }),
      'ours.jsonl': line({
        ...{ format: 'standoff-jsonl', text: 'Dora did.' },
        annotations: [span('person', 0), span('robot', 2), span('robot', 5)],
      }),
      'broken.jsonl': line({ format: 'standoff-jsonl', text: 1 }),
    };
    const leaveOut = { names: [{ layer: 'entity', label: 'person', to: null }] };
    for (const choices of [{}, leaveOut, { missing: 'add' } as const]) {
      const inspected = await inspect(files, choices);
      const out = inspected.flatMap(({ names }) => names).filter(({ to }) => to === null);
      const annotations = inspected.reduce((sum, { annotationCount }) => sum + annotationCount, 0);
      const done = await start(files, choices);
      expect(done).toMatchObject({
        annotations,
        spansLeftOut: out.reduce((sum, { count }) => sum + count, 0),
      });
      // The last leaves out what was chosen at the import before.
      expect(done.spansLeftOut).toBeGreaterThan(0);
      await backend.call('history.undo', {});
    }
  }, 60_000);

  test('go into another layer, or become layers of their own', async () => {
    const choices = {
      names: [
        { ...vehicle, to: { newIn: 'claim' as never } },
        { layer: 'custom', label: 'x', to: { newIn: null } },
      ],
    };
    const spans = 'doc_id,layer,label,start,end\na,custom,x,0,3\na,custom,,4,8\na,entity,VEHICLE,19,23\n';
    const tables = { 'spans.csv': spans, 'a.txt': BRAT['a.txt'] };
    const [file] = await inspect(tables, { ...choices, missing: 'add' });
    expect(file?.names.map(({ layer, label, by, to }) => [layer, label, by, to])).toEqual([
      ['custom', null, 'new', { layer: 'custom', label: 'unlabelled' }],
      ['custom', 'x', 'new', { layer: 'custom', label: 'x' }],
      ['entity', 'VEHICLE', 'new', { layer: 'claim', label: 'VEHICLE' }],
    ]);
    expect(await start(tables, { ...choices, missing: 'add' })).toMatchObject({
      annotations: 3,
      added: { layers: 1, labels: 3 },
    });
    expect(await labels()).toEqual(['claim:VEHICLE', 'custom:unlabelled', 'custom:x']);
    expect(await check()).toEqual([]);
  });

  test('take no name from the layer that has it, though a layer of the name in the file is added', async () => {
    const line = {
      text: 'Ann saw a dog.',
      entities: [
        { id: 1, label: 'lemma:Person', start_offset: 0, end_offset: 3 },
        { id: 2, label: 'lemma:dog', start_offset: 10, end_offset: 13 },
      ],
      relations: [{ id: 1, from_id: 2, to_id: 2, type: 'ROOT' }],
    };
    const files = { 'a.jsonl': `${JSON.stringify(line)}\n` };
    const [file] = await inspect(files, { missing: 'add', lacking: 'add' });
    expect(file?.notices).toContain('1 relation is left out: “ROOT” leads from a span to itself.');
    expect(await start(files, { missing: 'add', lacking: 'add' })).toMatchObject({
      annotations: 2,
      spansLeftOut: 0,
      added: { layers: 1, labels: 1 },
    });
    expect(await labels()).toEqual(['entity:person', 'lemma:dog']);
  });

  test('two files of one import make one version of the scheme', async () => {
    const line = (label: string) => `${JSON.stringify({ text: `A ${label}.`, label: [[2, 3, label]] })}\n`;
    const files = { 'one.jsonl': line('Alpha'), 'two.jsonl': line('Beta'), 'three.jsonl': line('Alpha') };
    expect(await start(files, { missing: 'add' })).toMatchObject({ documents: 2, added: { labels: 2 } });
    expect((await scheme()).version).toBe(2);
    expect(await check()).toEqual([]);
  });

  test('stay as they are where the import is cancelled', async () => {
    const request = await requestOf(BRAT, { missing: 'add', names: [{ ...vehicle, to: { newIn: null } }] });
    const outcome = await backend.job('import.start', request, (jobId) =>
      backend.call('job.cancel', { jobId }),
    );
    if (outcome.is === 'cancelled') expect((await scheme()).version).toBe(1);
    else expect(outcome.is).toBe('imported');
  });
});

describe('attributes and relation types that the scheme lacks', () => {
  const FILES = {
    'a.txt': 'Ana saw Bo.\n',
    'a.ann':
      'T1\tPerson 0 3\tAna\nT2\tPerson 8 10\tBo\nA1\tMood T1 glad\nA2\tFamous T2\nR1\tKnows Arg1:T1 Arg2:T2\n',
  };

  test('are named and left out', async () => {
    const [file] = await inspect(FILES);
    expect(file?.lacking).toEqual([
      { what: 'attribute', name: 'Famous', layer: 'Entity', count: 1, values: [] },
      { what: 'relation', name: 'Knows', layer: null, count: 1, values: [] },
      { what: 'attribute', name: 'Mood', layer: 'Entity', count: 1, values: [] },
    ]);
    expect(file).toMatchObject({ annotationCount: 2, relationCount: 0 });
    expect(file?.notices).toHaveLength(3);
  });

  test('are added where asked for', async () => {
    const [file] = await inspect(FILES, { lacking: 'add' });
    expect(file).toMatchObject({ relationCount: 1, notices: [] });
    expect(file?.lacking).toHaveLength(3);
    expect(await start(FILES, { lacking: 'add' })).toMatchObject({
      relations: 1,
      added: { layers: 0, labels: 0, attributes: 2, relationTypes: 1 },
    });
    const { layers, relationTypes } = await scheme();
    expect(layers[0]?.attributes.slice(-2)).toMatchObject([
      { id: 'Famous', type: 'flag' },
      { id: 'Mood', type: 'text' },
    ]);
    expect(relationTypes.at(-1)).toMatchObject({
      id: 'Knows',
      sourceLayers: ['entity'],
      targetLayers: ['entity'],
    });
    expect(await check()).toEqual([]);
    // Now that the scheme has them, nothing is lacking.
    expect((await inspect(FILES))[0]).toMatchObject({
      lacking: [],
      notices: [],
      duplicateOf: { where: 'project', title: 'a' },
    });
  });

  test('choices that an attribute lacks are added to it, once for all spans, with one version of the scheme', async () => {
    const files = {
      'a.txt': 'Ana saw Bo and Cy.\n',
      'a.ann':
        'T1\tPerson 0 3\tAna\nT2\tPerson 8 10\tBo\nT3\tPerson 15 17\tCy\nA1\tMention T1 Nick-name\nA2\tMention T2 name\nA3\tMention T3 nickname\n',
    };
    const [file] = await inspect(files);
    expect(file?.lacking).toEqual([
      { what: 'choice', name: 'Mention', layer: 'Entity', count: 2, values: ['nickname'] },
    ]);
    expect(file?.notices).toEqual(['2 attributes are left out: it does not fit “Mention” of Entity.']);
    expect((await inspect(files, { lacking: 'add' }))[0]?.notices).toEqual([]);
    const before = await scheme();
    expect(await start(files, { lacking: 'add' })).toMatchObject({
      annotations: 3,
      problems: [],
      added: { attributes: 0, choices: 1 },
    });
    const grown = await scheme();
    expect(grown.version).toBe(2);
    const mention = grown.layers[0]?.attributes.find(({ id }) => id === 'mention');
    expect(mention?.choices?.at(-1)).toMatchObject({ id: 'nickname', name: 'nickname' });
    expect(mention?.choices?.slice(0, -1)).toEqual(
      before.layers[0]?.attributes.find(({ id }) => id === 'mention')?.choices,
    );
    const [document] = (await backend.call('document.list', {})).documents;
    const read = document === undefined ? null : await backend.read(document.id);
    expect(read?.annotations.flatMap(({ attributes }) => Object.values(attributes))).toEqual([
      { is: 'values', values: ['nickname'] },
      { is: 'values', values: ['name'] },
      { is: 'values', values: ['nickname'] },
    ]);
    expect(await check()).toEqual([]);
    await backend.call('history.undo', {});
    expect(await scheme()).toEqual(before);
  });

  test('choices of our own files come with the ids that they have there', async () => {
    const own = (mention: string, id: string) =>
      `${JSON.stringify({
        format: 'standoff-jsonl',
        text: `Ana ${id}.`,
        annotations: [{ id, layer: 'entity', label: 'person', start: 0, end: 3, attributes: { mention } }],
      })}\n`;
    const files = { 'own.jsonl': own('Nick_Name', 'a') + own('by-hearsay', 'b') };
    await start(files, { lacking: 'add' });
    const mention = (await scheme()).layers[0]?.attributes.find(({ id }) => id === 'mention');
    expect(mention?.choices?.slice(-2)).toMatchObject([
      { id: 'Nick_Name', name: 'Nick Name' },
      { id: 'by-hearsay', name: 'By hearsay' },
    ]);
    expect(await check()).toEqual([]);
  });

  test('what is no choice is left out all the same: two where one is taken, or an essay', async () => {
    const span = (mention: unknown, n: number) => ({
      ...{ id: String(n), layer: 'entity', label: 'person', start: 0, end: 3 },
      attributes: { mention },
    });
    const text = 'Ana.';
    const annotations = [span(['one', 'two'], 1), span('x'.repeat(500), 2)];
    const files = { 'own.jsonl': `${JSON.stringify({ format: 'standoff-jsonl', text, annotations })}\n` };
    const [file] = await inspect(files, { lacking: 'add' });
    expect(file).toMatchObject({ annotationCount: 2, lacking: [] });
    expect(file?.notices.join()).toContain('2 attributes are left out');
  });
});

describe('our own JSON Lines', () => {
  const LINE = `${JSON.stringify({
    text: 'Ana saw Bo.',
    annotations: [
      {
        id: 'a',
        layer: 'Actor',
        label: 'Main_One',
        start: 0,
        end: 3,
        attributes: { Mood: 'glad', note: 'n' },
      },
      { id: 'b', layer: 'entity', label: 'alien', start: 8, end: 10 },
    ],
    relations: [{ type: 'meetsWith', source: 'a', target: 'b' }],
  })}\n`;
  const FILES = { 'own.jsonl': LINE };

  test('get the same choices: left out, mapped, added under the ids that they state, and remembered', async () => {
    const [left] = await inspect(FILES);
    expect(left).toMatchObject({ format: 'jsonl', problem: null, annotationCount: 0, relationCount: 0 });
    expect(left?.names.map(({ layer, label, by }) => [layer, label, by])).toEqual([
      ['Actor', 'Main_One', 'none'],
      ['entity', 'alien', 'none'],
    ]);
    expect(left?.notices).toContain('1 span is left out: the scheme has no “entity: alien”.');

    const choices = {
      names: [{ layer: 'entity', label: 'alien', to: { layer: 'entity', label: 'person' } }] as never,
      ...{ missing: 'add' as const, lacking: 'add' as const },
    };
    const [added] = await inspect(FILES, choices);
    expect(added).toMatchObject({ annotationCount: 2, relationCount: 1, notices: [] });
    expect(added?.lacking.map(({ what, name }) => [what, name])).toEqual([
      ['attribute', 'Mood'],
      ['relation', 'meetsWith'],
      ['attribute', 'note'],
    ]);
    const before = await scheme();
    expect(await start(FILES, choices)).toMatchObject({
      annotations: 2,
      relations: 1,
      problems: [],
      added: { layers: 1, labels: 1, attributes: 2, relationTypes: 1 },
    });
    expect(await labels()).toEqual(['Actor:Main_One', 'entity:person']);
    const grown = await scheme();
    expect(grown.version).toBe(2);
    expect(grown.layers.at(-1)?.attributes.map(({ id }) => id)).toEqual(['Mood', 'note']);
    expect(grown.relationTypes.at(-1)?.id).toBe('meetsWith');
    const layer = grown.layers.at(-1);
    expect([
      layer?.name,
      layer?.labels[0]?.name,
      ...(layer?.attributes ?? []).map(({ name }) => name),
    ]).toEqual(['Actor', 'Main One', 'Mood', 'Note']);
    expect(grown.relationTypes.at(-1)?.name).toBe('Meets with');
    expect(await check()).toEqual([]);

    expect((await inspect(FILES))[0]?.names.find(({ label }) => label === 'alien')).toMatchObject({
      by: 'memory',
      to: { layer: 'entity', label: 'person' },
    });
    await backend.call('history.undo', {});
    expect(await scheme()).toEqual(before);
    expect(await labels()).toEqual([]);
  });
});

describe('what was chosen', () => {
  const leaveOut = { names: [{ layer: 'entity', label: 'Person', to: null }] };

  test('is offered again for the same format, until it is forgotten', async () => {
    await start(BRAT, leaveOut);
    const offered = async () => (await inspect(BRAT))[0]?.names.map(({ label, by, to }) => [label, by, to]);
    expect(await offered()).toEqual([
      ['Person', 'memory', null],
      ['VEHICLE', 'none', null],
    ]);
    expect((await inspect(BRAT, { memory: 'ignore' }))[0]?.names[0]?.by).toBe('name');
    const other = `${JSON.stringify({ text: 'Ana', label: [[0, 3, 'Person']] })}\n`;
    expect((await inspect({ 'o.jsonl': other }))[0]?.names[0]?.by).toBe('name');

    await backend.call('import.forget', { format: 'brat', names: [{ layer: 'entity', label: 'Person' }] });
    expect((await offered())?.[0]).toEqual(['Person', 'name', { layer: 'entity', label: 'person' }]);
  });

  test('outlives undo and a restart, and travels with the file', async () => {
    await start(BRAT, { names: [{ ...vehicle, to: { newIn: 'claim' as never } }] });
    const found = async () => (await inspect(BRAT))[0]?.names.find(({ label }) => label === 'VEHICLE');
    await backend.call('project.close', {});
    await backend.call('project.open', { file: projectFile() });
    expect(await found()).toMatchObject({ by: 'memory', to: { layer: 'claim', label: 'VEHICLE' } });
    await backend.call('history.undo', {});
    // The label went with the undo: what became of the name is no choice any more.
    expect(await found()).toMatchObject({ by: 'none', to: null });
    await backend.call('history.redo', {});
    expect(await found()).toMatchObject({ by: 'memory', to: { layer: 'claim', label: 'VEHICLE' } });
  });

  test('is not kept where it is not to be', async () => {
    await start(BRAT, { ...leaveOut, memory: 'ignore' });
    expect((await inspect(BRAT))[0]?.names[0]?.by).toBe('name');
  });
});

describe('annotations that the project has with other content', () => {
  const ids = ['01990000-0000-7000-8000-0000000000a1', '01990000-0000-7000-8000-0000000000a2'];
  const file = (labels: readonly string[]) =>
    `${JSON.stringify({
      text: 'Ana saw Bo.',
      annotations: labels.map((label, index) => ({
        ...{ id: ids[index], layer: 'entity', label },
        ...(index === 0 ? { start: 0, end: 3 } : { start: 8, end: 10 }),
      })),
    })}\n`;

  test('keep their file out, or are kept while the rest goes in', async () => {
    await start({ 'a.jsonl': file(['person']) });
    const other = { 'a.jsonl': file(['group', 'person']) };
    const [refused] = await inspect(other);
    expect(refused).toMatchObject({ format: null, conflictCount: 1 });
    expect(refused?.problem).toContain('is in this project with other content');
    expect(await start(other)).toMatchObject({ annotations: 0, filesLeftOut: 1 });

    const [kept] = await inspect(other, { conflicts: 'keep' });
    expect(kept).toMatchObject({ format: 'jsonl', problem: null, conflictCount: 1 });
    expect(kept?.notices[0]).toContain('was kept as it is there');
    expect(await start(other, { conflicts: 'keep' })).toMatchObject({ annotations: 1, filesLeftOut: 0 });
    expect(await labels()).toEqual(['entity:person', 'entity:person']);
    expect(await check()).toEqual([]);
  });
});

describe('tables of articles', () => {
  const CSV = 'Kopf,Rumpf,Wo\nEins,Der erste Text.,Zeitung\nZwei,,Zeitung\nDrei,Der dritte Text.,Blatt\n';
  const columns = [
    { name: 'Rumpf', role: 'text' as const },
    { name: 'Kopf', role: 'title' as const },
  ];

  test('show their columns also where none is known to hold the texts', async () => {
    const [file] = await inspect({ 'a.csv': CSV });
    expect(file).toMatchObject({
      format: null,
      problem: 'Line 1: No column is known to hold the texts of articles. Choose the one that does.',
      encoding: 'utf-8',
    });
    expect(file?.table).toMatchObject({
      rowCount: 3,
      sheets: [],
      rows: [
        ['Eins', 'Der erste Text.', 'Zeitung'],
        ['Zwei', '', 'Zeitung'],
        ['Drei', 'Der dritte Text.', 'Blatt'],
      ],
    });
    expect(file?.table?.columns.map(({ role }) => role)).toEqual(['metadata', 'metadata', 'metadata']);
  });

  test('are imported as chosen, with the empty rows named, and so again', async () => {
    const [file] = await inspect({ 'a.csv': CSV }, { each: { columns } });
    expect(file).toMatchObject({ format: 'csv', documentCount: 2, title: 'Eins', sample: 'Der erste Text.' });
    expect(file?.notices).toEqual(['Line 3: The row has no text and is left out.']);
    expect(await start({ 'a.csv': CSV }, { each: { columns } })).toMatchObject({
      documents: 2,
      filesLeftOut: 0,
      problems: [{ file: 'a.csv', line: 3, message: 'The row has no text and is left out.' }],
    });
    const [again] = await inspect({ 'b.csv': CSV.replace('erste', 'neue') });
    expect(again?.table?.columns.map(({ name, role, by }) => [name, role, by])).toEqual([
      ['Kopf', 'title', 'memory'],
      ['Rumpf', 'text', 'memory'],
      ['Wo', 'metadata', 'memory'],
    ]);
    expect(again).toMatchObject({ documentCount: 2, sameCount: 1 });
    await backend.call('import.forget', { format: 'csv', columns: ['Kopf', 'Rumpf', 'Wo'] });
    expect((await inspect({ 'b.csv': CSV }))[0]?.problem).toContain('No column is known');
  });

  test('of one folder stand for themselves; our own tables belong together', async () => {
    const article = 'title,text\nOne,Text one.\n';
    const [one, two, note] = await inspect({ 'one.csv': article, 'two.csv': article, 'One.txt': 'A note.' });
    expect([one?.partOf, two?.partOf, note?.partOf]).toEqual([null, null, null]);
    expect([one?.documentCount, two?.documentCount, note?.format]).toEqual([1, 1, 'text']);
    const ours = await inspect({
      'documents.csv': 'doc_id,text\na,Ana said.\n',
      'spans.csv': 'doc_id,layer,label,start,end\na,entity,person,0,3\n',
    });
    expect(
      ours.map(({ partOf, documentCount, annotationCount, table }) => [
        partOf,
        documentCount,
        annotationCount,
        table,
      ]),
    ).toEqual([
      [null, 1, 1, null],
      ['documents.csv', 0, 0, null],
    ]);
  });

  test('come in the encoding of a spreadsheet program', async () => {
    const latin = Buffer.from(
      'Überschrift;Text\nGrüße;"Die Straße ist über Nacht für alle geöffnet, sagte die Ministerin."\n',
      'latin1',
    );
    const [file] = await inspect({ 'a.csv': latin });
    expect(file).toMatchObject({
      encoding: 'windows-1252',
      encodingCertain: false,
      title: 'Grüße',
      problem: null,
    });
    const utf16 = Buffer.from('\ufefftitle\ttext\nGrüße\tÜber Nacht.\n', 'utf16le');
    expect((await inspect({ 'a.tsv': utf16 }))[0]).toMatchObject({ encoding: 'utf-16le', title: 'Grüße' });
    expect((await inspect({ 'a.csv': latin }, { each: { encoding: 'utf-8' } }))[0]?.problem).toContain(
      'This is not utf-8 throughout',
    );
  });

  test('workbooks: another sheet, as last time, and what is no workbook', async () => {
    const book = await readFile(new URL('../../formats/xlsx/fixtures/articles.xlsx', import.meta.url));
    const [file] = await inspect({ 'a.xlsx': book });
    expect(file).toMatchObject({ format: 'xlsx', documentCount: 4, encoding: null, partOf: null });
    const imported = await start({ 'a.xlsx': book }, { each: { sheet: 'Notizen' } });
    expect(imported).toMatchObject({ documents: 1 });
    const [again] = await inspect({ 'a.xlsx': book });
    expect(again).toMatchObject({
      documentCount: 1,
      duplicateOf: { where: 'project', title: 'Aside' },
      table: { sheet: 'Notizen' },
    });
    const sheets = again?.table?.sheets.map(({ name }) => name) ?? [];
    await backend.call('import.forget', { format: 'xlsx', sheets });
    expect((await inspect({ 'a.xlsx': book }))[0]?.table?.sheet).toBe('Artikel');

    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]);
    const refused = await inspect({ 'a.xls': old, 'b.ods': book, 'c.xlsx': old, 'd.xlsx': 'text' });
    expect(refused.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('Excel workbook of the old kind, which is not read'),
      expect.stringContaining('save it as .xlsx or .csv'),
      expect.stringContaining('locked with a password, or of the old kind'),
      expect.stringContaining('its content is another'),
    ]);
  });
});
