import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '#backend/export/format-list.ts';
import { createOutput } from './output.ts';
import { runCommandLine } from './run.ts';

const root = join(import.meta.dirname, '../..');
const sample = (name: string) => join(root, 'resources/sample', name);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standoff-cli-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real command as a user would, in the test's folder. */
function standoff(...words: string[]): Promise<Ran> {
  return run(process.execPath, [join(root, 'hosts/cli/main.ts'), ...words]);
}

/** The same without a process of its own, for what ends before a backend is needed. */
async function inProcess(...words: string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const code = await runCommandLine(words, {
    output: createOutput({
      stdout: {
        write: (text) => {
          written.out += text;
        },
      },
      stderr: {
        write: (text) => {
          written.err += text;
        },
      },
    }),
    resolve: (path) => join(folder, path),
    appVersion: '0.0.0',
  });
  return { code, ...written };
}

function run(program: string, words: string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('the main job: new, import, annotations, export, check, stats', async () => {
  expect(await standoff('new', 'job')).toMatchObject({ code: 0, out: '' });
  const again = await standoff('new', 'job');
  expect(again.code).toBe(1);
  expect(again.err).toContain('job.standoff');

  const imported = await standoff(
    'import',
    'job.standoff',
    sample('wire-copy.txt'),
    sample('sample.jsonl'),
    '--annotator',
    'reader',
    '--json',
  );
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.out)).toMatchObject({
    documents: 2,
    annotations: 46,
    relations: 10,
    problems: [],
  });

  const annotations = await standoff('annotations', 'job.standoff', '--json');
  const listed = JSON.parse(annotations.out) as {
    document: { id: string };
    start: number;
    end: number;
    fragments: { start: number; end: number; text: string }[];
    quote: string;
  }[];
  expect(listed).toHaveLength(46);
  const characters = Array.from(await readFile(sample('night-trams.txt'), 'utf8'));
  for (const { fragments, quote } of listed) {
    expect(fragments.map(({ start, end }) => characters.slice(start, end).join('')).join(' ')).toBe(quote);
  }
  const [first] = listed;
  const ofOne = await standoff('annotations', 'job.standoff', '--document', first?.document.id ?? '');
  expect(ofOne.out.split('\n')).toHaveLength(48);
  expect(await standoff('annotations', 'job.standoff', '--document', 'nobody')).toMatchObject({
    code: 1,
    out: '',
  });

  const exported = await standoff(
    'export',
    'job.standoff',
    '--format',
    'jsonl',
    '--out',
    'out.jsonl',
    '--json',
  );
  expect(exported.code).toBe(0);
  expect(JSON.parse(exported.out)).toMatchObject({
    documents: 2,
    annotations: 46,
    relations: 10,
    verified: true,
  });
  const bytes = await readFile(join(folder, 'out.jsonl'), 'utf8');
  expect(bytes.split('\n')).toHaveLength(3);

  const back = await standoff('import', 'job.standoff', 'out.jsonl', '--json');
  expect(back.code).toBe(0);
  expect(JSON.parse(back.out)).toMatchObject({ documents: 0, annotations: 0, relations: 0, duplicates: 2 });

  const checked = await standoff('check', 'job.standoff', '--json');
  expect(checked.code).toBe(0);
  expect(JSON.parse(checked.out)).toMatchObject({ problems: [], checked: { documents: 2, annotations: 46 } });

  const stats = await standoff('stats', 'job.standoff', '--json');
  expect(JSON.parse(stats.out)).toMatchObject({
    documents: 2,
    annotations: 46,
    relations: 10,
    annotators: 3,
  });
  const shown = await standoff('stats', 'job.standoff');
  expect(shown.out).toMatch(/^documents +2$/m);
  expect(shown.out).toMatch(/^ {2}entity:person +6$/m);
}, 60_000);

test('a folder of another format: preview, export with choices, import again', async () => {
  await standoff('new', 'folders.standoff');
  await standoff('import', 'folders.standoff', sample('sample.jsonl'));
  const words = ['export', 'folders.standoff', '--format', 'brat', '--layer', 'entity', '--layer', 'quote'];
  const preview = await standoff(...words, '--preview', '--json');
  expect(preview.code).toBe(0);
  const { annotations } = JSON.parse(preview.out) as { annotations: number };
  expect(annotations).toBeGreaterThan(20);

  const exported = await standoff(...words, '--out', 'brat', '--json');
  expect(exported).toMatchObject({ code: 0 });
  expect(JSON.parse(exported.out)).toMatchObject({ documents: 1, annotations, verified: true });
  expect(await readdir(join(folder, 'brat'))).toContain('manifest.json');
  // An earlier export is replaced; a folder with anything else in it is not.
  expect(await standoff(...words, '--out', 'brat')).toMatchObject({ code: 0 });
  await writeFile(join(folder, 'brat', 'mine.txt'), 'mine');
  const refused = await standoff(...words, '--out', 'brat');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('“mine.txt”');
  await rm(join(folder, 'brat', 'mine.txt'));

  await standoff('new', 'back.standoff');
  const imported = await standoff('import', 'back.standoff', 'brat', '--json');
  expect(imported.code).toBe(0);
  expect(JSON.parse(imported.out)).toMatchObject({
    documents: 1,
    annotations,
    filesLeftOut: 0,
    spansLeftOut: 0,
  });
  const nobody = await standoff(...words, '--out', 'other', '--annotator', 'nobody');
  expect(nobody.code).toBe(1);
  expect(nobody.err).toContain('no annotator "nobody"');
}, 60_000);

test('an import can be looked at before, and nothing comes of that', async () => {
  await standoff('new', 'looked.standoff');
  const line = {
    text: 'Ana saw a tram.',
    label: [
      [0, 3, 'Person'],
      [10, 14, 'VEHICLE'],
    ],
  };
  await writeFile(join(folder, 'spans.jsonl'), `${JSON.stringify(line)}\n`);
  await writeFile(join(folder, 'picture.bin'), '\u0000\u0001');
  const words = ['import', 'looked.standoff', 'spans.jsonl', '--preview'];
  const plain = await standoff(...words);
  expect(plain.code).toBe(0);
  expect(plain.out).toContain('spans.jsonl: doccano, 1 document, 1 annotation, 0 relations');
  expect(plain.out).toContain('1  entity: Person   → Entity: Person');
  expect(plain.out).toContain('1  entity: VEHICLE  → left out; the scheme does not have it');
  expect((await standoff(...words, '--create-missing')).out).toContain('→ Entity: VEHICLE (new)');
  const [file] = JSON.parse((await standoff(...words, '--json')).out) as { annotationCount: number }[];
  expect(file?.annotationCount).toBe(1);
  const bad = await standoff('import', 'looked.standoff', 'spans.jsonl', 'picture.bin', '--preview');
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('picture.bin: cannot be imported. This is not a text file');
  await writeFile(join(folder, 'copy.jsonl'), `${JSON.stringify(line)}\n`);
  const twice = await standoff('import', 'looked.standoff', 'spans.jsonl', 'copy.jsonl', '--preview');
  expect(twice.out).toContain('copy.jsonl: doccano, 1 document (1 twice in this import)');
  expect((await standoff('stats', 'looked.standoff')).out).toContain('documents    0');
}, 60_000);

test('a file that cannot be imported is named once', async () => {
  await standoff('new', 'named.standoff');
  await writeFile(join(folder, 'bad.docx'), 'Ana saw a tram.');
  const { code, err } = await standoff('import', 'named.standoff', 'bad.docx');
  expect(code).toBe(1);
  expect(err).toMatch(/^bad\.docx: By its name this is of the kind “Word document/);
});

test('a table of articles with columns named, labels added to the scheme', async () => {
  await standoff('new', 'tables.standoff');
  await writeFile(join(folder, 'a.csv'), 'Kopf,Rumpf\nEins,Ana sagte Nein.\n');
  const unknown = await standoff('import', 'tables.standoff', 'a.csv');
  expect(unknown.code).toBe(1);
  expect(unknown.err).toContain('a.csv:1: No column is known to hold the texts');
  const columns = ['--column', 'Rumpf=text', '--column', 'Kopf=title'];
  const imported = await standoff('import', 'tables.standoff', 'a.csv', ...columns);
  expect(imported.err).toContain('Imported 1 document,');
  expect(imported.code).toBe(0);

  await writeFile(
    join(folder, 'b.jsonl'),
    '{"text":"Ana sagte Nein.","label":[[0,3,"FIGURE"],[4,9,"VERB"],[10,14,"WORD"]]}\n',
  );
  const names = [
    '--map',
    'entity:FIGURE=entity:person',
    '--map',
    'entity:VERB=claim:+',
    '--map',
    'entity:WORD=',
  ];
  const labelled = await standoff('import', 'tables.standoff', 'b.jsonl', ...names);
  expect(labelled.err).toContain('Imported 0 documents, 2 annotations');
  expect(labelled.err).toContain('added to the scheme: 1 label; 1 span left out');
  const wrong = await standoff(
    'import',
    'tables.standoff',
    'b.jsonl',
    '--map',
    'entity:FIGURE=entity:nobody',
  );
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain('The scheme has no label "nobody" in "entity". It has: person, organisation,');
  // What is not said again is not taken from an earlier import, but for the asking.
  await standoff('import', 'tables.standoff', 'b.jsonl', '--create-missing');
  const { out } = await standoff('annotations', 'tables.standoff', '--json');
  const listed = JSON.parse(out) as { layer: string; label: string }[];
  expect(listed.map(({ layer, label }) => `${layer}:${label}`).sort()).toEqual([
    'claim:VERB',
    'entity:FIGURE',
    'entity:VERB',
    'entity:WORD',
    'entity:person',
  ]);
  expect((await standoff('check', 'tables.standoff')).code).toBe(0);
}, 60_000);

test('the choices of an export: preview of losses and split, the dataset, pseudonyms', async () => {
  await standoff('new', 'choices.standoff');
  const story = 'Trams cut noise at night, the council said on Monday in a study of the river line.';
  const lines = Array.from({ length: 10 }, (_, index) => ({
    title: `Story ${index}`,
    text: index < 2 ? `${story}${'!'.repeat(index)}` : `Story ${index} is one of its own.`,
    annotations: [
      { layer: 'entity', label: 'person', start: 0, end: 5, annotator: { name: 'Ann Arbor' } },
      { layer: 'entity', label: 'person', start: 3, end: 8, annotator: { name: 'Bob' } },
    ],
  }));
  await writeFile(join(folder, 'ten.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  expect(await standoff('import', 'choices.standoff', 'ten.jsonl')).toMatchObject({ code: 0 });
  const words = [
    'export',
    'choices.standoff',
    '--split',
    '60/20/20',
    '--seed',
    '7',
    '--group-by',
    'near-duplicate',
  ];

  const columns = await standoff(...words, '--format', 'conll2003', '--preview', '--overlap', 'innermost');
  expect(columns.code).toBe(0);
  expect(columns.err).toContain('10 spans left out: The span shares a token');
  expect(columns.err).toContain('(entity 10) [--overlap]');
  expect(columns.err).toContain('10 documents, 10 of 20 annotations, 0 relations.');
  expect(columns.err).toContain('Documents: train 6, dev 2, test 2.');
  expect(columns.err).toContain('Kept together: 1 group with 2 documents.');
  expect(columns.err).toMatch(/: “Story 0” \(.*\), “Story 1”/);

  const card = ['--card-name', 'Trams', '--licence', 'mit', '--provenance', 'Of our own', '--pseudonyms'];
  const dataset = await standoff(...words, '--format', 'huggingface', ...card, '--out', 'dataset', '--json');
  expect(dataset).toMatchObject({ code: 0 });
  expect(JSON.parse(dataset.out)).toMatchObject({ documents: 10, verified: true });
  const readme = await readFile(join(folder, 'dataset', 'README.md'), 'utf8');
  expect(readme).toContain('pretty_name: "Trams"');
  expect(readme).toContain('| validation | 2 |');
  expect(readme).not.toMatch(/Ann Arbor|Bob/);

  const gold = await standoff(
    'export',
    'choices.standoff',
    '--format',
    'jsonl',
    '--gold',
    '--preview',
    '--json',
  );
  expect(JSON.parse(gold.out)).toMatchObject({ annotations: 0, gold: 0 });
  expect(gold.err).toContain('Warning: there is no gold annotation in what was chosen');
  const empty = await standoff(
    'export',
    'choices.standoff',
    '--format',
    'jsonl',
    '--gold',
    '--out',
    'gold.jsonl',
  );
  expect(empty.code).toBe(0);
  expect(empty.err).toContain('Warning: there is no gold annotation in what was chosen');

  const tables = ['export', 'choices.standoff', '--format', 'csv', '--annotator', 'Ann Arbor', '--out'];
  await standoff(...tables, 'plain');
  await standoff(...tables, 'safe', '--spreadsheet-safe', '--bom');
  const bytesOf = (name: string) => readFile(join(folder, name, 'spans.csv'), 'utf8');
  expect((await bytesOf('plain')).startsWith('doc_id')).toBe(true);
  expect((await bytesOf('safe')).startsWith('\ufeffdoc_id')).toBe(true);
  expect(await readFile(join(folder, 'plain', 'README.md'), 'utf8')).toContain('Cells are as they are');

  const nowhere = await standoff(
    'export',
    'choices.standoff',
    '--format',
    'csv',
    '--document',
    'gone',
    '--preview',
  );
  expect(nowhere.code).toBe(1);
  expect(nowhere.err).toContain('not in the project any more');
}, 90_000);

test('an export of the usual layers says which are not written', async () => {
  await standoff('new', 'layers.standoff');
  const annotations = ['entity', 'claim', 'quote', 'claim'].map((layer, index) => ({
    layer,
    label: { entity: 'person', claim: 'quantity', quote: 'direct' }[layer],
    start: index,
    end: index + 1,
  }));
  await writeFile(join(folder, 'layers.jsonl'), `${JSON.stringify({ text: 'a b c d', annotations })}\n`);
  expect(await standoff('import', 'layers.standoff', 'layers.jsonl')).toMatchObject({ code: 0 });
  const left =
    '1 of 4 annotations: the layers “claim” (2), “quote” (1) are not written, because this format gives a token one label (choose layers with --layer).';
  for (const format of ['conll2003', 'conll2002', 'bioes']) {
    const words = ['export', 'layers.standoff', '--format', format];
    expect((await standoff(...words, '--preview')).err).toContain(left);
    const { err, out } = await standoff(...words, '--out', format, '--json');
    expect(err).toContain(left);
    expect(JSON.parse(out).otherLayers).toEqual([
      { layer: 'claim', count: 2 },
      { layer: 'quote', count: 1 },
    ]);
  }
  const chosen = await standoff(
    'export',
    'layers.standoff',
    '--format',
    'bioes',
    '--layer',
    'claim',
    '--preview',
  );
  expect(chosen.err).not.toContain('not written');
  const whole = await standoff('export', 'layers.standoff', '--format', 'conllu', '--preview');
  expect(whole.err).not.toContain('not written');
}, 90_000);

describe('what goes wrong', () => {
  test('a file that is not there: exit 1, the others go in', async () => {
    await standoff('new', 'partly.standoff');
    await writeFile(join(folder, 'one.txt'), 'One.\n');
    const { code, out, err } = await standoff('import', 'partly.standoff', 'nowhere.txt', 'one.txt');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('nowhere.txt: There is no such file.');
    expect(err).toContain('Imported 1 document,');
  }, 30_000);

  test('a project that is not there: exit 1', async () => {
    for (const words of [
      ['stats'],
      ['check'],
      ['annotations'],
      ['export', '--format', 'jsonl', '--out', 'x'],
    ]) {
      const { code, err } = await standoff(...words, 'missing.standoff');
      expect({ words, code }).toEqual({ words, code: 1 });
      expect(err).toContain('missing.standoff');
    }
  }, 30_000);

  test('a line with a fault is named by file and line; nothing of the file goes in', async () => {
    await standoff('new', 'faults.standoff');
    await writeFile(
      join(folder, 'bad.jsonl'),
      '{"text":"good"}\n{"text":"bad","annotations":[{"layer":"entity","label":"person","start":0,"end":9}]}\n',
    );
    const { code, err } = await standoff('import', 'faults.standoff', 'bad.jsonl');
    expect(code).toBe(1);
    expect(err).toContain(
      'bad.jsonl:2: annotations[0].end is 9, past the end of the text, which has 3 code points.',
    );
    expect(err).toContain('Imported 0 documents');
  }, 30_000);

  test.each([
    [[]],
    [['frobnicate']],
    [['new']],
    [['new', 'a', 'b']],
    [['import', 'only-a-project']],
    [['import', 'p', 'f.txt', '--format', 'odt']],
    [['import', 'p', 'f.txt', '--encoding', 'klingon']],
    [['import', 'p', 'f.html', '--html', 'body']],
    [['import', 'p', 'f.csv', '--column', 'Body=words']],
    [['import', 'p', 'f.csv', '--map', '=a:b']],
    [['export', 'p', '--out', 'x']],
    [['export', 'p', '--format', 'text', '--out', 'x']],
    [['export', 'p', '--format', 'brat', '--out', 'x', '--overlap', 'random']],
    [['export', 'p', '--format', 'brat', '--out', 'x', '--annotator', 'a', '--all']],
    [['export', 'p', '--format', 'jsonl']],
    [['stats', 'p', '--frob']],
  ])('wrong use %j: exit 2 and the usage', async (words) => {
    const { code, out, err } = await inProcess(...words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('Usage: standoff');
  });

  test.each([
    ['doccano', ['--unit', 'bytes'], '--unit is one of utf-16, code-points, graphemes, not "bytes".'],
    ['brat', ['--unit', 'utf-16'], '--unit is not for brat. It takes --document, --state, --layer'],
    ['refi-qdc', ['--layer', 'x'], '--layer is not for refi-qdc. It takes no such options.'],
    ['conll2003', ['--tokens', 'letters'], '--tokens is one of words, whitespace, characters'],
    ['conll2003', ['--sentences', 'all'], '--sentences is one of found, block, none'],
    ['conll2003', ['--token-edges', 'cut'], '--token-edges is one of split, expand, leave-out'],
    ['jsonl', ['--certainty', 'perhaps'], '--certainty is one of sure, unsure'],
    ['jsonl', ['--origin', 'dreamt'], '--origin is one of '],
    ['jsonl', ['--state', 'done'], '--state is one of unassigned'],
    ['jsonl', ['--gold', '--annotator', 'a'], '--annotator and --gold exclude each other.'],
    ['jsonl', ['--gold', '--origin', 'manual'], '--gold and --origin exclude each other'],
    ['jsonl', ['--split', '80/10/10/5'], '--split is two or three parts'],
    ['jsonl', ['--split', '0/0'], '--split is two or three parts'],
    ['jsonl', ['--split', 'half'], '--split is two or three parts'],
    ['jsonl', ['--seed', '3'], '--seed needs --split, such as --split 80/10/10.'],
    ['jsonl', ['--split', '8/2', '--seed', 'x'], '--seed is an integer, not "x".'],
    [
      'jsonl',
      ['--split', '8/2', '--group-by', 'kind'],
      '--group-by is one of near-duplicate, source, both, none',
    ],
    ['jsonl', ['--split', '8/2', '--similarity', '0.2'], '--similarity is 0.5 to 1, not "0.2".'],
    ['jsonl', ['--split', '8/2', '--together', 'a'], '--together needs two ids or more'],
    ['csv', ['--licence', 'mit'], '--licence is not for csv.'],
  ])('%s with %j is refused with what is allowed', async (format, more, message) => {
    const { code, err } = await inProcess('export', 'p', '--format', format, '--out', 'x', ...more);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});

test('wrong use ends the process with 2', async () => {
  const { code, out, err } = await standoff('export', 'p');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('Usage: standoff export');
});

test('--help and formats need no project', async () => {
  const help = await inProcess('--help');
  expect(help.code).toBe(0);
  for (const name of ['new', 'import', 'annotations', 'export', 'formats', 'check', 'stats']) {
    expect(help.out).toContain(`standoff ${name} `);
  }
  const exporting = (await inProcess('export', '--help')).out;
  expect(exporting).toContain('Usage: standoff export PROJECT');
  for (const values of [
    '--unit U: utf-16, code-points, graphemes',
    '--tokens T: words, whitespace, characters',
    '--overlap P: outermost, innermost, first-layer',
    '--group-by G: near-duplicate, source, both, none',
    '--certainty C: sure, unsure',
  ]) {
    expect(exporting).toContain(values);
  }
  const importing = (await inProcess('import', '--help')).out;
  expect(importing).toContain('--duplicates: skip, import');
  expect(importing).toMatch(/--format F: auto, .*\bbrat\b/);
  const formats = await inProcess('formats', '--json');
  expect((JSON.parse(formats.out) as { id: string }[]).map(({ id }) => id)).toEqual(
    FORMATS.map(({ id }) => id),
  );
  expect((await inProcess('formats')).out).toContain('jsonl: Standoff JSON Lines (.jsonl .ndjson)');
});

test('standoff.mjs starts the same command', async () => {
  const ran = await run(join(root, 'hosts/cli/standoff.mjs'), ['--version']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('scheme', () => {
  const scheme = (...words: string[]) => inProcess('scheme', 'with-scheme.standoff', ...words);

  test('is shown, added to, and written; a new project may begin with it', async () => {
    expect(await inProcess('new', 'with-scheme')).toMatchObject({ code: 0 });
    const shown = await scheme();
    expect(shown.out).toMatch(/^News, version 1\ne\s+entity\s+Entity\n {2}1\s+person\s+Person\n/);

    const codebook = `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="aaaaaaaa-0000-4000-8000-000000000004" name="irony" isCodable="true"/></Codes></CodeBook>`;
    await writeFile(join(folder, 'tone.qdc'), codebook);
    const dry = await scheme('--import', 'tone.qdc', '--dry-run', '--json');
    expect(dry.err).toContain('“tone”: 2 would be added, 0 there already.');
    expect(JSON.parse(dry.out)).toMatchObject({
      imported: {
        added: [
          { kind: 'layer', name: 'tone' },
          { kind: 'label', place: 'tone', name: 'irony' },
        ],
      },
    });
    const added = await scheme(
      '--import',
      'tone.qdc',
      '--loose-layer',
      'Tone',
      '--export',
      'out.json',
      '--kind',
      'json',
    );
    expect(added).toMatchObject({ code: 0, out: '' });
    expect(added.err).toContain('  + label Tone: irony');
    expect(JSON.parse(await readFile(join(folder, 'out.json'), 'utf8'))).toMatchObject({ version: 2 });
    expect((await scheme('--import', 'tone.qdc', '--loose-layer', 'Tone')).err).toContain(
      'has nothing that the project has not',
    );
    expect(await scheme('--export', 'guide.md', '--kind', 'guidelines')).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'guide.md'), 'utf8')).toContain('## Tone');

    for (const file of ['out.json', 'tone.qdc']) {
      const made = await inProcess('new', `from-${file}`, '--scheme', file, '--json');
      expect(JSON.parse(made.out)).toMatchObject({ scheme: file === 'out.json' ? 'News' : 'tone' });
    }
  }, 90_000);

  test('wrong words and wrong files', async () => {
    for (const words of [
      ['--dry-run'],
      ['--loose-layer', 'x'],
      ['--kind', 'json'],
      ['--export', 'x'],
      ['--export', 'x', '--kind', 'pdf'],
    ]) {
      expect(await scheme(...words)).toMatchObject({ code: 2, out: '' });
    }
    await writeFile(join(folder, 'bad.json'), '{"name": 1}');
    const bad = await scheme('--import', 'bad.json');
    expect(bad).toMatchObject({ code: 1, out: '' });
    expect(bad.err).toContain('“bad.json” cannot be read as a scheme. name: ');
    const none = await inProcess('new', 'never', '--scheme', 'missing.json');
    expect(none).toMatchObject({ code: 1 });
    expect(none.err).toContain('“missing.json”');
    expect(await readdir(folder)).not.toContain('never.standoff');
  }, 90_000);
});
