import { describe, expect, test } from 'vitest';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';

const { backend, putAll } = await backendWithProjects();

const BRAT = {
  'a.txt': 'Ana said 🚋 no.\n',
  'a.ann': 'T1\tPerson 0 3\tAna\nT2\tVEHICLE 9 10\t🚋\n',
  'annotation.conf': '[entities]\nPerson\n\n[relations]\n\n[events]\n\n[attributes]\n',
};

test('files that belong together are read together, and the others alone', async () => {
  const files = await putAll({ ...BRAT, 'alone.txt': 'A text of its own.' });
  const inspected = await backend.call('import.inspect', { files });
  expect(
    inspected.map(({ name, format, partOf, documentCount, problem }) => ({
      name,
      format,
      partOf,
      documentCount,
      problem,
    })),
  ).toEqual([
    { name: 'a.txt', format: 'brat', partOf: null, documentCount: 1, problem: null },
    { name: 'a.ann', format: 'brat', partOf: 'a.txt', documentCount: 0, problem: null },
    { name: 'annotation.conf', format: 'brat', partOf: 'a.txt', documentCount: 0, problem: null },
    { name: 'alone.txt', format: 'text', partOf: null, documentCount: 1, problem: null },
  ]);
  expect(inspected[0]?.names).toEqual([
    {
      layer: 'entity',
      label: 'Person',
      count: 1,
      to: { layer: 'entity', label: 'person' },
      by: 'name',
      home: 'entity',
    },
    { layer: 'entity', label: 'VEHICLE', count: 1, to: null, by: 'none', home: 'entity' },
  ]);
  expect(inspected[0]?.notices).toEqual(['1 span is left out: the scheme has no “entity: VEHICLE”.']);
});

test('names go where the user says, in inspection and import', async () => {
  const files = await putAll(BRAT);
  const names = [
    { layer: 'entity', label: 'VEHICLE', to: { layer: 'entity' as never, label: 'product' as never } },
    { layer: 'entity', label: 'Person', to: null },
  ];
  const [inspected] = await backend.call('import.inspect', { files, names });
  expect(inspected?.names.map(({ by }) => by)).toEqual(['choice', 'choice']);
  const outcome = await backend.job('import.start', { files, names });
  expect(outcome).toMatchObject({
    is: 'imported',
    imported: { documents: 1, annotations: 1, spansLeftOut: 1 },
  });
  const { documents } = await backend.call('document.list', {});
  const [document] = documents;
  if (document === undefined) throw new Error('There is no document.');
  const { annotations } = await backend.read(document.id);
  expect(annotations).toMatchObject([{ layer: 'entity', label: 'product', quote: '🚋', origin: 'imported' }]);
});

test('an import with a fault in one of several files takes the others, and is one step of undo', async () => {
  const files = await putAll({
    'good.conll': 'Ana B-PERSON\nsaid O\nno O\n',
    'bad.xmi': '<xmi:XMI><unclosed>',
  });
  const outcome = await backend.job('import.start', { files });
  expect(outcome).toMatchObject({
    is: 'imported',
    imported: { documents: 1, annotations: 1, filesLeftOut: 1 },
  });
  if (outcome.is !== 'imported') return;
  expect(outcome.imported.problems.find(({ file }) => file === 'bad.xmi')?.message).toContain('XML');
  expect(await backend.reply('history.undo', {})).toMatchObject({ ok: true });
  expect((await backend.call('project.stats', {})).documents).toBe(0);
});

test('tables find the texts beside them', async () => {
  const spans = 'doc_id,annotation_id,layer,label,start,end,text\nnote,e1,entity,person,0,3,Ana\n';
  const files = await putAll({ 'spans.csv': spans, 'note.txt': 'Ana said no.', 'other.txt': 'Not named.' });
  const inspected = await backend.call('import.inspect', { files });
  expect(inspected.map(({ format, partOf, problem }) => ({ format, partOf, problem }))).toEqual([
    { format: 'csv', partOf: null, problem: null },
    { format: 'csv', partOf: 'spans.csv', problem: null },
    { format: 'text', partOf: null, problem: null },
  ]);
});

test('a manifest alone, and kinds that are not known, are refused with what to do', async () => {
  const files = await putAll({
    'manifest.json': '{"application":"Standoff","format":"brat"}',
    'x.json': '[1]',
    'y.xml': '<y/>',
  });
  const inspected = await backend.call('import.inspect', { files });
  expect(inspected.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('Choose the files beside it'),
    expect.stringContaining('This is a JSON file of a kind that is not known'),
    expect.stringContaining('This is an XML file of a kind that is not known'),
  ]);
});

describe('a file that is read in pieces', () => {
  const line = (index: number, more: object = {}) =>
    JSON.stringify({ text: `${index} Ana ${'x'.repeat(2000)}`, label: [[0, 1, 'person']], ...more });
  const lines = Array.from({ length: 3000 }, (_, index) => line(index));

  test('goes in whole, and is one step of undo', async () => {
    const files = await putAll({ 'all.jsonl': lines.join('\n') });
    const [inspected] = await backend.call('import.inspect', { files });
    expect(inspected).toMatchObject({ documentCount: 3000, annotationCount: 3000, problem: null });
    const outcome = await backend.job('import.start', { files });
    expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 3000, annotations: 3000 } });
    expect(await backend.reply('history.undo', {})).toMatchObject({ ok: true });
    expect((await backend.call('project.stats', {})).documents).toBe(0);
  });

  test('stays out whole where its last line is broken, with the number of that line', async () => {
    const files = await putAll({
      'cut.jsonl': [...lines, '{"text": "cut'].join('\n'),
      'good.jsonl': line(5000),
    });
    const outcome = await backend.job('import.start', { files });
    expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 1, filesLeftOut: 1 } });
    if (outcome.is !== 'imported') return;
    expect(outcome.imported.problems).toMatchObject([{ file: 'cut.jsonl', line: 3001 }]);
    const [inspected] = await backend.call('import.inspect', { files });
    expect(inspected?.problem).toMatch(/^Line 3001: /);
  });

  test('can be cancelled, and nothing of it stays', async () => {
    const files = await putAll({ 'all.jsonl': lines.join('\n') });
    const outcome = await backend.job('import.start', { files }, async (jobId) => {
      await backend.call('job.cancel', { jobId });
    });
    expect(outcome).toEqual({ is: 'cancelled' });
    expect((await backend.call('project.stats', {})).documents).toBe(0);
  });
});

test('what is of no kind that is read is told apart from what is broken', async () => {
  const png = '\u0089PNG\u0000\u0001\u0002\u0003\u0000\u0000';
  const files = await putAll({
    'picture.png': png,
    'text.txt': '',
    'settings.json': '{"a":1}',
    'old.doc': 'x',
    'notes.without-kind': 'A text.',
    'broken.jsonl': '{"text": \n',
  });
  const inspected = await backend.call('import.inspect', { files });
  expect(inspected.map(({ name, isForeign, problem }) => [name, isForeign, problem === null])).toEqual([
    ['picture.png', true, false],
    ['text.txt', false, false],
    ['settings.json', true, false],
    ['old.doc', true, false],
    ['notes.without-kind', false, true],
    ['broken.jsonl', false, false],
  ]);
});

test('the card of a dataset goes with its files, and another README.md is a document', async () => {
  const names = "'0': O\n          '1': B-PER\n".replace(/^/, '          ');
  const files = await putAll({
    'hf/README.md': `---\ndataset_info:\n  features:\n  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n${names}---\n`,
    'hf/data/train.jsonl': '{"tokens":["Ana","met"],"ner_tags":[1,0]}\n',
    'hf/data/test.jsonl': '{"tokens":["Bo","left"],"ner_tags":[1,0]}\n',
    'other/README.md': '# A text\n',
  });
  const inspected = await backend.call('import.inspect', { files });
  const shown = inspected.map(({ name, format, partOf, documentCount, problem }) => [
    name,
    format,
    partOf,
    documentCount,
    problem,
  ]);
  expect(shown).toEqual([
    ['hf/README.md', 'huggingface', 'hf/data/train.jsonl', 0, null],
    ['hf/data/train.jsonl', 'huggingface', null, 2, null],
    ['hf/data/test.jsonl', 'huggingface', 'hf/data/train.jsonl', 0, null],
    ['other/README.md', 'markdown', null, 1, null],
  ]);
});
