import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '#formats/infos.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { choicesOf } from '#formats/registry.ts';
import type { TestBackend } from '../../../test-support/test-backend.ts';
import { openTestBackend } from '../../../test-support/test-backend.ts';
import { tramDocument } from '../../../test-support/tram-document.ts';
import type { RequestOf, ResponseOf } from '../../contract/contract.ts';

type Choices = RequestOf<'export.preview'>;

const ANN = { id: null, name: 'Ann Arbor' };
const BOB = { id: null, name: 'Bob' };
const STORY = 'Trams cut noise at night, the council said on Monday in a study of the river line 🚋.';

/** Twelve documents: three near-duplicates, the others of their own; annotated by two, one span adjudicated. */
function records(): JsonlRecord[] {
  return Array.from({ length: 12 }, (_, index) => {
    const text =
      index < 3
        ? `${STORY}${'!'.repeat(index)}`
        : `Story ${index} 🚋 is one of its own, about ${'x'.repeat(index)}.`;
    const span = (start: number, end: number, more: object) => ({
      ...tramDocument().annotations[0],
      id: null,
      layer: 'entity',
      label: 'person',
      fragments: [{ start, end }],
      quote: text.slice(start, end),
      attributes: {},
      ...more,
    });
    return {
      ...tramDocument(),
      id: null,
      title: `Document ${String(index).padStart(2, '0')}`,
      text,
      textSha256: null,
      blocks: null,
      blockRule: null,
      states: index < 4 ? [{ annotator: ANN, state: 'submitted' }] : [],
      annotations: [
        span(0, 5, { annotator: ANN, label: index % 2 === 0 ? 'person' : 'location' }),
        span(2, 7, { annotator: BOB, certainty: 'unsure' }),
        ...(index === 0 ? [span(6, 9, { annotator: BOB, origin: 'adjudicated' })] : []),
      ],
      relations: [],
    } as unknown as JsonlRecord;
  });
}

let backend: TestBackend;
let listed: ResponseOf<'document.list'>['documents'];
beforeAll(async () => {
  backend = await openTestBackend();
  await backend.call('project.create', { file: backend.adopt('choices.standoff').file });
  const { file } = await backend.put('in.jsonl', `${records().map(serialiseRecord).join('\n')}\n`);
  const outcome = await backend.job('import.start', { files: [{ file, name: 'in.jsonl' }] });
  expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 12, annotations: 25 } });
  listed = (await backend.call('document.list', {})).documents;
});
afterAll(() => backend.close());

const preview = (choices: Choices) => backend.call('export.preview', choices);
const idOf = (title: string) => {
  const found = listed.find((row) => row.title === title);
  if (found === undefined) throw new Error(`There is no ${title}.`);
  return found.id;
};

async function exported(choices: Choices, name: string) {
  const outcome = await backend.job('export.start', { ...choices, file: backend.adopt(name).file });
  if (outcome.is !== 'exported') throw new Error(JSON.stringify(outcome));
  expect(outcome.exported.differences).toEqual([]);
  return outcome.exported;
}
const read = (...path: string[]) => readFile(join(backend.folder, ...path), 'utf8');

describe('a selection', () => {
  test('is of documents, and of states with whom was chosen', async () => {
    const chosen = [idOf('Document 01'), idOf('Document 07')];
    expect(await preview({ format: 'jsonl', documents: chosen })).toMatchObject({
      documents: 2,
      annotations: 4,
    });
    expect(await preview({ format: 'brat', states: ['submitted'] })).toMatchObject({ documents: 4 });
    expect(
      await preview({ format: 'brat', documents: chosen, states: ['submitted', 'accepted'] }),
    ).toMatchObject({
      documents: 1,
    });
    expect(await preview({ format: 'brat', states: ['unassigned'] })).toMatchObject({ documents: 0 });
    const { annotators } = (await backend.call('project.read', {})) ?? { annotators: [] };
    const bob = annotators.find(({ name }) => name === 'Bob');
    if (bob === undefined) throw new Error('Bob is not in the project.');
    expect(await preview({ format: 'brat', states: ['submitted'], annotators: [bob.id] })).toMatchObject({
      documents: 0,
    });
    const other = { states: ['in-progress' as const], annotators: [bob.id] };
    expect(await preview({ format: 'brat', ...other })).toMatchObject({ documents: 12, annotations: 13 });
    await exported({ format: 'jsonl', documents: chosen }, 'two.jsonl');
    const lines = (await read('two.jsonl')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { title: string }).title)).toEqual([
      'Document 01',
      'Document 07',
    ]);
  });

  test('of gold is what was adjudicated, whoever did', async () => {
    expect(await preview({ format: 'jsonl', gold: true })).toMatchObject({ annotations: 1, gold: 1 });
    expect(await preview({ format: 'jsonl', certainties: ['unsure'] })).toMatchObject({
      annotations: 12,
      gold: 1,
    });
    const reply = await backend.reply('export.preview', { format: 'jsonl', gold: true, origins: ['manual'] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'export.choices-conflict' } });
  });

  test('of documents that are gone is refused', async () => {
    const gone = '00000000-0000-7000-8000-000000000000' as never;
    const reply = await backend.reply('export.preview', { format: 'jsonl', documents: [gone] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'export.document-not-found' } });
  });
});

describe('pseudonyms', () => {
  // What an archive holds is compressed.
  const naming = FORMATS.filter((info) => choicesOf(info).includes('pseudonyms') && info.archive !== true);

  test.each(naming.map((info) => [info.id, info.folder === true] as const))(
    'hide every name in %s',
    async (format, isFolder) => {
      const name = isFolder ? `hidden-${format}` : `hidden.${format}`;
      await exported({ format, pseudonyms: true }, name);
      const entries = isFolder
        ? await readdir(join(backend.folder, name), { recursive: true, withFileTypes: true })
        : [];
      const files = isFolder
        ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
        : [join(backend.folder, name)];
      let all = '';
      for (const file of files) all += `${file}\n${await readFile(file, 'latin1')}`;
      expect(all).not.toMatch(/Ann Arbor|Bob/);
      // The first is who made the project.
      expect(all).toMatch(/A2\b/);
      expect(all).toMatch(/A3\b/);
      const { annotators } = (await backend.call('project.read', {})) ?? { annotators: [] };
      for (const { id } of annotators) expect(all).not.toContain(id);
    },
  );
});

describe('choices that a format', () => {
  const all: Omit<
    Required<Choices>,
    'format' | 'documents' | 'states' | 'layers' | 'annotators' | 'gold' | 'origins'
  > = {
    certainties: ['sure', 'unsure'],
    pseudonyms: true,
    discontinuous: 'hull',
    overlap: 'innermost',
    tokenEdges: 'expand',
    tokens: 'whitespace',
    sentences: 'block',
    unit: 'code-points',
    spreadsheetSafe: false,
    byteOrderMark: true,
    split: { ratio: { train: 8, dev: 1, test: 1 }, seed: 1, groupBy: 'none' },
    card: { name: 'x' },
  };
  const written = FORMATS.filter(({ writes }) => writes !== null);

  test.each(written.map((info) => [info.id, info] as const))(
    'understands are taken by %s, and others are refused with what it takes',
    async (format, info) => {
      for (const [key, value] of Object.entries(all)) {
        const choice = key === 'certainties' ? 'selection' : key;
        const reply = await backend.reply('export.preview', { format, [key]: value } as Choices);
        if ((choicesOf(info) as readonly string[]).includes(choice)) {
          expect(reply, key).toMatchObject({ ok: true });
        } else {
          expect(reply, key).toMatchObject({
            ok: false,
            error: { code: 'export.choice-not-understood', message: expect.stringContaining(info.name) },
          });
        }
      }
    },
  );

  test('change what is written', async () => {
    const one = [idOf('Document 05')];
    const entity = ['entity'] as never[];
    await exported(
      { format: 'doccano', layers: entity, documents: one, unit: 'code-points' },
      'points.jsonl',
    );
    expect(JSON.parse(await read('points.jsonl'))).toMatchObject({ label: [[0, 5, 'location']] });
    const manifest = JSON.parse(await read('points.jsonl.manifest.json')) as { offsetUnit: string };
    expect(manifest.offsetUnit).toBe('code points');
    await exported({ format: 'conll2003', documents: one, tokens: 'whitespace' }, 'white.conll');
    expect(await read('white.conll')).toContain('own, -X- O O\n');
    await exported(
      { format: 'conll2003', documents: one, tokens: 'characters', sentences: 'none' },
      'one.conll',
    );
    expect((await read('one.conll')).split('\n').slice(2, 5)).toEqual([
      'S -X- O B-location',
      't -X- O I-location',
      'o -X- O I-location',
    ]);
    await exported({ format: 'csv', documents: one, byteOrderMark: true }, 'tables');
    expect((await read('tables', 'spans.csv')).startsWith('\ufeffdoc_id')).toBe(true);
    const losses = (await preview({ format: 'conll2003' })).losses;
    expect(losses.filter(({ choice }) => choice === 'overlap')).toMatchObject([
      { what: 'span-left-out', parts: [{ layer: 'entity', attribute: null, count: expect.any(Number) }] },
    ]);
  });
});

describe('a split', () => {
  const split = { ratio: { train: 50, dev: 25, test: 25 }, seed: 3, groupBy: 'near-duplicate' } as const;

  test('is shown before it is written, as it is written, and the same each time', async () => {
    const shown = await backend.call('export.split', { format: 'huggingface', split });
    expect(shown).toMatchObject({ documents: { train: 6, dev: 3, test: 3 }, groupCount: 1, grouped: 3 });
    expect(shown.groups[0]?.documents.map(({ title }) => title)).toEqual([
      'Document 00',
      'Document 01',
      'Document 02',
    ]);
    expect(await backend.call('export.split', { format: 'huggingface', split })).toEqual(shown);
    await exported({ format: 'huggingface', split, card: { name: 'Trams', licence: 'mit' } }, 'dataset');
    const titles = async (name: string) =>
      (await read('dataset', 'data', `${name}-00000-of-00001.jsonl`))
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { title: string }).title);
    const test = await titles('test');
    expect([...(await titles('train')), ...(await titles('validation')), ...test].toSorted()).toEqual(
      listed.map(({ title }) => title).toSorted(),
    );
    const { options } = JSON.parse(await read('dataset', 'manifest.json')) as {
      options: { split: object; splits: Record<string, string[]> };
    };
    expect(options.split).toEqual(split);
    expect(options.splits.test).toEqual(test.map(idOf));
    expect(await read('dataset', 'README.md')).toContain('license: mit');
  });

  test('keeps together and apart what the user says', async () => {
    const of = async (more: object) => {
      const { groups } = await backend.call('export.split', {
        format: 'jsonl',
        split: { ...split, ...more },
      });
      return groups.map(({ documents }) => documents.map(({ title }) => title.slice(-2)));
    };
    expect(await of({ alone: [idOf('Document 01')] })).toEqual([['00', '02']]);
    expect(await of({ together: [[idOf('Document 05'), idOf('Document 09')]] })).toEqual([
      ['00', '01', '02'],
      ['05', '09'],
    ]);
    expect(await of({ groupBy: 'none' })).toEqual([]);
  });

  test('that is asked for while another is decided takes its place', async () => {
    const [first, second] = await Promise.all([
      backend.reply('export.split', { format: 'jsonl', split: { ...split, similarity: 0.6 } }),
      backend.reply('export.split', { format: 'jsonl', split }),
    ]);
    expect(second.ok).toBe(true);
    if (!first.ok) expect(first.error.code).toBe('export.superseded');
  });

  test('of nothing is refused at the boundary', async () => {
    const none = { ...split, ratio: { train: 0, dev: 0, test: 0 } };
    const reply = await backend.reply('export.split', { format: 'jsonl', split: none });
    expect(reply).toMatchObject({ ok: false, error: { code: 'request.invalid' } });
  });
});
