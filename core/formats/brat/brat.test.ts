import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fragment } from '#model/annotation.ts';
import { partsByAnnotator } from '../../../test-support/by-annotator.ts';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { bySaying, connectionsOf, meaningOf } from '../../../test-support/meaning.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeDocument, InputFile, ParsedFiles, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { plainDocument } from '../spans/plain-document.ts';
import { parseBrat } from './parse.ts';
import { serialiseBrat } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const options = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };

function filesOf(folder: string): InputFile[] {
  return readdirSync(join(fixtures, folder))
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(fixtures, folder, name)) }));
}

function asInput({ files }: WrittenFiles): InputFile[] {
  return files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
}

function parseOne(text: string | Uint8Array, ann: string): ParsedFiles {
  const bytes = typeof text === 'string' ? encodeUtf8(text) : text;
  return parseBrat([
    { name: 'a.txt', bytes },
    { name: 'a.ann', bytes: encodeUtf8(ann) },
  ]);
}

function only(parsed: ParsedFiles): ExchangeDocument {
  expect(parsed.problems).toEqual([]);
  expect(parsed.documents).toHaveLength(1);
  return parsed.documents[0] as ExchangeDocument;
}

const spansIn = (document: ExchangeDocument) =>
  document.annotations.map(({ layer, label, fragments, quote }) => ({
    layer,
    label,
    at: fragments.map(({ start, end }) => [start, end]),
    quote,
  }));

describe('the example', () => {
  const parsed = parseBrat(filesOf('example'));
  const document = only(parsed);

  it('is read to the table of its README', () => {
    expect(parsed.notices).toEqual([]);
    const entity = { layer: 'entity' };
    const trams = 'Night and weekend trams cut noise';
    expect(spansIn(document)).toEqual([
      { ...entity, label: 'PERSON', at: [[9, 18]], quote: 'Ana Bo\u0308hm' },
      { layer: 'quote', label: 'DIRECT', at: [[28, 64]], quote: `“${trams}.”` },
      { layer: 'claim', label: 'FACTUAL', at: [[29, 62]], quote: trams },
      {
        ...entity,
        label: 'SERVICE',
        at: [
          [29, 34],
          [47, 52],
        ],
        quote: 'Night trams',
      },
      { ...entity, label: 'SERVICE', at: [[39, 52]], quote: 'weekend trams' },
      { ...entity, label: 'PERSON', at: [[65, 71]], quote: 'Li Wei' },
      { layer: 'stance', label: null, at: [[72, 81]], quote: 'disagrees' },
    ]);
    const [ana, , claim, , , , stance] = document.annotations;
    expect(ana).toMatchObject({
      certainty: 'sure',
      attributes: { entity: { is: 'values', values: ['Wikidata:Q00000001'] } },
    });
    expect(claim?.note).toBe('check the noise study');
    expect(stance?.attributes).toEqual({ polarity: { is: 'values', values: ['against'] } });
    expect(document.relations.map(({ type, source, target }) => [type, source, target])).toEqual([
      ['speaker', 'T5', 'T1'],
      ['holder', 'T7', 'T2'],
      ['target', 'T7', 'T6'],
    ]);
  });

  it('is written to the same meaning', () => {
    const written = serialiseBrat([document], options);
    expect(written.losses).toEqual([]);
    expect(meaningOf(only(parseBrat(asInput(written), written.names)))).toEqual(meaningOf(document));
    // And without the manifest.
    expect(meaningOf(only(parseBrat(asInput(written))))).toEqual(meaningOf(document));
  });

  it('is written with the lines and the configuration of the example', () => {
    const written = serialiseBrat([document], options);
    const sorted = (content: unknown) =>
      String(content)
        .replace(/^\w+\t/gm, '')
        .split('\n')
        .toSorted();
    const idless = (content: unknown) => sorted(String(content).replace(/\bT\d+\b/g, 'T'));
    const example = readFileSync(join(fixtures, 'example/tram-1.ann'), 'utf8');
    expect(idless(written.files[0]?.content)).toEqual(idless(example));
    expect(written.files.map(({ path }) => path)).toEqual(['tram-1.ann', 'tram-1.txt', 'annotation.conf']);
    expect(written.files[2]?.content).toBe(
      [
        '[entities]',
        'Claim_FACTUAL',
        'PERSON',
        'Quote_DIRECT',
        'SERVICE',
        'Stance',
        '',
        '[relations]',
        'holder\tArg1:Stance, Arg2:PERSON',
        'speaker\tArg1:Quote_DIRECT, Arg2:PERSON',
        'target\tArg1:Stance, Arg2:Claim_FACTUAL',
        '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>',
        '',
        '[events]',
        '',
        '[attributes]',
        'certainty\tArg:PERSON, Value:sure',
        'polarity\tArg:Stance, Value:against',
        '',
      ].join('\n'),
    );
  });
});

/** Where Python's `splitlines` ends a line. */
const LINE_ENDS = [0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029].map((code) =>
  String.fromCharCode(code),
);
const LINE_END = new RegExp(`[${LINE_ENDS.join('')}]`, 'u');
const BREAKS = ['\t', ...LINE_ENDS];

/** Every line by brat's own rules, in code points: TEXT equals the text, one line each, ids unique. */
function checkAsBrat(written: WrittenFiles) {
  const contents = new Map(written.files.map(({ path, content }) => [path, String(content)]));
  for (const [path, content] of contents) {
    if (!path.endsWith('.ann')) continue;
    const text = [...(contents.get(path.replace('.ann', '.txt')) ?? '')];
    const lines = content.split(LINE_END).slice(0, -1);
    const ids = lines.map((line) => line.split('\t')[0]).filter((id) => id !== '*');
    expect(new Set(ids).size).toBe(ids.length);
    for (const line of lines) {
      if (!line.startsWith('T')) {
        expect(line).toMatch(/^(?:[RAN#]\d+|\*)\t[A-Za-z0-9]\S* \S/u);
        continue;
      }
      const [, data, quote, ...more] = line.split('\t');
      expect(more).toEqual([]);
      const [type, ...rest] = (data ?? '').split(' ');
      expect(type).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]*$/);
      const places = rest
        .join(' ')
        .split(';')
        .map((place) => place.split(' ').map(Number));
      expect(places.map(([start, end]) => text.slice(start, end).join('')).join(' ')).toBe(quote);
      for (const [index, place] of places.entries()) {
        expect(place[0]).toBeLessThan(place[1] as number);
        if (index > 0) expect(place[0]).toBeGreaterThan(places[index - 1]?.[1] as number);
      }
    }
  }
}

/** A fragment that brat cannot mark at all, by its characters alone. */
const isLineEnds = (words: string) =>
  [...words].every((character) => BREAKS.includes(character) || character.trim() === '') &&
  [...words].some((character) => BREAKS.includes(character));

function checkRoundTrip(documents: readonly ExchangeDocument[]) {
  const written = serialiseBrat(documents, options);
  checkAsBrat(written);
  const parsed = parseBrat(asInput(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.notices).toEqual([]);
  const parts = partsByAnnotator(documents);
  expect(parsed.documents.map(({ text }) => text)).toEqual(parts.map(({ text }) => text));
  for (const [index, document] of parts.entries()) {
    const ids = new Set(document.annotations.map(({ id }) => id));
    const back = parsed.documents[index] as ExchangeDocument;
    const losses = written.losses.filter(
      ({ documentId, why }) => documentId === document.id && !why.includes('a link to a stretch'),
    );
    const of = (what: string) =>
      new Set(
        losses
          .filter(({ what: kind, annotationId }) => kind === what && ids.has(annotationId))
          .map(({ annotationId }) => annotationId),
      );
    const areLineEnds = (fragments: readonly Fragment[]) =>
      fragments.every(({ start, end }) => isLineEnds(document.text.slice(start, end)));
    const leftOut = document.annotations
      .filter(({ fragments }) => areLineEnds(fragments))
      .map(({ id }) => id);
    expect([...of('span-left-out')]).toEqual(leftOut);
    if (parts.length > documents.length) {
      expect(back.annotations.map(({ annotator }) => annotator?.name)).toEqual(
        back.annotations.map(() => document.annotations[0]?.annotator?.name),
      );
    }
    const kept = document.annotations.filter(({ id }) => !leftOut.includes(id));
    const backOf = new Map(back.annotations.map((annotation) => [annotation.id, annotation]));
    const changed = kept.filter((annotation, at) => {
      const { fragments } = backOf.get(`T${at + 1}`) as ExchangeDocument['annotations'][number];
      return JSON.stringify(fragments) !== JSON.stringify(annotation.fragments);
    });
    // Reported as changed are exactly those that come back changed.
    expect(of('span-changed')).toEqual(new Set(changed.map(({ id }) => id)));
    const asRead = new Map(kept.map(({ id }, at) => [id, backOf.get(`T${at + 1}`)]));
    const expected = {
      ...document,
      annotations: document.annotations.map((annotation) => {
        const { fragments, quote } = asRead.get(annotation.id) ?? annotation;
        return { ...annotation, fragments, quote };
      }),
    };
    expect(withoutSubSpans(meaningOf(back))).toEqual(
      withoutSubSpans(meaningOf(expected, new Set(leftOut), areLineEnds)),
    );
  }
  const before = connectionsOf(documents);
  const after = connectionsOf(parsed.documents);
  const lost = (kind: string) => written.losses.filter(({ what }) => what === kind).length;
  expect(lost('relation-dropped')).toBe(before.relations - after.relations);
  // A span that is left out takes its links along.
  if (lost('span-left-out') === 0) expect(lost('attribute-dropped')).toBe(before.links - after.links);
  return written;
}

/** A cue at a line end is cut as a span is; where, the spans show. */
function withoutSubSpans(meaning: ReturnType<typeof meaningOf>) {
  const { annotations, relations } = JSON.parse(
    JSON.stringify(meaning, (_, value: unknown) =>
      typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'fragments'
        ? { kind: 'fragments' }
        : value,
    ),
  ) as { annotations: unknown[]; relations: unknown[] };
  return { annotations: annotations.toSorted(bySaying), relations };
}

describe('round trip', () => {
  it('keeps what it promises, and reports the rest exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => void checkRoundTrip(documents)),
      { numRuns: 150 },
    );
  }, 30_000);

  it('keeps the nasty documents', () => {
    const { losses, files, names } = checkRoundTrip(nastyDocuments());
    const counts = new Map<string, number>();
    for (const { what } of losses) counts.set(what, (counts.get(what) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      'name-changed': 5,
      // Ends at a vertical tab.
      'span-changed': 1,
    });
    expect(names['span entity:Größe der Stadt']).toBe('Gr__e_der_Stadt');
    expect(files.map(({ path }) => path).filter((path) => path.endsWith('.txt'))).toEqual([
      'annotator-ann/trams-quotes-tags.txt',
      'annotator-bob/trams-quotes-tags.txt',
      'trams-quotes-tags_2.txt',
      'one-character.txt',
    ]);
  });

  it('writes nothing but the configuration of no documents', () => {
    const written = serialiseBrat([], options);
    expect(written.files.map(({ path }) => path)).toEqual(['annotation.conf']);
    expect(parseBrat(asInput(written), written.names)).toEqual({ documents: [], problems: [], notices: [] });
  });

  it('leaves out layers that were not chosen, and says so of what needs them', () => {
    const [document] = parseBrat(filesOf('example')).documents as [ExchangeDocument];
    const written = serialiseBrat([document], { ...options, layers: ['quote'] });
    expect(written.files[0]?.content).toBe('T1\tQuote_DIRECT 27 63\t“Night and weekend trams cut noise.”\n');
    expect(written.losses.map(({ what }) => what)).toEqual(Array(3).fill('relation-dropped'));
  });
});

describe('the tutorial of brat', () => {
  const { documents, problems, notices } = parseBrat(filesOf('news-tutorial'));

  it('is read with these counts', () => {
    expect(problems).toEqual([]);
    expect(
      documents.map(({ title, annotations, relations }) => [title, annotations.length, relations.length]),
    ).toEqual([
      ['000-introduction', 7, 6],
      ['010-navigation', 0, 0],
      ['020-top_bar', 0, 0],
      ['030-login', 0, 0],
      ['040-text_span_annotation', 4, 0],
      ['050-editing_text_span_annotations', 6, 0],
      ['060-relation_annotation', 10, 3],
      ['070-editing_relation_annotations', 9, 4],
      ['080-event-annotation', 21, 10],
      ['090-event_structures', 22, 12],
      ['100-attribute_annotation', 26, 20],
      ['110-note_annotation', 14, 8],
      ['999-complete', 0, 0],
    ]);
    expect(notices.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      '060-relation_annotation.ann:6 The group “Alias” became relations from each of its spans to the next.',
      '070-editing_relation_annotations.ann:6 The group “Alias” became relations from each of its spans to the next.',
      '110-note_annotation.ann:12 #3 is a note on R1, which is no span or event that is there. Left out.',
    ]);
  });

  it('has events as triggers with relations', () => {
    const [document] = documents as [ExchangeDocument];
    expect(document.annotations.find(({ id }) => id === 'T3')).toMatchObject({
      layer: 'event',
      label: 'Transfer-money',
      attributes: { Confidence: { is: 'values', values: ['High'] } },
    });
    expect(document.relations.map(({ type, source, target }) => `${source} ${type} ${target}`)).toEqual([
      'T6 Origin T7',
      'T4 Family T5',
      'T3 Giver-Arg T1',
      'T3 Money-Arg T2',
      'T3 Beneficiary-Arg T4',
      'T3 Recipient-Arg T6',
    ]);
    const merger = documents.find(({ title }) => title === '080-event-annotation');
    expect(new Set(merger?.relations.map(({ type }) => type))).toEqual(new Set(['Org-Arg']));
  });
});

describe('offsets in another unit', () => {
  const text = '🚋 Ana Böhm 🚋 went\nhome 🚋 today';
  const cases: readonly [string, string | Uint8Array, string][] = [
    ['UTF-16 units', text, 'T1\tP 3 6\tAna\nT2\tP 28 33\ttoday\n'],
    [
      'code points, with two for each line end',
      text.replace('\n', '\r\n'),
      'T1\tP 2 5\tAna\nT2\tP 26 31\ttoday\n',
    ],
    ['bytes of UTF-8', text, 'T1\tP 5 8\tAna\nT2\tP 35 40\ttoday\n'],
  ];
  it.each(cases)('%s are recognised by TEXT', (unit, given, ann) => {
    const parsed = parseOne(given, ann);
    expect(spansIn(only(parsed)).map(({ quote }) => quote)).toEqual(['Ana', 'today']);
    expect(parsed.notices.map(({ message }) => message)).toEqual([
      `The offsets count ${unit}, and not code points; they were converted.`,
    ]);
  });

  it('that count a byte order mark are moved', () => {
    const parsed = parseOne(`\ufeff${text}`, 'T1\tP 3 6\tAna\n');
    expect(spansIn(only(parsed))).toEqual([{ layer: 'entity', label: 'P', at: [[3, 6]], quote: 'Ana' }]);
    expect(parsed.notices).toHaveLength(1);
  });

  it('are not shifted for single spans', () => {
    const parsed = parseOne(text, 'T1\tP 2 5\tAna\nT2\tP 3 6\tAna\n');
    expect(spansIn(only(parsed))).toHaveLength(1);
    expect(parsed.notices).toEqual([
      {
        file: 'a.ann',
        line: 2,
        message: 'T2: the span 3–6 (code points) has the text “na ” and not “Ana”. Left out.',
      },
    ]);
  });
});

describe('what cannot be taken', () => {
  const text = 'Ana met Li 🚋.\n';
  const cases: readonly [string, string, number][] = [
    ['past the end', 'T2\tP 8 99\tLi', 1],
    ['negative', 'T2\tP -1 3\tAna', 1],
    ['reversed', 'T2\tP 3 0\tAna', 1],
    ['empty', 'T2\tP 3 3\t', 1],
    ['not a number', 'T2\tP a 3\tAna', 1],
    ['a fraction', 'T2\tP 0.5 3\tAna', 1],
    ['no TEXT and no tab', 'T2', 1],
    ['another text', 'T2\tP 8 10\tLo', 1],
    ['a duplicate id', 'T1\tP 8 10\tLi', 1],
    ['an id without a number', 'T\tP 8 10\tLi', 1],
    ['an unknown kind', 'X1\tP 8 10\tLi', 1],
    ['a dangling relation', 'R1\tknows Arg1:T1 Arg2:T9', 1],
    ['a relation of one', 'R1\tknows Arg1:T1', 1],
    ['an attribute of nothing', 'A1\tNegation T9', 1],
    ['an event without a trigger', 'E1\tMeet:T9 Who:T1', 1],
    ['a note on nothing', '#1\tAnnotatorNotes T9\twhat', 1],
    ['a note of another kind', '#1\tAnnotationError T1\twhat', 1],
    ['a group of one', '*\tEquiv T1', 1],
    ['a group with a stranger', '*\tEquiv T1 T9', 2],
    ['words', 'hello', 1],
  ];
  it.each(cases)('is named by its line: %s', (_, line, count) => {
    const parsed = parseOne(text, `T1\tP 0 3\tAna\n\n${line}\n`);
    expect(spansIn(only(parsed))).toEqual([{ layer: 'entity', label: 'P', at: [[0, 3]], quote: 'Ana' }]);
    expect(parsed.notices.map(({ file, line: at }) => [file, at])).toEqual(Array(count).fill(['a.ann', 3]));
  });

  it('keeps files out whose text is missing or not UTF-8', () => {
    const ann = { name: 'b/a.ann', bytes: encodeUtf8('T1\tP 0 3\tAna\n') };
    expect(parseBrat([ann])).toEqual({
      documents: [],
      problems: [
        { file: 'b/a.ann', line: null, message: expect.stringContaining('b/a.txt, is not among the files') },
      ],
      notices: [],
    });
    const latin = { name: 'b/a.txt', bytes: Uint8Array.of(0x41, 0x0a, 0xe9) };
    const parsed = parseBrat([ann, latin]);
    expect(parsed.documents).toEqual([]);
    expect(parsed.problems).toMatchObject([{ file: 'b/a.txt', line: 2 }]);
  });

  it('takes a text alone, and says of other files that they were not read', () => {
    const parsed = parseBrat([
      { name: 'a.txt', bytes: encodeUtf8(text) },
      { name: 'photo.png', bytes: Uint8Array.of(1) },
    ]);
    expect(only(parsed)).toEqual(plainDocument('a.txt', text));
    expect(parsed.notices.map(({ file }) => file)).toEqual(['a.txt', 'photo.png']);
  });

  it('takes old line ends in TEXT, and joins what they part', () => {
    const parsed = parseOne(
      'one\ntwo',
      'T1\tP 0 7\tone two\nT2\tP 0 3;4 7\tone two\nT3\t__proto__ 0 3\tone\nA1\t__proto__ T1 x\n',
    );
    expect(spansIn(only(parsed)).map(({ at, label }) => [at, label])).toEqual([
      [[[0, 7]], 'P'],
      [[[0, 7]], 'P'],
      [[[0, 3]], '__proto__'],
    ]);
    expect(parsed.notices).toEqual([]);
    expect(Object.keys(only(parsed).annotations[0]?.attributes ?? {})).toEqual(['__proto__']);
  });

  it('survives any cut and any noise', () => {
    const ann = readFileSync(join(fixtures, 'news-tutorial/000-introduction.ann'), 'utf8');
    const txt = readFileSync(join(fixtures, 'news-tutorial/000-introduction.txt'), 'utf8');
    const noise = fc.tuple(fc.nat(ann.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 }));
    fc.assert(
      fc.property(noise, ([at, length, words]) => {
        const parsed = parseOne(txt, ann.slice(0, at) + words + ann.slice(at + length));
        expect(parsed.documents.length + parsed.problems.length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
