import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeDocument, InputFile, OutputFile, ParsedFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { stamCodec } from './codec.ts';

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };
const EXAMPLE = readFileSync(new URL('fixtures/trams.store.stam.json', import.meta.url));

const inputs = (files: readonly OutputFile[]): InputFile[] =>
  files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
const input = (name: string, content: unknown): InputFile => ({
  name,
  bytes: encodeUtf8(typeof content === 'string' ? content : JSON.stringify(content)),
});
const parse = (...files: InputFile[]): ParsedFiles => stamCodec.parse?.(files) as ParsedFiles;
const messages = (list: ParsedFiles['problems']): string[] => list.map(({ message }) => message);
/** The tram document as the example has it, which says nothing of the document itself. */
const tram = (): ExchangeDocument => ({ ...tramDocument(), title: null, states: [] });

interface AnySelector {
  readonly annotation?: string;
  readonly resource?: string;
  readonly offset?: { readonly begin: { readonly value: number }; readonly end: { readonly value: number } };
}

describe('round trip', () => {
  test('what is written is read back the same, without a loss', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const written = stamCodec.serialise?.(documents, NEWS);
        expect(written?.losses).toEqual([]);
        expect(parse(...inputs(written?.files ?? []))).toEqual({ documents, problems: [], notices: [] });
        expect(stamCodec.serialise?.(documents, NEWS)).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  test('the nasty document', () => {
    const documents = nastyDocuments();
    const written = stamCodec.serialise?.(documents, NEWS);
    expect(written?.losses).toEqual([]);
    expect(parse(...inputs(written?.files ?? []))).toEqual({ documents, problems: [], notices: [] });
  });

  test('offsets cut the text as Python would, and what is referred to comes first', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const [file] = stamCodec.serialise?.(documents, NEWS).files ?? [];
        const store = JSON.parse(String(file?.content));
        const texts = new Map<string, string[]>(
          store.resources.map((resource: Record<string, string>) => [
            resource['@id'],
            Array.from(resource.text ?? ''),
          ]),
        );
        const quotes = new Set(documents.flatMap(({ annotations }) => annotations.map(({ quote }) => quote)));
        const seen = new Set<string>();
        for (const { '@id': id, target, data } of store.annotations) {
          const selectors = target.selectors ?? [target];
          const cuts = selectors.flatMap(({ annotation, offset, resource = '' }: AnySelector) => {
            if (annotation !== undefined) expect(seen.has(annotation)).toBe(true);
            const { begin, end } = offset ?? {};
            return begin === undefined ? [] : [texts.get(resource)?.slice(begin.value, end?.value).join('')];
          });
          const isCopy = data.length > 0 && id.includes('.span');
          if (cuts.length > 0 && !isCopy) expect(quotes.has(cuts.join(' '))).toBe(true);
          seen.add(id);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('attributes whose names are keys of ours', () => {
    const document = tram();
    const names = ['layer', 'certainty', 'attribute:layer', 'attribute', '__proto__'];
    const attributes = Object.fromEntries(
      names.map((name) => [name, { is: 'values', values: ['none', 'x'] }]),
    ) as ExchangeDocument['annotations'][0]['attributes'];
    const documents = [
      { ...document, annotations: document.annotations.map((one) => ({ ...one, attributes })) },
    ];
    const written = stamCodec.serialise?.(documents, TRAM);
    expect(parse(...inputs(written?.files ?? []))).toEqual({ documents, problems: [], notices: [] });
  });
});

describe('the example', () => {
  test('is read as its README says', () => {
    expect(parse({ name: 'trams.store.stam.json', bytes: EXAMPLE })).toEqual({
      documents: [tram()],
      problems: [],
      notices: [],
    });
  });

  test('is written with its meaning', () => {
    const [file] = stamCodec.serialise?.([tram()], TRAM).files ?? [];
    // Ids are IRIs where the example has bare names.
    const written = String(file?.content)
      .replaceAll(/urn:(?:doc|annotation):/g, '')
      .replaceAll('urn:standoff:scheme', 'urn:example:schema')
      .replaceAll('urn:standoff:export', 'urn:example:trams');
    const sorted = (text: string) => {
      const store = JSON.parse(text);
      store.annotationsets[0].keys.sort((a: object, b: object) =>
        JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
      );
      return store;
    };
    expect(sorted(written)).toEqual(sorted(EXAMPLE.toString('utf8')));
  });
});

describe('stores of others', () => {
  const cursor = (value: unknown) => ({
    '@type':
      typeof value === 'number' && (value < 0 || Object.is(value, -0))
        ? 'EndAlignedCursor'
        : 'BeginAlignedCursor',
    value,
  });
  const select = (begin: unknown, end: unknown, resource = 'r') => ({
    '@type': 'TextSelector',
    resource,
    offset: { '@type': 'Offset', begin: cursor(begin), end: cursor(end) },
  });
  const annotation = (id: string, target: unknown, data: unknown = []) => ({
    '@type': 'Annotation',
    '@id': id,
    target,
    data,
  });
  const store = (annotations: unknown[], more = {}) => ({
    '@type': 'AnnotationStore',
    resources: [{ '@type': 'TextResource', '@id': 'r', text: '🚋 one\r\ntwo' }],
    annotations,
    ...more,
  });

  test('line ends, places from the end, values of all types, data by reference', () => {
    const data = [
      { set: 's', key: 'n', value: { '@type': 'Int', value: 3 } },
      { set: 's', key: 'l', value: { '@type': 'List', value: [{ '@type': 'Bool', value: true }, 'x'] } },
      { set: 's', key: 'z', value: { '@type': 'Null' } },
      { set: 's', '@id': 'D1' },
    ];
    const sets = [{ '@id': 's', data: [{ '@id': 'D1', key: 'label', value: 'noun' }] }];
    const file = input(
      'a.json',
      store([annotation('a', select(7, 10), data), annotation('b', select(-3, -0))], {
        annotationsets: sets,
      }),
    );
    const { documents, problems, notices } = parse(file);
    expect([problems, notices]).toEqual([[], []]);
    expect(documents[0]).toMatchObject({ id: 'r', text: '🚋 one\ntwo' });
    expect(documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['two', 'two']);
    expect(documents[0]?.annotations[0]).toMatchObject({
      label: 'noun',
      layer: 'entity',
      attributes: {
        n: { is: 'values', values: ['3'] },
        l: { is: 'values', values: ['true', 'x'] },
        z: { is: 'none' },
      },
    });
  });

  test('a text in a file beside the store', () => {
    const file = input(
      'a.json',
      store([annotation('a', select(0, 1))], { resources: [{ '@id': 'r', '@include': 'r.txt' }] }),
    );
    expect(parse(file, input('r.txt', 'xy')).documents[0]?.annotations[0]?.quote).toBe('x');
    expect(messages(parse(file).problems)).toEqual([
      'The resource “r” needs the text “r.txt”. Choose it together with this file.',
    ]);
  });

  test('what cannot be taken is left out and said; the rest goes in', () => {
    const relation = (source: string, target: string) => ({
      '@type': 'DirectionalSelector',
      selectors: [source, target].map((id) => ({ '@type': 'AnnotationSelector', annotation: id })),
    });
    const file = input(
      'a.json',
      store([
        annotation('good', select(0, 1)),
        annotation('good', select(2, 5)),
        annotation('reversed', select(3, 2)),
        annotation('empty', select(2, 2)),
        annotation('past', select(2, 99)),
        annotation('before', select(-99, -1)),
        annotation('fraction', select(0.5, 2)),
        annotation('text', select('0', '1')),
        annotation('elsewhere', select(0, 1, 'other')),
        annotation('multi', { '@type': 'MultiSelector', selectors: [select(0, 1)] }),
        annotation('dangling', relation('good', 'nobody')),
        annotation('dangling too', relation('nobody', 'good')),
        annotation('data', select(0, 1), [{ key: 'x', value: {} }, 7]),
        7,
      ]),
    );
    const { documents, problems, notices } = parse(file);
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['good', null, 'data']);
    expect(documents[0]?.relations).toEqual([]);
    expect(notices).toHaveLength(13);
  });

  test('files that are kept out', () => {
    const problem = (content: unknown): string => {
      const { documents, problems } = parse(input('a.json', content));
      expect(documents).toEqual([]);
      return messages(problems).join(' ');
    };
    expect(problem({})).toContain('no annotation store');
    expect(problem('{"@type"')).toContain('breaks off');
    expect(problem(store([], { resources: [{ text: 'x' }] }))).toContain('has no "@id"');
    expect(problem(store([], { resources: [{ '@id': 'r', text: '\ud800' }] }).resources)).toContain('store');
    expect(problem('{"@type":"AnnotationStore","resources":[{"@id":"r","text":"\\ud800"}]}')).toContain(
      'surrogate',
    );
    expect(problem(store([], { resources: [{ '@id': 'r' }] }))).toContain('has no text');
    const twice = { '@id': 'r', text: 'x' };
    expect(problem(store([], { resources: [twice, twice] }))).toContain('Two resources');
  });

  test('nothing throws, whatever stands where', () => {
    const text = EXAMPLE.toString('utf8');
    const json = fc.jsonValue().map((value) => JSON.stringify(value));
    const places = [...text.matchAll(/: (?:"[^"]*"|\d+|\[|\{)/g)];
    fc.assert(
      fc.property(fc.nat(), json, fc.boolean(), (at, value, cut) => {
        const { index = 0, 0: found = '' } = places[at % places.length] ?? {};
        const rest = cut ? '' : text.slice(index + found.length);
        expect(() => parse(input('x.json', `${text.slice(0, index + 2)}${value}${rest}`))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
