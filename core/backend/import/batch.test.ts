import { describe, expect, test } from 'vitest';
import type { RequestOf } from '#contract/contract.ts';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';
import { makeZip } from '../../../test-support/make-zip.ts';

const { backend, putAll } = await backendWithProjects();

type Files = Readonly<Record<string, string>>;
type Choices = Omit<RequestOf<'import.start'>, 'files'>;

/** For each file whether it adds something where texts are skipped, then where they are imported again. */
async function gains(files: Files, choices: Choices = {}) {
  const inspected = await backend.call('import.inspect', { files: await putAll(files), ...choices });
  return Object.fromEntries(inspected.map(({ name, adds }) => [name, [adds.skip, adds.import]]));
}

/** What each choice really adds: documents, then annotations. */
async function start(files: Files, choices: Choices = {}) {
  const outcome = await backend.job('import.start', { files: await putAll(files), ...choices });
  if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
  return [outcome.imported.documents, outcome.imported.annotations];
}

const line = (text: string, label: readonly (readonly [number, number, string])[] = []) =>
  `${JSON.stringify({ text, label })}\n`;
const BRAT = { 'a.txt': 'Ana said no.\n', 'a.ann': 'T1\tPerson 0 3\tAna\n' };
const [both, none, again] = [
  [true, true],
  [false, false],
  [false, true],
];

describe('where a text is there already', () => {
  const files = {
    'a.txt': 'New.\n',
    'old.jsonl': line('Old.') + line('Older.'),
    'both.jsonl': line('Old.') + line('New.\n'),
    'twice.jsonl': line('Once.') + line('Twice.') + line('Twice.'),
    'copy.txt': 'New.\n',
  };
  const twinsIn = async (given: Parameters<typeof putAll>[0]) => {
    const inspected = await backend.call('import.inspect', { files: await putAll(given) });
    return inspected.map(({ duplicateOf, sameCount, twiceCount }) => [
      duplicateOf?.where ?? null,
      sameCount,
      twiceCount,
    ]);
  };

  test('in the project, or in this import alone', async () => {
    await start({ 'old.jsonl': line('Old.') + line('Older.') });
    expect(await twinsIn(files)).toEqual([
      [null, 0, 0],
      ['project', 2, 0],
      ['import', 2, 1],
      [null, 1, 1],
      ['import', 1, 1],
    ]);
  });

  test('so also of an archive', async () => {
    await start({ 'old.txt': 'Old.\n' });
    const zip = await makeZip({ 'a.txt': 'Old.\n', 'b.txt': 'New.\n', 'c.txt': 'New.\n' });
    expect(await twinsIn({ 'z.zip': zip })).toEqual([[null, 2, 1]]);
    const again = await makeZip({ 'a.txt': 'Old.\n', 'b.txt': 'New.\n' });
    expect(await twinsIn({ 'b.txt': 'New.\n', 'z.zip': again })).toEqual([
      [null, 0, 0],
      ['import', 2, 1],
    ]);
  });
});

describe('whether a file adds something', () => {
  test('texts: new, there already, and twice in one import', async () => {
    await start({ 'old.txt': 'Old.\n' });
    const files = { 'new.txt': 'New.\n', 'copy.md': 'New.\n', 'old.txt': 'Old.\n', 'empty.txt': '' };
    expect(await gains(files)).toEqual({
      'new.txt': both,
      'copy.md': again,
      'old.txt': again,
      'empty.txt': none,
    });
    expect(await start(files)).toEqual([1, 0]);
    expect(await start(files, { duplicates: 'import' })).toEqual([3, 0]);
  });

  test('files of other tools: all of the files that are read together, once their documents and spans are there', async () => {
    expect(await gains(BRAT)).toEqual({ 'a.txt': both, 'a.ann': both });
    await start(BRAT);
    expect(await gains(BRAT)).toEqual({ 'a.txt': again, 'a.ann': again });
    const more = { ...BRAT, 'a.ann': `${BRAT['a.ann']}T2\tPerson 4 8\tsaid\n` };
    expect(await gains(more)).toEqual({ 'a.txt': both, 'a.ann': both });
    expect(await start(BRAT)).toEqual([0, 0]);
    expect(await start(more)).toEqual([0, 1]);
  });

  test('a file that stays out of those that are read together adds nothing', async () => {
    const files = { 'without-text.ann': 'T1\tPerson 0 3\tBen\n', ...BRAT };
    expect(await gains(files)).toEqual({ 'without-text.ann': none, 'a.txt': both, 'a.ann': both });
    expect(await start(files)).toEqual([1, 1]);
  });

  test('one file with the spans of another adds nothing, one with others does', async () => {
    const spans: [number, number, string][] = [[0, 3, 'person']];
    const files = {
      'one.jsonl': line('Ana said no.', spans) + line('Ben.'),
      'same.jsonl': line('Ana said no.', spans),
      'plain.jsonl': line('Ben.'),
      'text.txt': 'Ben.',
      'more.jsonl': line('Ana said no.', [[4, 8, 'person']]),
    };
    expect(await gains(files)).toEqual({
      'one.jsonl': both,
      'same.jsonl': again,
      'plain.jsonl': again,
      'text.txt': again,
      'more.jsonl': both,
    });
    expect(await start(files)).toEqual([2, 2]);
  });

  test('our own files say by their ids what is there: it never comes twice', async () => {
    const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;
    const record = (n: number, text: string) =>
      `${JSON.stringify({
        format: 'standoff-jsonl',
        id: id(n),
        text,
        annotations: [{ id: id(n + 5), layer: 'entity', label: 'person', start: 0, end: 3 }],
      })}\n`;
    const files = { 'one.jsonl': record(1, 'Ana said no.'), 'copy.jsonl': record(1, 'Ana said no.') };
    expect(await gains(files)).toEqual({ 'one.jsonl': both, 'copy.jsonl': none });
    expect(await start(files, { duplicates: 'import' })).toEqual([1, 1]);
    expect(await gains(files)).toEqual({ 'one.jsonl': none, 'copy.jsonl': none });
    expect(await start(files, { duplicates: 'import' })).toEqual([0, 0]);
    expect(await gains({ 'two.jsonl': record(1, 'Ana said no.') + record(2, 'Ben said so.') })).toEqual({
      'two.jsonl': both,
    });
  });

  test('a label that is added to the scheme is something, also where its span is there', async () => {
    const files = { 'one.jsonl': line('Ana saw a tram.', [[10, 14, 'VEHICLE']]) };
    await start(files);
    expect(await gains(files)).toEqual({ 'one.jsonl': again });
    expect(await gains(files, { missing: 'add' })).toEqual({ 'one.jsonl': both });
    await start(files, { missing: 'add' });
    expect(await gains(files, { missing: 'add' })).toEqual({ 'one.jsonl': again });
  });
});

describe('annotations', () => {
  const counts = async (files: Files, of: Readonly<Record<string, string>> = {}) => {
    const put = (await putAll(files)).map((file) => {
      const annotator = of[file.name];
      return annotator === undefined ? file : { ...file, annotator };
    });
    const inspected = await backend.call('import.inspect', { files: put });
    const outcome = await backend.job('import.start', { files: put });
    if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
    return {
      found: inspected.map((file) => [file.annotationCount, file.sameAnnotationCount, file.unsignedCount]),
      added: outcome.imported.annotations,
    };
  };
  const spans: [number, number, string][] = [
    [0, 3, 'person'],
    [4, 8, 'person'],
  ];
  const files = {
    'one.jsonl': line('Ana said no.', spans),
    'two.jsonl': line('Ana said no.', spans.slice(0, 1)) + line('Ben.', [[0, 3, 'person']]),
  };

  test('that another file of the import or the project has are counted as there', async () => {
    expect(await counts(files)).toEqual({
      found: [
        [2, 0, 2],
        [2, 1, 2],
      ],
      added: 3,
    });
    const more = { 'more.jsonl': line('Ana said no.', [...spans, [9, 11, 'person']]) };
    expect(await counts(more)).toEqual({ found: [[3, 2, 3]], added: 1 });
  });

  test('are those of whom the user names, where the file names nobody', async () => {
    expect(await counts(files, { 'one.jsonl': 'Ann', 'two.jsonl': 'Bo' })).toEqual({
      found: [
        [2, 0, 2],
        [2, 0, 2],
      ],
      added: 4,
    });
    const project = await backend.call('project.read', {});
    const nameOf = new Map(project?.annotators.map(({ id, name }) => [id, name]));
    const { documents } = await backend.call('document.list', {});
    const read = await Promise.all(documents.map(({ id }) => backend.read(id)));
    const by = read.flatMap(({ annotations }) =>
      annotations.map(({ annotatorId }) => nameOf.get(annotatorId)),
    );
    expect(by.sort()).toEqual(['Ann', 'Ann', 'Bo', 'Bo']);
    // Of the same annotator they are there already, of another not.
    expect(await counts(files, { 'one.jsonl': 'Ann', 'two.jsonl': 'Cy' })).toMatchObject({ added: 2 });
  });
});
