import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '#model/annotation.ts';
import { asGoldDocument } from '../../../test-support/as-gold.ts';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { fileIn, inputOf } from '../../../test-support/input-file.ts';
import { meaningOf } from '../../../test-support/meaning.ts';
import { inputsOf } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument, WriteOptions } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { labelstudioCodec } from './codec.ts';
import { parseLabelstudio } from './parse.ts';
import { serialiseLabelstudio } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const optionsOf = (layers: readonly string[]): WriteOptions => ({ ...DEFAULT_WRITE_OPTIONS, layers });
const jsonOf = (name: string): unknown => JSON.parse(new TextDecoder().decode(fileIn(fixtures, name).bytes));

/** The document without relations and links between spans of two annotators, and how many these are. */
function withinAnnotators(document: ExchangeDocument): { document: ExchangeDocument; across: number } {
  const annotatorOf = new Map(document.annotations.map(({ id, annotator }) => [id, annotator?.name]));
  let across = 0;
  const isAcross = (from: string | null, to: string): boolean => {
    if (annotatorOf.get(from) === annotatorOf.get(to)) return false;
    if (annotatorOf.has(to)) across += 1;
    return true;
  };
  const annotations = document.annotations.map((annotation) => ({
    ...annotation,
    attributes: Object.fromEntries(
      Object.entries(annotation.attributes).flatMap(
        ([name, value]): [string, AttributeValue | undefined][] => {
          if (value?.is !== 'links') return [[name, value]];
          const links = value.links.filter(
            (link) => link.kind !== 'annotation' || !isAcross(annotation.id, link.id),
          );
          return links.length === 0 ? [] : [[name, { ...value, links }]];
        },
      ),
    ),
  }));
  const relations = document.relations.filter(({ source, target }) => !isAcross(source, target));
  return { document: { ...document, annotations, relations }, across };
}

function checkRoundTrip(documents: readonly ExchangeDocument[]) {
  const written = serialiseLabelstudio(documents, optionsOf(NEWS_LAYERS));
  const parsed = parseLabelstudio(inputsOf(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.notices).toEqual([]);
  const within = documents.map(withinAnnotators);
  expect(parsed.documents.map((document) => meaningOf(document))).toEqual(
    within.map(({ document }) => meaningOf(document)),
  );
  for (const [index, { annotations, id, title, text }] of documents.entries()) {
    const back = parsed.documents[index];
    expect({ id: back?.id, title: back?.title, text: back?.text }).toEqual({ id, title, text });
    const named = (list: ExchangeDocument['annotations']) =>
      list.map((one) => `${one.id} ${one.annotator?.name}`).toSorted();
    expect(named(back?.annotations ?? [])).toEqual(named(annotations));
  }
  const dropped = written.losses.filter(({ what }) => what === 'relation-dropped');
  expect(dropped).toHaveLength(within.reduce((sum, { across }) => sum + across, 0));
  return written;
}

/** What label_interface of Label Studio's SDK asks of tasks (formats.md 2, "Required by the validator"). */
function checkDeclared(config: string, tasks: unknown): void {
  const names = new Set(
    [...config.matchAll(/<(?:Labels|Choices|TextArea) name="([^"]*)"/g)].map(([, name]) => unquoted(name)),
  );
  const values = new Set([...config.matchAll(/ value="([^"]*)"/g)].map(([, value]) => unquoted(value)));
  for (const task of tasks as {
    annotations: { result: Result[] }[];
    predictions: { result: Result[] }[];
  }[]) {
    for (const { result } of [...task.annotations, ...task.predictions]) {
      const ids = new Set(result.map(({ id }) => id));
      for (const item of result) {
        if (item.type === 'relation') {
          expect(ids.has(item.from_id) && ids.has(item.to_id)).toBe(true);
          expect(values).toContain(item.labels?.[0]);
          continue;
        }
        expect(names).toContain(item.from_name);
        expect(item.to_name).toBe('text');
        for (const value of [...(item.value?.labels ?? []), ...(item.value?.choices ?? [])]) {
          expect(values).toContain(value);
        }
      }
    }
  }
}

interface Result {
  readonly id?: string;
  readonly from_id?: string;
  readonly to_id?: string;
  readonly from_name?: string;
  readonly to_name?: string;
  readonly type: string;
  readonly labels?: readonly string[];
  readonly value?: { readonly labels?: readonly string[]; readonly choices?: readonly string[] };
}

const unquoted = (value = ''): string =>
  value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&');

describe('the example', () => {
  it('is written as in the example', () => {
    const { files, losses } = serialiseLabelstudio([tramDocument()], optionsOf(TRAM_LAYERS));
    const [task] = JSON.parse(String(files[1]?.content)) as {
      data: object;
      annotations: { result: Result[] }[];
    }[];
    const [example] = jsonOf('example/tasks.json') as { data: object; annotations: { result: Result[] }[] }[];
    const sorted = (results: Result[] | undefined) => results?.map((one) => JSON.stringify(one)).toSorted();
    expect(task?.data).toEqual({ ...example?.data, title: 'tram-1' });
    expect(sorted(task?.annotations[0]?.result)).toEqual(sorted(example?.annotations[0]?.result));
    expect(losses).toEqual([]);
    checkDeclared(String(files[0]?.content), [{ ...task, predictions: [] }]);
    expect(files[0]?.content).toContain(
      '<Labels name="entity" toName="text"><Label value="PERSON"/><Label value="SERVICE"/></Labels>',
    );
    expect(files[0]?.content).toContain(
      '<Choices name="polarity" toName="text" perRegion="true" whenTagName="stance">',
    );
  });

  it('is read to its table', () => {
    const parsed = parseLabelstudio([
      fileIn(fixtures, 'example/config.xml'),
      fileIn(fixtures, 'example/tasks.json'),
    ]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.notices).toEqual([]);
    const tram = tramDocument();
    expect(parsed.documents).toEqual([
      {
        ...tram,
        title: null,
        states: [],
        annotations: tram.annotations,
        relations: tram.relations.map((relation) => ({ ...relation, id: null })),
      },
    ]);
  });
});

describe('round trip', () => {
  it('keeps what it promises, and reports the rest exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const { files } = checkRoundTrip(documents);
        checkDeclared(String(files[0]?.content), JSON.parse(String(files[1]?.content)));
      }),
      { numRuns: 120 },
    );
  }, 30_000);

  it('keeps the nasty documents, and offsets cut the text as Python would', () => {
    const { files } = checkRoundTrip(nastyDocuments());
    const tasks = JSON.parse(String(files[1]?.content)) as {
      data: { text: string };
      predictions: { result: { type: string; value: { start: number; end: number; text: string } }[] }[];
    }[];
    checkDeclared(String(files[0]?.content), tasks);
    for (const { data, predictions } of tasks) {
      const characters = Array.from(data.text);
      for (const { type, value } of predictions.flatMap(({ result }) => result)) {
        if (type === 'labels') expect(characters.slice(value.start, value.end).join('')).toBe(value.text);
      }
    }
  });

  it('is exact for values that mean something else', () => {
    const tram = tramDocument();
    const values = ['none', 'n/a', '@article', '\\none', '', ' x ', 'a\nb', '<&">', '\u0001'];
    const annotations = tram.annotations.flatMap((annotation) =>
      values.map((value, index) => ({
        ...annotation,
        id: `${annotation.id}-${index}`,
        attributes: {
          entity: { is: 'values' as const, values: [value] },
          text: { is: 'values' as const, values: ['one', 'two'] },
          'quote.entity': { is: 'none' as const },
          __proto: { is: 'not-applicable' as const },
        },
      })),
    );
    checkNews({ ...tram, annotations: annotations as never, relations: [] });
  });

  it('keeps layers whose names are taken', () => {
    const tram = tramDocument();
    const renamed: Record<string, string> = {
      entity: 'text',
      quote: 'note',
      claim: 'a:b',
      stance: 'certainty',
    };
    const annotations = tram.annotations.map((one) => ({
      ...one,
      layer: renamed[one.layer] ?? '',
      label: null,
    }));
    const document = { ...tram, annotations };
    const written = serialiseLabelstudio([document], optionsOf(Object.values(renamed)));
    const [back] = parseLabelstudio(inputsOf(written), written.names).documents;
    expect(meaningOf(back as ExchangeDocument)).toEqual(meaningOf(document));
    expect(written.losses.filter(({ what }) => what === 'name-changed')).toHaveLength(6);
  });

  it('writes the same bytes twice, and no tasks of no documents', () => {
    const again = () => labelstudioCodec.serialise?.(nastyDocuments(), optionsOf(NEWS_LAYERS));
    expect(again()).toEqual(again());
    const none = serialiseLabelstudio([], optionsOf(NEWS_LAYERS));
    expect(none.files[1]?.content).toBe('[]\n');
    expect(parseLabelstudio(inputsOf(none))).toEqual({ documents: [], problems: [], notices: [] });
  });
});

function checkNews(document: ExchangeDocument): void {
  const written = serialiseLabelstudio([document], optionsOf(TRAM_LAYERS));
  const [back] = parseLabelstudio(inputsOf(written), written.names).documents;
  expect(meaningOf(back as ExchangeDocument)).toEqual(meaningOf(document));
  checkDeclared(String(written.files[0]?.content), JSON.parse(String(written.files[1]?.content)));
}

describe('files of others', () => {
  it('with a span that does not stand where it says come in without it', () => {
    const parsed = parseLabelstudio([fileIn(fixtures, 'sample_predictions.json')]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.notices).toEqual([
      {
        file: 'sample_predictions.json',
        line: null,
        message: 'Task 1: region ent-5 68–90 (code points) is not a stretch of the text. It was left out.',
      },
    ]);
    const [document] = parsed.documents;
    expect(
      document?.annotations.map(({ layer, label, quote, annotator }) => [
        layer,
        label,
        quote,
        annotator?.name,
      ]),
    ).toEqual([
      ['entities', 'Person', 'John Smith', 'coref-v1'],
      ['entities', 'Person', 'Mary', 'coref-v1'],
      ['entities', 'Pronoun', 'He', 'coref-v1'],
      ['entities', 'Pronoun', 'her', 'coref-v1'],
    ]);
    expect(document?.relations.map(({ type, source, target }) => [type, source, target])).toEqual([
      ['relation', 'ent-3', 'ent-1'],
      ['relation', 'ent-4', 'ent-2'],
    ]);
  });

  it('without a text stay out', () => {
    const parsed = parseLabelstudio([fileIn(fixtures, 'previous_export.json')]);
    expect(parsed.documents).toEqual([]);
    expect(parsed.problems.map(({ message }) => message)).toEqual([
      'Task 1: has no text, only such as images or sound. The task was left out.',
    ]);
  });
});

const TEXT = 'a 🚋 tram,\ntwo';
const region = (id: string, start: unknown, end: unknown, text?: string, more: object = {}) => ({
  id,
  from_name: 'entity',
  to_name: 'text',
  type: 'labels',
  value: { start, end, ...(text === undefined ? {} : { text }), labels: ['X'] },
  ...more,
});
const read = (result: unknown, more: object = {}) =>
  parseLabelstudio([inputOf('tasks.json', [{ data: { text: TEXT, ...more }, annotations: [{ result }] }])]);

describe('offsets', () => {
  it('in the wrong unit are known by the text that the file has', () => {
    const parsed = read([region('a', 5, 9, 'tram'), region('b', 2, 4, '🚋')]);
    expect(parsed.documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['tram', '🚋']);
    expect(parsed.notices[0]?.message).toContain('the offsets count UTF-16 units');
    expect(read([region('a', 4, 8, 'tram')]).notices).toEqual([]);
  });

  it('go with a line feed that the editor wrote as two characters', () => {
    const parsed = read([region('a', 4, 13, 'tram,\\ntwo')]);
    expect(parsed.notices).toEqual([]);
    expect(parsed.documents[0]?.annotations[0]?.quote).toBe('tram,\ntwo');
  });

  it('that cannot be are named, and the rest goes in', () => {
    const bad = [
      region('a', 0, 99),
      region('b', -1, 2),
      region('c', 3, 1),
      region('d', 2, 2),
      region('e', 0.5, 2),
      region('f', '0', 1),
      region('g', 0, 1, 'zzz'),
    ];
    const parsed = read([...bad, region('h', 4, 8, 'tram')]);
    expect(parsed.documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['tram']);
    expect(parsed.notices).toHaveLength(bad.length);
  });

  it('of rendered pages are those in the text', () => {
    const value = {
      start: '/p[1]',
      end: '/p[1]',
      globalOffsets: { start: 4, end: 8 },
      hypertextlabels: ['X'],
    };
    const parsed = read([{ id: 'a', from_name: 'entity', to_name: 'text', type: 'hypertextlabels', value }]);
    expect(parsed.documents[0]?.annotations[0]?.quote).toBe('tram');
  });
});

describe('HyperText', () => {
  const region = (id: string, start: number, end: number, text?: string) => ({
    id,
    from_name: 'l',
    to_name: 'h',
    type: 'hypertextlabels',
    value: {
      start: '/p[1]/text()[1]',
      end: '/p[1]/text()[1]',
      globalOffsets: { start, end },
      hypertextlabels: ['x'],
      ...(text === undefined ? {} : { text }),
    },
  });
  const readPage = (html: string, ...result: object[]) => {
    const task = { data: { html }, annotations: [{ result }] };
    const { documents, notices, problems } = parseLabelstudio([inputOf('x.json', JSON.stringify([task]))]);
    const [document] = documents;
    return {
      text: document?.text,
      quotes: document?.annotations.map(({ quote }) => quote),
      messages: [...problems, ...notices].map(({ message }) => message),
    };
  };

  it('is the text that a page shows, with its regions in it', () => {
    const html =
      '<h1>A&amp;B</h1>\n<p>Ana  met\n  <b>Bo 🚋</b>.<br>Then <i>Li</i></p><script>x()</script><p>End</p>';
    const counted = 'A&B\nAna  met\n  Bo 🚋.\nThen Lix()End';
    const at = (text: string) => {
      const from = Array.from(counted.slice(0, counted.indexOf(text))).length;
      return region(text, from, from + Array.from(text).length, text);
    };
    const found = readPage(html, ...['A&B', 'Ana  met', 'Bo 🚋', 'Li', 'End'].map(at));
    expect(found.text).toBe('A&B\n\nAna met Bo 🚋.\nThen Li\n\nEnd');
    expect(found.quotes).toEqual(['A&B', 'Ana met', 'Bo 🚋', 'Li', 'End']);
    expect(found.messages).toEqual([
      expect.stringContaining('was taken from “html”'),
      expect.stringContaining('1 task is HTML (HyperText)'),
    ]);
  });

  it('that counted something else is known by the texts of its regions', () => {
    expect(readPage('<p>🚋 Ana<br>Bo</p>', region('a', 3, 6, 'Ana'), region('b', 7, 9, 'Bo')).quotes).toEqual(
      ['Ana', 'Bo'],
    );
    expect(readPage('<p>🚋 Ana<br>Bo</p>', region('a', 2, 5, 'Ana'), region('b', 5, 7, 'Bo')).quotes).toEqual(
      ['Ana', 'Bo'],
    );
    expect(readPage('<p>Ana</p><p>Bo</p>', region('a', 0, 5, 'Ana\\n\\nBo')).quotes).toEqual(['Ana\n\nBo']);
  });

  it('says why a region or a task stays out', () => {
    const path = { ...region('p', 0, 3), value: { start: '/p[1]', end: '/p[1]', hypertextlabels: ['x'] } };
    const found = readPage(
      '<p>Ana met</p>',
      region('a', 4, 7, 'Ana'),
      region('b', 0, 99),
      path,
      region('c', 0, 3, 'Ana'),
    );
    expect(found.quotes).toEqual(['Ana']);
    expect(found.messages.slice(1, 4)).toEqual([
      expect.stringContaining('as a path alone'),
      expect.stringContaining('region a 4–7 (globalOffsets) has the text “met” and not “Ana”'),
      expect.stringContaining('region b 0–99 (globalOffsets) is not a stretch of the text'),
    ]);
    expect(readPage('<p> </p>', region('a', 0, 1)).messages[0]).toContain('its HTML shows no text');
  });

  it('is plain text where it has no markup, and markup that was annotated as text stays', () => {
    expect(readPage('Ana met', region('a', 0, 3, 'Ana'))).toMatchObject({ text: 'Ana met', quotes: ['Ana'] });
    const task = {
      data: { text: '<b>Ana</b>' },
      annotations: [
        {
          result: [
            {
              id: 'a',
              from_name: 'l',
              to_name: 't',
              type: 'labels',
              value: { start: 3, end: 6, text: 'Ana', labels: ['x'] },
            },
          ],
        },
      ],
    };
    const { documents } = parseLabelstudio([inputOf('x.json', JSON.stringify([task]))]);
    expect(documents).toMatchObject([{ text: '<b>Ana</b>', annotations: [{ quote: 'Ana' }] }]);
  });
});

describe('gold', () => {
  const origins = (documents: readonly ExchangeDocument[]) =>
    documents.flatMap(({ annotations }) => annotations.map(({ origin }) => origin));

  it('is one annotation, the ground truth, whoever decided', () => {
    fc.assert(
      fc.property(exchangeDocuments, (given) => {
        const documents = given.map(asGoldDocument);
        const written = serialiseLabelstudio(documents, { ...optionsOf(NEWS_LAYERS), gold: true });
        const tasks = written.files.find(({ path }) => path === 'tasks.json')?.content;
        for (const task of JSON.parse(String(tasks)) as object[]) {
          expect(task).toMatchObject({ annotations: [{ ground_truth: true }], predictions: [] });
        }
        const parsed = parseLabelstudio(inputsOf(written), written.names);
        expect([parsed.problems, parsed.notices]).toEqual([[], []]);
        expect(parsed.documents.map((one) => meaningOf(one))).toEqual(documents.map((one) => meaningOf(one)));
        const decided = (list: readonly ExchangeDocument[]) =>
          list.flatMap(({ annotations }) =>
            annotations.map(({ id, annotator }) => `${id} ${annotator?.name}`),
          );
        expect(decided(parsed.documents).toSorted()).toEqual(decided(documents).toSorted());
        expect(origins(parsed.documents).every((origin) => origin === 'adjudicated')).toBe(true);
        expect(written.losses.filter(({ what }) => what === 'relation-dropped')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('of others is what was adjudicated, and the rest of the task is not', () => {
    const entry = (ground_truth: boolean) => ({
      ground_truth,
      completed_by: { email: 'ann@example.org' },
      result: [
        {
          id: `r${ground_truth}`,
          from_name: 'l',
          to_name: 't',
          type: 'labels',
          value: { start: 0, end: 3, labels: ['person'] },
        },
      ],
    });
    const task = { data: { text: 'Ana met' }, annotations: [entry(false), entry(true)] };
    const { documents } = parseLabelstudio([inputOf('x.json', JSON.stringify([task]))]);
    expect(origins(documents)).toEqual([null, 'adjudicated']);
  });
});

describe('annotators', () => {
  it('are those who completed an annotation, or predicted', () => {
    const entry = (more: object) => ({ result: [region('a', 0, 1)], ...more });
    const task = {
      data: { body: TEXT, source: 'web' },
      annotations: [
        entry({ completed_by: 5 }),
        entry({ completed_by: { id: 1, email: 'a@example.org' } }),
        entry({}),
        entry({ was_cancelled: true }),
      ],
      predictions: [entry({ model_version: 'm1' }), entry({})],
    };
    const { documents, notices } = parseLabelstudio([inputOf('a.json', [task])]);
    expect(documents[0]?.annotations.map(({ annotator }) => annotator?.name ?? null)).toEqual([
      'Label Studio user 5',
      'a@example.org',
      null,
      'm1',
      'prediction',
    ]);
    expect(new Set(documents[0]?.annotations.map(({ id }) => id)).size).toBe(5);
    expect(documents[0]?.metadata).toEqual({ source: 'web' });
    expect(notices.map(({ message }) => message)).toEqual([
      'Task 1: its text was taken from “body”.',
      'Task 1: annotation 4 was cancelled by its annotator. It was left out.',
    ]);
  });
});

describe('hostile files', () => {
  it('that break off stay out with their line', () => {
    const parsed = parseLabelstudio([inputOf('a.json', '[', '{"data": {"text": "a"},')]);
    expect(parsed.documents).toEqual([]);
    expect(parsed.problems[0]).toMatchObject({ line: 2, message: expect.stringContaining('breaks off') });
    expect(parseLabelstudio([inputOf('a.json', '[{"text": "a"}]')]).problems[0]?.message).toContain(
      'JSON-MIN',
    );
    expect(parseLabelstudio([inputOf('a.json', '[1]')]).problems).toHaveLength(1);
  });

  it('with ids used twice, dangling relations and values of nothing go in without these', () => {
    const relation = { type: 'relation', from_id: 'a', to_id: 'zz', direction: 'right', labels: ['r'] };
    const choice = {
      id: 'q',
      from_name: 'p',
      to_name: 'text',
      type: 'choices',
      value: { start: 0, end: 1, choices: ['x'] },
    };
    const whole = { id: 'w', from_name: 'p', to_name: 'text', type: 'choices', value: { choices: ['x'] } };
    const parsed = read([region('a', 0, 1), region('a', 2, 3), relation, choice, whole, 7]);
    expect(parsed.documents[0]?.annotations).toHaveLength(2);
    expect(parsed.documents[0]?.relations).toEqual([]);
    expect(parsed.notices).toHaveLength(5);
  });

  it('with relations in both directions and a chain that bites its tail are read', () => {
    const join = (from: string, to: string) => ({
      type: 'relation',
      from_id: from,
      to_id: to,
      labels: ['part-of-span'],
    });
    const parsed = read([region('a', 0, 1), region('b', 2, 3), join('a', 'b'), join('b', 'a')]);
    expect(parsed.documents[0]?.annotations).toHaveLength(2);
    const left = read([
      region('a', 0, 1),
      region('b', 2, 3),
      { ...join('a', 'b'), direction: 'left', labels: ['r'] },
    ]);
    expect(left.documents[0]?.relations).toMatchObject([{ type: 'r', source: 'b', target: 'a' }]);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 3 }), (any, more) => {
        parseLabelstudio([inputOf('a.json', any)]);
        read(any);
        read([
          region('a', any, more),
          { ...region('b', 0, 1), value: any },
          { type: 'relation', from_id: any, labels: more },
        ]);
        parseLabelstudio([
          inputOf('a.json', [
            { data: any, annotations: more },
            { data: { text: 'a' }, annotations: any },
          ]),
        ]);
      }),
    );
  });
});
