import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asGoldDocument } from '../../../test-support/as-gold.ts';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeDocument, InputFile, OutputFile, ParsedFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { w3cCodec } from './codec.ts';

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };

const inputs = (files: readonly OutputFile[]): InputFile[] =>
  files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
const input = (name: string, content: unknown): InputFile => ({
  name,
  bytes: encodeUtf8(typeof content === 'string' ? content : JSON.stringify(content)),
});
const fixture = (name: string): InputFile => ({
  name,
  bytes: readFileSync(new URL(`fixtures/${name}`, import.meta.url)),
});
const parse = (...files: InputFile[]): ParsedFiles => w3cCodec.parse?.(files) as ParsedFiles;
const messages = (list: ParsedFiles['problems']): string[] => list.map(({ message }) => message);
const byId = (documents: readonly ExchangeDocument[]) =>
  documents.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));

/** The tram document as the example has it: annotators have ids, relations have none, states are not there. */
function tram(): ExchangeDocument {
  const document = tramDocument();
  const annotator = { id: 'ann1', name: 'ann1' };
  const uuid = (number: string): string => `6f1c5f0e-0000-4000-8000-0000000000${number}`;
  const ids: Readonly<Record<string, string>> = {
    e1: uuid('01'),
    e2: uuid('02'),
    e3: uuid('03'),
    e4: uuid('04'),
    q1: uuid('05'),
    c1: uuid('06'),
    s1: uuid('07'),
    r1: uuid('51'),
    r2: uuid('52'),
    r3: uuid('53'),
  };
  const named = (id: string | null): string => ids[id ?? ''] ?? '';
  return {
    ...document,
    states: [],
    annotations: document.annotations.map((annotation) => ({
      ...annotation,
      id: named(annotation.id),
      annotator,
      createdAt: '2026-01-05T10:00:00.000Z',
    })),
    relations: document.relations.map((relation) => ({
      ...relation,
      id: named(relation.id),
      source: named(relation.source),
      target: named(relation.target),
      annotator: null,
    })),
  };
}

describe('round trip', () => {
  test('what is written is read back the same, without a loss', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const written = w3cCodec.serialise?.(documents, NEWS);
        expect(written?.losses).toEqual([]);
        const parsed = parse(...inputs(written?.files ?? []));
        expect(parsed.problems).toEqual([]);
        expect(parsed.notices).toEqual([]);
        expect(byId(parsed.documents)).toEqual(byId(documents));
        expect(w3cCodec.serialise?.(documents, NEWS)).toEqual(written);
      }),
      { numRuns: 60 },
    );
  });

  test('gold too, which is a collection of its own with that label', () => {
    fc.assert(
      fc.property(exchangeDocuments, (given) => {
        const documents = given.map(asGoldDocument);
        const written = w3cCodec.serialise?.(documents, { ...NEWS, gold: true });
        const parsed = parse(...inputs(written?.files ?? []));
        expect([written?.losses, parsed.problems, parsed.notices]).toEqual([[], [], []]);
        expect(byId(parsed.documents)).toEqual(byId(documents));
        const collections = (written?.files ?? []).filter(({ path }) => path.endsWith('.jsonld'));
        for (const { content } of collections) {
          expect(JSON.parse(String(content))).toMatchObject({
            id: expect.stringMatching(/:gold$/),
            label: 'gold',
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the nasty document', () => {
    const documents = nastyDocuments();
    const written = w3cCodec.serialise?.(documents, NEWS);
    expect(written?.losses).toEqual([]);
    expect(parse(...inputs(written?.files ?? []))).toEqual({ documents, problems: [], notices: [] });
  });

  test('values that look like our words, names that look like our names', () => {
    const document = tramDocument();
    const values = ['none', '\\none', '@article', '@text:x', 'a=b', '', '\\'];
    const attributes = Object.fromEntries([
      ...values.map((value, index) => [`a=%3D${index}`, { is: 'values', values: [value] }]),
      ['certainty', { is: 'values', values }],
      ['attribute:x', { is: 'none' }],
    ]) as ExchangeDocument['annotations'][0]['attributes'];
    const annotations = document.annotations.map((one) => ({
      ...one,
      attributes,
      layer: 'a:b%3A',
      label: null,
    }));
    const documents = [{ ...document, annotations }];
    const written = w3cCodec.serialise?.(documents, { ...TRAM, layers: ['a:b%3A'] });
    expect(parse(...inputs(written?.files ?? []))).toEqual({ documents, problems: [], notices: [] });
  });

  test('positions count code points and quotes are what stands there', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        for (const { path, content } of w3cCodec.serialise?.(documents, NEWS).files ?? []) {
          if (!path.endsWith('.jsonld')) continue;
          const { first, total } = JSON.parse(String(content)) as {
            total: number;
            first: { items: { target: unknown }[] };
          };
          expect(total).toBe(first.items.length);
          const title = path.replace(/^(.*)\.jsonld$/, 'texts/$1.txt');
          const files = w3cCodec.serialise?.(documents, NEWS).files ?? [];
          const characters = Array.from(String(files.find((file) => file.path === title)?.content));
          for (const target of first.items.flatMap((item) => [item.target].flat())) {
            const selectors = (target as { selector?: [Record<string, number>, Record<string, string>] })
              .selector;
            if (selectors === undefined) continue;
            const [{ start = 0, end = 0 }, { exact, prefix = '', suffix = '' }] = selectors;
            expect(characters.slice(start, end).join('')).toBe(exact);
            expect(characters.slice(0, start).join('').endsWith(prefix)).toBe(true);
            expect(characters.slice(end).join('').startsWith(suffix)).toBe(true);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('relations of layers that are not exported are losses', () => {
    const written = w3cCodec.serialise?.([tram()], { ...TRAM, layers: ['entity'] });
    expect(written?.losses.map(({ what }) => what)).toEqual(Array(3).fill('relation-dropped'));
  });
});

describe('the example', () => {
  test('is read as its README says', () => {
    expect(parse(fixture('tram-1.jsonld'), fixture('texts/tram-1.txt'))).toEqual({
      documents: [tram()],
      problems: [],
      notices: [],
    });
  });

  test('is written with its meaning', () => {
    const [file] = w3cCodec.serialise?.([tram()], TRAM).files ?? [];
    const items = (text: string) =>
      JSON.parse(text).first.items.map((item: Record<string, unknown>) => ({
        ...item,
        created: typeof item.created === 'string' ? new Date(item.created) : null,
      }));
    const [about, ...rest] = items(String(file?.content));
    expect(about).toMatchObject({ motivation: 'describing', target: 'texts/tram-1.txt' });
    expect(rest).toEqual(items(new TextDecoder().decode(fixture('tram-1.jsonld').bytes)));
  });
});

test('a real file: positions are stale, and what stands around the quotes is there three times too', () => {
  const { documents, problems, notices } = parse(
    fixture('annotations.w3c.json'),
    fixture('annotations.w3c.source.txt'),
  );
  expect(problems).toEqual([]);
  expect(documents.map(({ annotations }) => annotations)).toEqual([[]]);
  const undecided =
    'its quote is 3 times in the text, and what stands before and after it does not decide; left out.';
  expect(messages(notices)).toEqual([
    '“annotations.w3c.source.txt” is taken for the text “https://www.gutenberg.org/files/1727/1727-h/1727-h.htm”.',
    `The annotation 9b6aa528-660a-4551-8265-66f45c61acab: ${undecided}`,
    `The annotation 51b54efc-cd3c-4667-91ab-3b24acba9b39: ${undecided}`,
    'The annotation 45d77d69-b9c9-419e-b6f3-672222bb3a23: its quote is not in the text; left out.',
    `The annotation d254db75-0950-4cd0-89c9-6a41af09bd06: ${undecided}`,
    `The annotation 7bae8714-63d9-4e31-9458-ca3aa465bd1b: ${undecided}`,
  ]);
});

test('its beginning alone, where the quotes are there once: four are found again', () => {
  const whole = new TextDecoder().decode(fixture('annotations.w3c.source.txt').bytes);
  const { documents, notices } = parse(
    fixture('annotations.w3c.json'),
    input('source.txt', whole.slice(0, 5000)),
  );
  expect(documents[0]?.annotations.map(({ quote, layer, label }) => [quote, layer, label])).toEqual([
    ['death in battle or by shipwreck', 'entity', null],
    ['im. But as years went by, there came a time when', 'entity', null],
    ['t as years went by, the', 'entity', null],
    ['d to marry him. But as years we', 'entity', null],
  ]);
  expect(messages(notices).at(-1)).toBe(
    '4 positions do not fit the text; they were found again by their quotes. Check them, the text may have changed.',
  );
});

describe('files of others', () => {
  test('with a collection labelled gold are what was adjudicated', () => {
    const about = (id: string, exact: string) => ({
      id,
      type: 'Annotation',
      body: { type: 'TextualBody', purpose: 'tagging', value: 'person' },
      target: { source: 'a.txt', selector: { type: 'TextQuoteSelector', exact } },
    });
    const collection = (label: unknown, item: object) => ({
      type: 'AnnotationCollection',
      label,
      first: { type: 'AnnotationPage', items: [item] },
    });
    const { documents } = parse(
      input('a.txt', 'Ana met Bo.'),
      input('a.jsonld', [
        collection(['Gold'], about('x:1', 'Ana')),
        collection('golden', about('x:2', 'Bo')),
      ]),
    );
    expect(documents[0]?.annotations).toMatchObject([
      { quote: 'Ana', origin: 'adjudicated' },
      { quote: 'Bo', origin: null },
    ]);
  });

  const TEXT = input('a.txt', '🚋 one two one');
  const context = 'http://www.w3.org/ns/anno.jsonld';
  const position = (start: number, end: number) => ({ type: 'TextPositionSelector', start, end });
  const quote = (exact: string, more = {}) => ({ type: 'TextQuoteSelector', exact, ...more });
  const annotation = (id: string, target: unknown, more = {}) => ({
    '@context': context,
    id,
    type: 'Annotation',
    body: { type: 'TextualBody', purpose: 'tagging', value: 'x' },
    target,
    ...more,
  });
  const on = (...selector: unknown[]) => ({ source: 'a.txt', selector });

  test('positions in UTF-16 units are known by the quotes', () => {
    const list = [
      annotation('a', on(position(3, 6), quote('one'))),
      annotation('b', on(position(7, 10), quote('two'))),
    ];
    const { documents, notices } = parse(input('a.json', list), TEXT);
    expect(documents[0]?.annotations.map((one) => [one.id, one.quote, one.layer, one.label])).toEqual([
      ['a', 'one', 'entity', 'x'],
      ['b', 'two', 'entity', 'x'],
    ]);
    expect(messages(notices)).toEqual(['The positions count UTF-16 units; they were converted.']);
  });

  test('positions that are nowhere are named as they are in the file, and one that moved as one', () => {
    const list = [annotation('a', on(position(2.5, 6))), annotation('b', on(position(0, 1), quote('two')))];
    const { notices } = parse(input('a.json', list), TEXT);
    expect(messages(notices)).toEqual([
      'The annotation a: its position 2.5–6 (code points) is not a stretch of the text; left out.',
      '1 position does not fit the text; it was found again by its quote. Check it, the text may have changed.',
    ]);
  });

  test('selectors: refined paths, RFC 5147, quotes with prefix, groups of targets', () => {
    const xpath = { type: 'XPathSelector', value: '/p', refinedBy: position(0, 1) };
    const list = [
      annotation('path', on({ ...xpath, refinedBy: quote('two') })),
      annotation('path alone', on(xpath)),
      annotation('rfc', on({ type: 'FragmentSelector', value: 'char=2,5' })),
      annotation('prefix', on(quote('one', { prefix: 'two ' }))),
      annotation('both', on(quote('one'))),
      annotation('group', { type: 'Composite', items: [on(quote('two')), on(position(0, 1))] }),
    ];
    const { documents, notices } = parse(input('a.json', { '@graph': list }), TEXT);
    expect(documents[0]?.annotations.map(({ id, fragments }) => [id, ...fragments])).toEqual([
      ['path', { start: 7, end: 10 }],
      ['rfc', { start: 3, end: 6 }],
      ['prefix', { start: 11, end: 14 }],
      ['group', { start: 0, end: 2 }, { start: 7, end: 10 }],
    ]);
    expect(messages(notices)).toEqual([
      'The annotation path alone has targets that cannot be read, or that lie in several texts; left out.',
      'The annotation both: its quote is 2 times in the text, and what stands before and after it does not decide; left out.',
      'The annotation group has 2 targets in one text and became one span of several parts.',
    ]);
  });

  test('what cannot be taken is left out and said; the rest goes in', () => {
    const ok = on(position(2, 5));
    const list = [
      annotation('good', ok, { created: 'yesterday' }),
      annotation('good', ok),
      annotation('negative', on(position(-1, 2))),
      annotation('reversed', on(position(5, 2))),
      annotation('past', on(position(2, 999))),
      annotation('fraction', on(position(0.5, 2))),
      annotation('whole', 'a.txt'),
      annotation('link', 'good', { motivation: 'linking', body: 'nobody' }),
      annotation('several', [on(position(0, 1)), { source: 'b.txt', selector: position(0, 1) }]),
      annotation('image', ok, { body: ['https://example.org/x.png', 7] }),
      { type: 'Other' },
    ];
    const { documents, problems, notices } = parse(input('a.json', list), TEXT);
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['good', null, 'image']);
    expect(messages(notices)).toHaveLength(12);
    expect(messages(notices)).toContain(
      'The relation “linking” needs the annotation “nobody”, which is not there; left out.',
    );
  });

  test('keys such as __proto__ are names like others', () => {
    const body = [{ type: 'TextualBody', purpose: 'describing', value: '__proto__=x' }];
    const { documents } = parse(input('a.json', annotation('a', on(position(2, 5)), { body })), TEXT);
    expect(Object.entries(documents[0]?.annotations[0]?.attributes ?? {})).toEqual([
      ['__proto__', { is: 'values', values: ['x'] }],
    ]);
  });

  test('a purpose may be called “constructor” (found by the fuzzer)', () => {
    const body = [{ type: 'TextualBody', purpose: 'constructor', value: 'x' }];
    const { documents, problems } = parse(
      input('a.json', annotation('a', on(position(2, 5)), { body })),
      TEXT,
    );
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations).toHaveLength(1);
  });

  test('files that are kept out', () => {
    const one = JSON.stringify(annotation('a', on(position(2, 5))));
    const problem = (...files: InputFile[]): string => {
      const { documents, problems } = parse(...files);
      expect(documents).toEqual([]);
      return `${problems[0]?.file}:${problems[0]?.line} ${problems[0]?.message}`;
    };
    expect(problem(input('a.json', one))).toContain('a.json:null The text “a.txt” is missing.');
    const page = JSON.stringify({
      ...annotation('a', {}),
      target: { source: 'https://example.org/news/page.html?a#b', selector: position(2, 5) },
    });
    expect(problem(input('a.json', page))).toContain('is missing. Choose it, as “page.txt”, together');
    expect(
      parse(input('a.json', page), { ...TEXT, name: 'page.txt' }, input('b.txt', 'x')).documents,
    ).toHaveLength(1);
    expect(problem(input('a.json', `\n${one.slice(0, 50)}`), TEXT)).toContain('a.json:2 The file breaks off');
    expect(problem(input('a.json', '{"a":\n]'), TEXT)).toContain('a.json:2 This is not JSON');
    expect(problem(input('a.json', '{}'), TEXT)).toContain('no annotations of the W3C');
    expect(problem({ name: 'a.json', bytes: Uint8Array.of(0x22, 0xff) }, TEXT)).toContain('not UTF-8');
    expect(problem(input('a.json', '['.repeat(100_000)), TEXT)).toContain('breaks off');
    expect(problem(input('a.json', '['.repeat(5_000) + ']'.repeat(5_000)), TEXT)).toContain('no annotations');
  });

  test('nothing throws, whatever stands where', () => {
    const [file] = w3cCodec.serialise?.([tram()], TRAM).files ?? [];
    const text = String(file?.content);
    const json = fc.jsonValue().map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(fc.nat(), json, (at, value) => {
        // Puts any value in the place of one of the values of a good file.
        const places = [...text.matchAll(/: (?:"[^"]*"|\d+|\[|\{)/g)];
        const place = places[at % places.length];
        const changed = `${text.slice(0, (place?.index ?? 0) + 2)}${value}${text.slice((place?.index ?? 0) + (place?.[0].length ?? 0))}`;
        expect(() => parse(input('x.jsonld', changed), fixture('texts/tram-1.txt'))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
