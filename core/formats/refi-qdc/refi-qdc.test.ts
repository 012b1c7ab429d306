import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Layer, Scheme } from '#model/scheme.ts';
import { LAYER_HUES } from '#model/scheme.ts';
import { schemeProblems } from '#model/scheme-check.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { encodeUtf8 } from '../bytes.ts';
import { xmlSafe } from '../xml/safe.ts';
import { COLOURS, hueOf } from './colours.ts';
import { guidOf } from './guid.ts';
import type { ParsedCodebook } from './read-codebook.ts';
import { readCodebook } from './read-codebook.ts';
import { writeCodebook } from './write-codebook.ts';

const EXAMPLE = readFileSync(new URL('fixtures/codebook.qdc', import.meta.url));

const read = (content: string): ParsedCodebook =>
  readCodebook({ name: 'news.qdc', bytes: encodeUtf8(content) });
const codebook = (codes: string): string =>
  `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${codes}</Codes></CodeBook>`;
const code = (name: string, isCodable: boolean, inner = ''): string =>
  `<Code guid="${guidOf(name)}" name="${name}" isCodable="${isCodable}">${inner}</Code>`;
/** What a codebook keeps of a scheme. */
const meaning = (scheme: Scheme | null) =>
  scheme?.layers.map(({ name, description, hue, labels }) => ({
    name,
    description,
    hue,
    labels: labels.map((label) => ({ name: label.name, description: label.description })),
  }));

describe('round trip', () => {
  test('of the news scheme', () => {
    const { content, losses } = writeCodebook(newsScheme);
    const { scheme, problems, notices } = read(content);
    expect([problems, notices]).toEqual([[], []]);
    expect(meaning(scheme)).toEqual(meaning(newsScheme));
    expect(schemeProblems(scheme as Scheme)).toEqual([]);
    const attributes = newsScheme.layers.flatMap((layer) => layer.attributes).length;
    expect(losses).toHaveLength(attributes + newsScheme.relationTypes.length);
    expect(writeCodebook(newsScheme).content).toBe(content);
  });

  test('of any names and descriptions', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 12 })
      .filter((text) => text.trim() === text);
    const description = fc.string({ unit: 'binary', maxLength: 12 });
    const label = fc.record({ id: fc.uuid(), name, key: fc.constant('x'), description });
    const layer = fc.record({
      id: fc.uuid(),
      name,
      key: fc.constant('x'),
      description,
      hue: fc.constantFrom(...LAYER_HUES),
      line: fc.constant('solid'),
      labels: fc.array(label, { minLength: 1, maxLength: 50 }),
      attributes: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(layer, { minLength: 1, maxLength: 4 }), (layers) => {
        const scheme = { ...newsScheme, layers: layers as unknown as Layer[], relationTypes: [] };
        const changed = layers
          .flatMap((one) => [one, ...one.labels])
          .filter((one) => xmlSafe(one.name + one.description) !== one.name + one.description);
        const { content, losses } = writeCodebook(scheme);
        expect(losses).toHaveLength(changed.length);
        const back = read(content);
        expect(back.problems).toEqual([]);
        expect(schemeProblems(back.scheme as Scheme)).toEqual([]);
        const trimmed = (text: string): string => xmlSafe(text).trim() || 'Without a name';
        expect(meaning(back.scheme)).toEqual(
          meaning(scheme)?.map((one) => ({
            ...one,
            name: trimmed(one.name),
            description: xmlSafe(one.description),
            labels: one.labels.map((inner) => ({
              name: trimmed(inner.name),
              description: xmlSafe(inner.description),
            })),
          })),
        );
      }),
      { numRuns: 50 },
    );
  });
});

test('the example', () => {
  const { scheme, problems, notices } = readCodebook({ name: 'codebook.qdc', bytes: EXAMPLE });
  expect([problems, notices]).toEqual([[], []]);
  expect(scheme?.layers.map(({ name, hue, labels }) => [name, hue, labels.map((one) => one.name)])).toEqual([
    ['entity', 'blue', ['PERSON', 'SERVICE']],
    ['quote', 'ochre', ['DIRECT']],
    ['claim', 'green', ['FACTUAL']],
    ['stance', 'purple', ['STANCE']],
  ]);
});

test('what is written keeps to the schema: elements in order, attributes, GUIDs and colours', () => {
  const { content } = writeCodebook(newsScheme);
  expect(content).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0" /,
  );
  const tags = [...content.matchAll(/<Code ([^>]*?)\/?>/g)].map(([, attributes]) => attributes);
  const labels = newsScheme.layers.flatMap((layer) => layer.labels).length;
  expect(tags).toHaveLength(newsScheme.layers.length + labels);
  for (const attributes of tags) {
    expect(attributes).toMatch(
      /^guid="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}" name="[^"]+" isCodable="(true|false)" color="#[0-9A-F]{6}"$/,
    );
  }
  expect(new Set(tags.map((attributes) => attributes?.slice(0, 42))).size).toBe(tags.length);
});

test('GUIDs differ for names that differ by little', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `label entity ${index}`);
  expect(new Set(names.map(guidOf)).size).toBe(names.length);
});

test('colours of others get the nearest hue', () => {
  expect(LAYER_HUES.map((hue) => hueOf(COLOURS[hue]))).toEqual(LAYER_HUES);
  expect([hueOf('#f00'), hueOf('#FF0000'), hueOf('red'), hueOf(undefined)]).toEqual([
    'red',
    'red',
    null,
    null,
  ]);
});

test('codes of others: loose ones, deep ones, layers that can be coded', () => {
  const { scheme, notices } = read(
    codebook(
      code('alone', true) +
        code(
          'theme',
          true,
          code('war', false, code('naval', true) + code('air', true)) + code('empty', false),
        ),
    ),
  );
  expect(scheme?.layers.map(({ name, labels }) => [name, labels.map((label) => label.name)])).toEqual([
    ['theme', ['theme', 'war / naval', 'war / air', 'empty']],
    ['news', ['alone']],
  ]);
  expect(schemeProblems(scheme as Scheme)).toEqual([]);
  expect(notices.map(({ message }) => message)).toEqual(['The codes below “war” became labels beside it.']);
});

test('codes without others have a layer of the name that is wished, but those of ours are layers', () => {
  const loose = `${code('a', true)}${code('b', true)}`;
  const named = readCodebook({ name: 'x.qdc', bytes: encodeUtf8(codebook(loose)) }, 'Themes').scheme;
  expect(named?.layers.map(({ name, labels }) => [name, labels.length])).toEqual([['Themes', 2]]);
  const [entity] = newsScheme.layers as [Layer];
  const bare = { ...newsScheme, layers: [{ ...entity, labels: [] }] };
  const back = read(writeCodebook(bare).content).scheme;
  expect(meaning(back)).toEqual(meaning(bare));
});

test('names and descriptions longer than a scheme takes are cut', () => {
  const long = 'n'.repeat(300);
  const { scheme, notices } = read(
    codebook(code(long, true, `<Description>${'d'.repeat(30_000)}</Description>${code(long, true)}`)),
  );
  expect(scheme?.layers[0]?.name).toHaveLength(200);
  expect(scheme?.layers[0]?.labels.map(({ name }) => name.length)).toEqual([200, 200]);
  expect(scheme?.layers[0]?.description).toHaveLength(20_000);
  expect(notices.map(({ message }) => message)).toContain(
    'A description of more than 20,000 characters was cut.',
  );
});

test('files that are kept out', () => {
  const problem = (content: string): string => {
    const { scheme, problems } = read(content);
    expect(scheme).toBeNull();
    return `${problems[0]?.line} ${problems[0]?.message}`;
  };
  expect(problem('')).toMatch(/^1 /);
  expect(problem('<CodeBook/>')).toContain('no REFI-QDA codebook');
  expect(problem(codebook(''))).toContain('no codes');
  expect(problem(codebook(code('a', true)).slice(0, -8))).toContain('not well-formed');
  expect(problem(`<!DOCTYPE x [<!ENTITY a "b">]>${codebook(code('&a;', true))}`)).toContain('document type');
  const deep = code('a', true, '@').split('@');
  expect(problem(codebook(`${deep[0]?.repeat(5000)}${deep[1]?.repeat(5000)}`))).toContain('nested');
  const { problems } = readCodebook({ name: 'x.qdc', bytes: Uint8Array.of(0x3c, 0xff) });
  expect(problems).toHaveLength(1);
});
