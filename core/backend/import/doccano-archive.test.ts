import { expect, test } from 'vitest';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';
import { makeZip } from '../../../test-support/make-zip.ts';
import { annotatorsByFile } from './doccano-archive.ts';

const line = (text: string, ...label: readonly (readonly [number, number, string])[]): string =>
  `${JSON.stringify({ id: 1, text, label })}\n`;
const both = line('Ana met Bo', [0, 3, 'person']) + line('Li left', [0, 2, 'person']);
const one = line('Li left', [3, 7, 'person']);

const namesOf = (files: Readonly<Record<string, string>>, format?: 'doccano' | 'jsonl') =>
  Object.fromEntries(
    annotatorsByFile(
      Object.entries(files).map(([name, head]) => ({ name, head })),
      format,
    ),
  );

test('files with the same texts are named after their annotators', () => {
  expect(namesOf({ 'alice.jsonl': both, 'bob.b.jsonl': one })).toEqual({
    'alice.jsonl': 'alice',
    'bob.b.jsonl': 'bob.b',
  });
  expect(
    namesOf({ 'p/alice.jsonl': both, 'p/bob.jsonl': `${one}{"text": "cut`, 'p/unknown.jsonl': both }),
  ).toEqual({
    'p/alice.jsonl': 'alice',
    'p/bob.jsonl': 'bob',
  });
  // Labels of another column look like no format, and the user says which it is.
  const other = '{"text":"Ana","tags":[[0,3,"x"]]}\n';
  expect(namesOf({ 'a.jsonl': other, 'b.jsonl': other })).toEqual({});
  expect(namesOf({ 'a.jsonl': other, 'b.jsonl': other }, 'doccano')).toEqual({
    'a.jsonl': 'a',
    'b.jsonl': 'b',
  });
});

test.each([
  ['one file', { 'alice.jsonl': both }],
  ['one of everybody', { 'alice.jsonl': both, 'all.jsonl': both }],
  ['texts that are not the same', { 'train.jsonl': both, 'test.jsonl': line('Other', [0, 5, 'x']) }],
  [
    'one more with texts of its own',
    { 'a.jsonl': both, 'b.jsonl': one, 'c.jsonl': line('Other', [0, 5, 'x']) },
  ],
  ['files of other kinds', { 'alice.jsonl': both, 'bob.jsonl': one, 'readme.md': '' }],
  ['several folders', { 'a/x.jsonl': both, 'b/x.jsonl': one }],
  [
    'another format',
    {
      'a.jsonl': '{"format":"standoff-jsonl","text":"A"}\n',
      'b.jsonl': '{"format":"standoff-jsonl","text":"A"}\n',
    },
  ],
])('an archive with %s says nothing', (_, files) => {
  expect(namesOf(files)).toEqual({});
});

const { backend, putAll } = await backendWithProjects();

test('an archive of doccano gives its annotators, and says so', async () => {
  const zip = await makeZip({ 'alice.jsonl': both, 'bob.jsonl': one });
  const files = await putAll({ 'd.zip': zip });
  const [inspected] = await backend.call('import.inspect', { files });
  expect(inspected?.notices.filter((notice) => notice.includes('“bob”'))).toHaveLength(1);
  const outcome = await backend.job('import.start', { files });
  expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 2, annotations: 3 } });
  const project = await backend.call('project.read', {});
  const names = new Map(project?.annotators.map(({ id, name }) => [id, name]));
  const { documents } = await backend.call('document.list', {});
  const read = await Promise.all(documents.map(({ id }) => backend.read(id)));
  const by = read.flatMap(({ annotations }) =>
    annotations.map(({ quote, annotatorId }) => `${quote} ${names.get(annotatorId)}`),
  );
  expect(by.sort()).toEqual(['Ana alice', 'Li alice', 'left bob']);
});
