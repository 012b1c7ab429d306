import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLine } from '#formats/jsonl/parse.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';
import { makeSample } from '../../../tools/make-sample.ts';

const sampleFile = new URL('../../../resources/sample/sample.jsonl', import.meta.url);
let backend: TestBackend;
beforeAll(async () => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('sample.standoff').file });
});
afterAll(() => backend.close());

test('sample.jsonl is what tools/make-sample.ts makes', () => {
  expect(readFileSync(sampleFile, 'utf8')).toBe(makeSample());
});

test('the sample shows all that a project can hold', () => {
  const { record, problems, notices } = parseLine(readFileSync(sampleFile, 'utf8').trimEnd());
  expect(problems).toEqual([]);
  expect(notices).toEqual([]);
  const annotations = record?.annotations ?? [];
  expect(annotations.length).toBeGreaterThanOrEqual(40);
  expect(new Set(annotations.map(({ layer }) => layer))).toEqual(
    new Set(['entity', 'quote', 'claim', 'stance']),
  );
  expect(annotations.some(({ fragments }) => fragments.length > 1)).toBe(true);
  const kinds = new Set(
    annotations.flatMap(({ attributes }) => Object.values(attributes).map((value) => value?.is)),
  );
  expect(kinds).toEqual(new Set(['values', 'links', 'none', 'not-applicable']));
  expect(record?.relations.length).toBeGreaterThanOrEqual(8);
});

test('it fits the scheme of a new project', async () => {
  const file = await backend.put('sample.jsonl', readFileSync(sampleFile));
  const outcome = await backend.job('import.start', { files: [{ file: file.file, name: file.name }] });
  expect(outcome).toMatchObject({
    is: 'imported',
    imported: { documents: 1, annotations: 46, relations: 10, problems: [] },
  });
});
