import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';
import { makeZip, renameInZip, type ZipContent } from '../../../test-support/make-zip.ts';

const { backend, newProject, put } = await backendWithProjects();

async function importZip(name: string, files: Readonly<Record<string, ZipContent>>) {
  const file = await put(name, await makeZip(files));
  const [inspected] = await backend.call('import.inspect', { files: [file] });
  const outcome = await backend.job('import.start', { files: [file] });
  if (outcome.is !== 'imported' || inspected === undefined) throw new Error(JSON.stringify(outcome));
  return { inspected, imported: outcome.imported };
}

async function documents() {
  const { documents: rows } = await backend.call('document.list', {});
  return Promise.all(rows.map(({ id }) => backend.read(id)));
}

async function annotators() {
  const project = await backend.call('project.read', {});
  return new Map(project?.annotators.map(({ id, name }) => [id, name]));
}

const fixture = (path: string) => readFile(new URL(`../../formats/${path}`, import.meta.url));

const BRAT = {
  'anna/a.txt': 'Ana said 🚋 no.\n',
  'anna/a.ann': 'T1\tPerson 0 3\tAna\nT2\tVEHICLE 9 10\t🚋\n',
  'annotation.conf': '[entities]\nPerson\n\n[relations]\n\n[events]\n\n[attributes]\n',
};

/** As exported: annotations in archives of their own, and what no import needs. */
async function inceptionProject(): Promise<Readonly<Record<string, ZipContent>>> {
  const tram = (await fixture('uima-xmi/fixtures/tram-1.xmi')).toString();
  const types = await fixture('uima-xmi/fixtures/TypeSystem.xml');
  const ann = (user: string) => makeZip({ [`${user}.xmi`]: tram, 'TypeSystem.xml': types });
  return {
    'exportedproject.json': '{"name":"x"}',
    'source/tram.txt': 'This is also in the annotations.',
    'source/bare.txt': 'Nobody has annotated this.',
    'annotation/tram.txt/INITIAL_CAS.zip': await ann('INITIAL_CAS'),
    'annotation/tram.txt/anna.zip': await ann('anna'),
    'annotation/tram.txt/ben.zip': await ann('ben'),
    'annotation_ser/tram.txt/anna.ser': new Uint8Array([0xac, 0xed, 0, 5]),
    'curation/tram.txt/CURATION_USER.zip': await ann('CURATION_USER'),
    'curation_ser/tram.txt/CURATION_USER.ser': new Uint8Array([0xac, 0xed, 0, 5]),
    'log/tram.log': 'x',
    'guideline/a.pdf': '%PDF-',
  };
}

describe('an archive is read as the folder in it', () => {
  test('of brat, with what systems put into it left aside', async () => {
    const { inspected, imported } = await importZip('corpus.zip', {
      ...BRAT,
      'b/b.txt': 'Bo.\n',
      'b/b.ann': 'T1\tPerson 0 2\tBo\n',
      '__MACOSX/anna/._a.txt': 'x',
      'anna/.DS_Store': 'x',
    });
    expect(inspected).toMatchObject({
      name: 'corpus.zip',
      format: 'brat',
      problem: null,
      partOf: null,
      documentCount: 2,
      annotationCount: 2,
      sample: 'Ana said 🚋 no.\n',
      notices: ['1 span is left out: the scheme has no “entity: VEHICLE”.'],
      names: [
        { label: 'Person', count: 2 },
        { label: 'VEHICLE', count: 1 },
      ],
    });
    expect(imported).toMatchObject({ documents: 2, annotations: 2, filesLeftOut: 0, spansLeftOut: 1 });
    const [first] = await documents();
    expect(first?.document.source.fileName).toBe('corpus.zip/anna/a.txt');
  });

  test('of several formats, each file as it would be alone', async () => {
    const line = (value: object) => `${JSON.stringify(value)}\n`;
    const { inspected, imported } = await importZip('mixed.zip', {
      'README.md': '# Corpus\n',
      'doccano/all.jsonl':
        line({ id: 1, text: 'Ana.', label: [[0, 3, 'person']] }) + line({ id: 2, text: 'Bo.', label: [] }),
      'doccano/second.jsonl': line({ id: 3, text: 'Cy.', label: [[0, 2, 'person']] }),
      'tasks.json': JSON.stringify([{ id: 1, data: { text: 'Dora.' }, annotations: [{ result: [] }] }]),
      'picture.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]),
    });
    expect(inspected).toMatchObject({ format: 'doccano', documentCount: 5, annotationCount: 2 });
    expect(inspected.notices[0]).toBe(
      'The archive holds documents of several formats: 1 as markdown, 3 as doccano, 1 as labelstudio.',
    );
    expect(inspected.notices[1]).toMatch(/^Left out: mixed.zip\/picture.png: This is a picture/);
    expect(imported).toMatchObject({ documents: 5, annotations: 2, filesLeftOut: 1 });
    expect(imported.problems).toMatchObject([{ file: 'mixed.zip/picture.png' }]);
  });

  test('of an INCEpTION project: annotators by the folders, one document, nothing twice', async () => {
    const { inspected, imported } = await importZip('project.zip', await inceptionProject());
    expect(inspected.problem).toBeNull();
    expect(imported).toMatchObject({ documents: 2, filesLeftOut: 0 });
    const names = await annotators();
    const [one] = (await documents()).filter(({ annotations }) => annotations.length > 0);
    const by = new Set(one?.annotations.map(({ annotatorId }) => names.get(annotatorId)));
    expect([...by].sort()).toEqual(['CURATION_USER', 'anna', 'ben']);
    expect((await documents()).map(({ text }) => text)).toContain('Nobody has annotated this.');
  });

  test('and a folder that is such a project as the archive of it', async () => {
    const files = await Promise.all(
      Object.entries(await inceptionProject()).map(async ([name, content]) => ({
        ...(await put(name.replaceAll('/', '-'), content as string | Uint8Array)),
        name,
      })),
    );
    const inspected = await backend.call('import.inspect', { files });
    const left = inspected.filter(({ isForeign }) => isForeign).map(({ name }) => name);
    expect(left).toEqual([
      'exportedproject.json',
      'source/tram.txt',
      'annotation/tram.txt/INITIAL_CAS.zip',
      'annotation_ser/tram.txt/anna.ser',
      'curation_ser/tram.txt/CURATION_USER.ser',
      'log/tram.log',
      'guideline/a.pdf',
    ]);
    const usable = inspected.filter(({ isForeign }) => !isForeign);
    const first = 'annotation/tram.txt/anna.zip';
    expect(usable.map(({ name, partOf, problem, adds }) => [name, partOf, problem, adds.skip])).toEqual([
      ['source/bare.txt', null, null, true],
      [first, null, null, true],
      ['annotation/tram.txt/ben.zip', first, null, true],
      ['curation/tram.txt/CURATION_USER.zip', first, null, true],
    ]);
    const wanted = files.filter(({ name }) => !left.includes(name));
    const outcome = await backend.job('import.start', { files: wanted });
    expect(outcome).toMatchObject({ imported: { documents: 2, filesLeftOut: 0 } });
  });

  test('of WebAnno TSV files by annotators', async () => {
    const tsv =
      '#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Entity|value\n\n\n#Text=Ana said no.\n1-1\t0-3\tAna\tPerson\t\n1-2\t4-8\tsaid\t_\t\n1-3\t9-11\tno\t_\t\n1-4\t11-12\t.\t_\t\n';
    const { imported } = await importZip('tsv.zip', {
      'annotation/news 1.txt/anna.tsv': tsv,
      'annotation/news 1.txt/ben.tsv': tsv,
    });
    expect(imported).toMatchObject({ documents: 1, annotations: 2 });
    const [one] = await documents();
    const names = await annotators();
    expect(one?.document.title).toBe('news 1.txt');
    expect(one?.annotations.map(({ annotatorId }) => names.get(annotatorId)).sort()).toEqual(['anna', 'ben']);
  });

  test('of an export of ours, whose manifest puts names back', async () => {
    const text = 'Ana said no.\n';
    const record = {
      format: 'standoff-jsonl',
      text,
      annotations: [{ layer: 'entity', label: 'person', fragments: [{ start: 0, end: 3 }] }],
    };
    await backend.job('import.start', { files: [await put('a.jsonl', JSON.stringify(record))] });
    const out = backend.adopt('out');
    await backend.job('export.start', { file: out.file, format: 'brat' });
    const folder = join(backend.folder, 'out');
    const files: Record<string, Uint8Array> = {};
    for (const name of readdirSync(folder)) files[`export/${name}`] = await readFile(join(folder, name));
    expect(Object.keys(files)).toContain('export/manifest.json');
    await newProject();
    const { inspected, imported } = await importZip('export.zip', files);
    expect(inspected).toMatchObject({ format: 'brat', formatCertain: true, documentCount: 1 });
    expect(imported).toMatchObject({ documents: 1, annotations: 1, filesLeftOut: 0, problems: [] });
  });

  test('with the user’s choice of format for all of it', async () => {
    const file = await put('x.zip', await makeZip({ 'a.dat': '{"text":"Ana","label":[[0,3,"person"]]}\n' }));
    const outcome = await backend.job('import.start', { files: [{ ...file, format: 'doccano' }] });
    expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 1, annotations: 1 } });
  });
});

describe('an archive that is not safe, or not whole', () => {
  test('stays out with a sentence, and the other files go in', async () => {
    const good = await makeZip(BRAT);
    const files = [
      await put('climbing.zip', renameInZip(good, 'anna/a.txt', '../../a.tx')),
      await put('cut.zip', good.subarray(0, good.length - 30)),
      await put('bomb.zip', await makeZip({ 'zeros.txt': new Uint8Array(16 * 1024 * 1024) })),
      await put('empty.zip', await makeZip({ '__MACOSX/x': 'x' })),
      await put('nested.zip', await makeZip({ 'in/cut.zip': good.subarray(0, good.length - 30) })),
      await put('fine.txt', 'Fine.'),
    ];
    const problems = [
      expect.stringContaining('“../../a.tx” in it leads out of the archive'),
      expect.stringContaining('its end is missing'),
      expect.stringContaining('“zeros.txt” in it unpacks to more than 200 times'),
      'There are no files in the archive.',
      expect.stringMatching(/^“in\/cut.zip” in it: .* its end is missing/),
      null,
    ];
    const inspected = await backend.call('import.inspect', { files });
    expect(inspected.map(({ problem }) => problem)).toEqual(problems);
    const outcome = await backend.job('import.start', { files });
    if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
    expect(outcome.imported).toMatchObject({ documents: 1, filesLeftOut: 5 });
    expect(outcome.imported.problems.map(({ message }) => message)).toEqual(problems.slice(0, 5));
  });

  test('leaves nothing unpacked behind', () => {
    const folder = join(backend.folder, 'data', 'temporary');
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('tables of articles in an archive', () => {
  const german = (text: string) => `Kopf,Rumpf\nEins,"${text}"\n`;
  const files = {
    'a/one.csv': german('Ana sagte, die Bahn fahre.'),
    'a/two.csv': german('Ben sagte, sie stehe.'),
    'b/other.csv': 'Kopf,Zeile,Notiz\nZwei,"Noch ein Text.",x\n',
    'b/plain.csv': 'title,text\nDrei,"A text of its own."\n',
  };

  test('what is chosen for one holds for those with the same columns, and is known the next time', async () => {
    const file = await put('tables.zip', await makeZip(files));
    const inspect = async (choices: object) =>
      (await backend.call('import.inspect', { files: [{ ...file, ...choices }] }))[0];
    const before = await inspect({});
    expect(before).toMatchObject({ table: null, documentCount: 1, problem: null });
    expect(before?.tables.map((table) => [table.files, table.columns.map(({ name }) => name)])).toEqual([
      [
        ['a/one.csv', 'a/two.csv'],
        ['Kopf', 'Rumpf'],
      ],
      [['b/other.csv'], ['Kopf', 'Zeile', 'Notiz']],
      [['b/plain.csv'], ['title', 'text']],
    ]);
    const first = { names: ['Kopf', 'Rumpf'], columns: [{ name: 'Rumpf', role: 'text' as const }] };
    const second = {
      names: ['Kopf', 'Zeile', 'Notiz'],
      columns: [
        { name: 'Zeile', role: 'text' as const },
        { name: 'Kopf', role: 'title' as const },
      ],
    };
    expect(await inspect({ columnsOf: [first] })).toMatchObject({ documentCount: 3, problem: null });
    const chosen = { ...file, columnsOf: [first, second] };
    const outcome = await backend.job('import.start', { files: [chosen] });
    expect(outcome).toMatchObject({ imported: { documents: 4, filesLeftOut: 0 } });
    expect((await documents()).map(({ document }) => document.title)).toContain('Zwei');

    const again = await inspect({});
    expect(again).toMatchObject({ documentCount: 4, adds: { skip: false } });
    const roles = again?.tables.map(({ columns }) => columns.map(({ role, by }) => `${role} ${by}`));
    expect(roles?.[1]).toEqual(['title memory', 'text memory', 'metadata memory']);
  });

  test('can be chosen where none is known to have texts, and by the sheet of workbooks', async () => {
    const only = await put('only.zip', await makeZip({ 'a.csv': files['a/one.csv'] }));
    const [refused] = await backend.call('import.inspect', { files: [only] });
    expect(refused?.problem).toContain('No column is known');
    expect(refused?.tables).toMatchObject([{ files: ['a.csv'] }]);

    const book = await fixture('xlsx/fixtures/articles.xlsx');
    const books = await put('books.zip', await makeZip({ 'a.xlsx': book, 'b/b.xlsx': book }));
    const [file] = await backend.call('import.inspect', { files: [books] });
    const [table, ...others] = file?.tables ?? [];
    expect([table?.sheet, table?.files, others]).toEqual(['Artikel', ['a.xlsx', 'b/b.xlsx'], []]);
    const sheetsOf = [{ names: table?.sheets.map(({ name }) => name) ?? [], sheet: 'Notizen' }];
    const [notes] = await backend.call('import.inspect', { files: [{ ...books, sheetsOf }] });
    expect(notes?.tables).toMatchObject([{ sheet: 'Notizen', files: ['a.xlsx', 'b/b.xlsx'] }]);
    await backend.job('import.start', { files: [{ ...books, sheetsOf }] });
    const [next] = await backend.call('import.inspect', { files: [books] });
    expect(next?.tables[0]?.sheet).toBe('Notizen');
  });
});
