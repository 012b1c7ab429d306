import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { fileIn, inputOf } from '../../../test-support/input-file.ts';
import { inputsOf } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument, WriteOptions, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { prodigyCodec } from './codec.ts';
import { parseProdigy } from './parse.ts';
import { serialiseProdigy } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const optionsOf = (layers: readonly string[]): WriteOptions => ({ ...DEFAULT_WRITE_OPTIONS, layers });

interface Span {
  readonly start: number;
  readonly end: number;
  readonly token_start: number;
  readonly token_end: number;
  readonly label: string;
}

interface Example {
  readonly text: string;
  readonly tokens: readonly { text: string; start: number; end: number; id: number; ws: boolean }[];
  readonly spans: readonly Span[];
  readonly relations?: readonly {
    head: number;
    child: number;
    head_span: Span;
    child_span: Span;
    label: string;
  }[];
}

function examplesIn({ files }: Pick<WrittenFiles, 'files'>, name: string): Example[] {
  const content = String(files.find(({ path }) => path === name)?.content);
  return content.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Example]));
}

const exampleOf = (name: string) =>
  JSON.parse(new TextDecoder().decode(fileIn(fixtures, name).bytes)) as Example;

/** What an example says, by its characters: how its text is cut into tokens is another matter. */
const saidBy = ({ text, spans, relations = [] }: Example) => ({
  text,
  spans: spans.map(({ start, end, label }) => `${start} ${end} ${label}`).toSorted(),
  relations: relations.map(
    ({ head_span: a, child_span: b, label }) => `${a.start} ${a.end} ${label} ${b.start} ${b.end}`,
  ),
});

/** The rules of formats.md 10 for tokens, spans and relations. */
function checkTokens({ text, tokens, spans, relations = [] }: Example): void {
  const characters = Array.from(text);
  expect(tokens.map((token) => token.text + (token.ws ? ' ' : '')).join('')).toBe(text);
  for (const [index, token] of tokens.entries()) {
    expect(token.id).toBe(index);
    expect(characters.slice(token.start, token.end).join('')).toBe(token.text);
  }
  for (const span of [...spans, ...relations.flatMap((one) => [one.head_span, one.child_span])]) {
    expect(tokens[span.token_start]?.start).toBe(span.start);
    expect(tokens[span.token_end]?.end).toBe(span.end);
  }
  for (const { head, child, head_span, child_span } of relations) {
    expect([head, child]).toEqual([head_span.token_end, child_span.token_end]);
  }
}

const overlaps = (spans: readonly Span[]): number =>
  spans.filter((a) => spans.some((b) => a !== b && a.start < b.end && b.start < a.end)).length;

function checkRoundTrip(documents: readonly ExchangeDocument[]): WrittenFiles {
  const written = serialiseProdigy(documents, optionsOf(NEWS_LAYERS));
  const parsed = parseProdigy(inputsOf(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.documents).toEqual(documents);
  for (const name of ['ner.jsonl', 'relations.jsonl', 'spans.jsonl']) {
    for (const example of examplesIn(written, name)) checkTokens(example);
  }
  for (const example of examplesIn(written, 'ner.jsonl')) expect(overlaps(example.spans)).toBe(0);
  const count = (why: string) => written.losses.filter((loss) => loss.why.startsWith(why)).length;
  const spansIn = (name: string) =>
    examplesIn(written, name).reduce((sum, { spans }) => sum + spans.length, 0);
  const annotations = documents.flatMap((document) => document.annotations);
  const left = written.losses.filter(
    ({ what, why }) => what === 'span-left-out' && why.startsWith('ner.jsonl'),
  );
  expect(spansIn('ner.jsonl')).toBe(annotations.length - left.length);
  expect(spansIn('relations.jsonl')).toBe(spansIn('spans.jsonl') - count('relations.jsonl'));
  return written;
}

describe('the example', () => {
  it('is written with the meaning of the example', () => {
    const written = serialiseProdigy([tramDocument()], optionsOf(TRAM_LAYERS));
    const [ner] = examplesIn(written, 'ner.jsonl') as [Example];
    expect(saidBy(ner)).toEqual(saidBy(exampleOf('example/ner.jsonl')));
    const [relations] = examplesIn(written, 'relations.jsonl') as [Example];
    const example = saidBy(exampleOf('example/relations.jsonl'));
    // Both fragments of e3 carry the relation that joins them; e4, which overlaps one, has to go for it.
    expect(saidBy(relations)).toEqual({
      ...example,
      spans: [
        ...example.spans.filter((span) => span !== '38 51 entity:SERVICE'),
        '28 33 entity:SERVICE',
        '46 51 entity:SERVICE',
      ].toSorted(),
      relations: [...example.relations, '28 33 part-of-span 46 51'],
    });
    for (const { tokens } of [ner, relations])
      expect(tokens.filter(({ text }) => text === '\n')).toHaveLength(2);
    expect(written.losses.map(({ annotationId, why }) => [annotationId, why])).toEqual([
      ['e3', 'ner.jsonl holds no discontinuous spans.'],
      ['q1', 'ner.jsonl holds one layer.'],
      ['c1', 'ner.jsonl holds one layer.'],
      ['s1', 'ner.jsonl holds one layer.'],
      ['e4', 'relations.jsonl holds no overlapping spans other than those with relations.'],
    ]);
  });

  it('is read to its table', () => {
    const parsed = parseProdigy([fileIn(fixtures, 'example/relations.jsonl')]);
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    const [document] = parsed.documents;
    expect(document?.id).toBe('tram-1');
    expect(document?.annotations.map(({ layer, label, quote }) => [layer, label, quote])).toEqual([
      ['entity', 'PERSON', 'Ana Bo\u0308hm'],
      ['entity', 'PERSON', 'Li Wei'],
      ['entity', 'SERVICE', 'weekend trams'],
      ['quote', 'DIRECT', '“Night and weekend trams cut noise.”'],
      ['claim', 'FACTUAL', 'Night and weekend trams cut noise'],
      ['stance', 'STANCE', 'disagrees'],
    ]);
    expect(document?.relations.map(({ type, source, target }) => [type, source, target])).toEqual([
      ['speaker', '#4', '#1'],
      ['holder', '#6', '#2'],
      ['target', '#6', '#5'],
    ]);
  });

  it('is read once where all files of a folder come', () => {
    const files = ['ner.jsonl', 'relations.jsonl'].map((name) => ({
      ...fileIn(fixtures, `example/${name}`),
      name,
    }));
    const parsed = parseProdigy(files);
    expect(parsed.documents).toHaveLength(1);
    expect(parsed.notices).toEqual([
      { file: 'ner.jsonl', line: null, message: expect.stringContaining('Not read') },
    ]);
  });
});

describe('round trip', () => {
  it('keeps everything, and reports what the smaller files leave out exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => void checkRoundTrip(documents)),
      { numRuns: 120 },
    );
  }, 30_000);

  it('keeps the nasty documents', () => {
    const { files } = checkRoundTrip(nastyDocuments());
    for (const { content } of files) expect(String(content)).not.toMatch(/[\u0085\u2028\u2029]/);
  });

  it('keeps one layer, without a prefix', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(...NEWS_LAYERS), (documents, layer) => {
        const written = serialiseProdigy(documents, optionsOf([layer]));
        const parsed = parseProdigy(inputsOf(written), written.names);
        expect(parsed.documents.map(({ annotations }) => annotations)).toEqual(
          documents.map(({ annotations }) => annotations.filter((one) => one.layer === layer)),
        );
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('writes the same bytes twice, and empty files of no documents', () => {
    const again = () => prodigyCodec.serialise?.(nastyDocuments(), optionsOf(NEWS_LAYERS));
    expect(again()).toEqual(again());
    expect(serialiseProdigy([], optionsOf(NEWS_LAYERS)).files.map(({ content }) => content)).toEqual([
      '',
      '',
      '',
    ]);
  });

  it('takes the spans of another tool for true, and the rest from “meta” where a span is the same', () => {
    const document = tramDocument();
    const written = serialiseProdigy([document], optionsOf(TRAM_LAYERS));
    const [example] = examplesIn(written, 'spans.jsonl') as [Example];
    const spans = [
      ...example.spans.filter(({ label }) => label !== 'stance:STANCE'),
      { start: 0, end: 8, label: 'entity:ROLE' },
    ];
    const relations = example.relations?.filter(
      ({ label }) => label === 'speaker' || label === 'part-of-span',
    );
    const parsed = parseProdigy([inputOf('spans.jsonl', { ...example, spans, relations })]);
    expect(parsed.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('no longer those'),
    ]);
    const [back] = parsed.documents;
    expect(back?.annotations.map(({ id, label, certainty }) => [id, label, certainty])).toEqual([
      ['e1', 'PERSON', 'sure'],
      ['e2', 'PERSON', null],
      ['e3', 'SERVICE', null],
      ['e4', 'SERVICE', null],
      ['q1', 'DIRECT', null],
      ['c1', 'FACTUAL', null],
      [null, 'ROLE', null],
    ]);
    expect(back?.relations.map(({ type, source, target }) => [type, source, target])).toEqual([
      ['speaker', 'q1', 'e1'],
    ]);
  });
});

const TEXT = 'a 🚋 tram';
const read = (...lines: unknown[]) => parseProdigy([inputOf('a.jsonl', ...lines)]);

describe('examples', () => {
  it('that were not accepted are counted and left out', () => {
    const parsed = read(
      { text: 'a', answer: 'accept' },
      { text: 'b', answer: 'reject' },
      { text: 'c', answer: 'ignore' },
      { text: 'd' },
    );
    expect(parsed.documents.map(({ text }) => text)).toEqual(['a', 'd']);
    expect(parsed.notices[0]?.message).toContain('2 examples were rejected or ignored');
  });

  it('have an annotator and metadata', () => {
    const span = { start: 0, end: 1, label: 'X' };
    const parsed = read({
      text: 'abc',
      spans: [span],
      _annotator_id: 'news-ann',
      _session_id: 's',
      meta: { source: 'web', n: 1 },
    });
    expect(parsed.documents[0]?.annotations[0]?.annotator).toEqual({ id: null, name: 'news-ann' });
    expect(parsed.documents[0]?.metadata).toEqual({ source: 'web', n: '1' });
  });

  it('with offsets in the wrong unit are known by their tokens', () => {
    const tokens = [
      { text: 'a', start: 0, end: 1 },
      { text: '🚋', start: 2, end: 4 },
      { text: 'tram', start: 5, end: 9 },
    ];
    const parsed = read({ text: TEXT, tokens, spans: [{ start: 5, end: 9, label: 'X' }] });
    expect(parsed.documents[0]?.annotations[0]?.quote).toBe('tram');
    expect(parsed.notices[0]?.message).toContain('The offsets count UTF-16 units');
  });

  it('have relations between the last tokens of spans, and dependencies that are left out', () => {
    const spans = [
      { start: 0, end: 1, token_start: 0, token_end: 0, label: 'X' },
      { start: 4, end: 8, token_start: 2, token_end: 2, label: 'Y' },
    ];
    const parsed = read({
      text: TEXT,
      spans,
      relations: [
        { head: 0, child: 2, label: 'r' },
        { head: 1, child: 2, label: 'dep' },
      ],
    });
    expect(parsed.documents[0]?.relations).toMatchObject([{ type: 'r', source: '#1', target: '#2' }]);
    expect(parsed.notices[0]?.message).toContain('1 relation is between words');
  });
});

describe('hostile files', () => {
  it('that break off stay out with their line', () => {
    expect(read({ text: 'a' }, '{"text": "b", "spans": [{').problems).toMatchObject([{ line: 2 }]);
    expect(read({ image: 'data:' }).problems).toMatchObject([
      { line: 1, message: expect.stringContaining('The text') },
    ]);
  });

  it('with offsets that cannot be go in without these', () => {
    const bad = [
      [0, 99],
      [-1, 2],
      [3, 1],
      [2, 2],
      [0.5, 2],
      ['0', 1],
    ].map(([start, end]) => ({ start, end, label: 'X' }));
    const parsed = read({
      text: TEXT,
      spans: [...bad, { start: 0, end: 1 }, 5, { start: 4, end: 8, label: 'X' }],
    });
    expect(parsed.documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['tram']);
    expect(parsed.notices).toHaveLength(bad.length + 2);
  });

  it('whose record is not ours go in as what they show', () => {
    const options = '"options":{"layers":[],"discontinuous":"hull","overlap":"outermost"}';
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const records = [
      '5',
      '{}',
      `{${options}}`,
      `{${options},"annotations":[{"layer":"x"}]}`,
      `{${options},"a":${deep}}`,
    ];
    for (const record of records) {
      const spans = '[{"start":0,"end":1,"label":"X"}]';
      const parsed = read(`{"text":"abc","meta":{"standoff":${record}},"spans":${spans}}`);
      expect(parsed.documents[0]?.annotations).toHaveLength(1);
    }
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 3 }), (any, more) => {
        read(any);
        read({ text: 'abc', spans: any, tokens: more, relations: any, meta: more });
        read({
          text: 'abc',
          spans: [{ start: any, end: more, label: 'x', token_end: any }],
          relations: [{ head: any, child: more, label: 'x', head_span: more }],
        });
        read({ text: 'abc', meta: { standoff: any } });
      }),
    );
  });
});
