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
import { isTokenBreak } from '../tokens/tokenise.ts';
import { escapeText, escapeValue, splitUnescaped, unescapeText, unescapeValue } from './escape.ts';
import { parseTsv } from './parse.ts';
import { serialiseTsv } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const options = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };

function parseFile(name: string): ParsedFiles {
  return parseTsv([{ name, bytes: readFileSync(join(fixtures, name)) }]);
}

function parseText(content: string): ParsedFiles {
  return parseTsv([{ name: 'a.tsv', bytes: encodeUtf8(content) }]);
}

function asInput({ files }: WrittenFiles): InputFile[] {
  return files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
}

function only(parsed: ParsedFiles): ExchangeDocument {
  expect(parsed.problems).toEqual([]);
  expect(parsed.documents).toHaveLength(1);
  return parsed.documents[0] as ExchangeDocument;
}

const spansIn = (document: ExchangeDocument) =>
  document.annotations.map(
    ({ layer, label, fragments }) =>
      `${layer} ${label} ${fragments.map(({ start, end }) => `${start}-${end}`).join(',')}`,
  );

/** Relations told by the words at their ends. */
function relationsIn({ annotations, relations }: ExchangeDocument): string[] {
  const quoteOf = new Map(annotations.map(({ id, quote }) => [id, quote]));
  return relations.map(({ type, source, target }) => `${quoteOf.get(source)} ${type} ${quoteOf.get(target)}`);
}

describe('escapes', () => {
  it('come back, and leave nothing that parts cells', () => {
    const value = fc.string({ unit: fc.constantFrom(...'\\[]|_->;\t\n*tnab1') });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        const cells = values.map(escapeValue);
        expect(cells.join('|')).not.toMatch(/[\t\n]/);
        expect(splitUnescaped(cells.join('|'), '|').map(unescapeValue)).toEqual(values);
        expect(splitUnescaped(cells.join(';'), ';').map(unescapeValue)).toEqual(values);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unescapeText(escapeText(text), 3.3)).toBe(text);
        expect(escapeText(text)).not.toMatch(/[\t\n\r]/);
      }),
    );
    expect(unescapeText('a\\u00e9\\tb\\\\', 3.1)).toBe('aé\tb\\');
  });
});

describe('the example', () => {
  const document = only(parseFile('example/tram-1.tsv'));

  it('is read to the table of its README', () => {
    expect(document.text).toBe(
      'Minister Ana Bo\u0308hm 🚋 said: “Night and weekend trams cut noise.”\nLi Wei disagrees.',
    );
    expect(spansIn(document)).toEqual([
      'entity PERSON 9-18',
      'quote DIRECT 28-64',
      'claim FACTUAL 29-62',
      'entity SERVICE 29-34,47-52',
      'entity SERVICE 39-52',
      'entity PERSON 65-71',
      'stance STANCE 72-81',
    ]);
    expect(document.annotations.map(({ certainty }) => certainty)).toEqual(['sure', ...Array(6).fill(null)]);
    expect(document.annotations.at(-1)?.attributes).toEqual({
      polarity: { is: 'values', values: ['against'] },
    });
    expect(relationsIn(document).toSorted()).toEqual([
      'disagrees holder Li Wei',
      'disagrees target Night and weekend trams cut noise',
      '“Night and weekend trams cut noise.” speaker Ana Bo\u0308hm',
    ]);
  });

  it('is written to the same meaning, with the rows of the example', () => {
    const written = serialiseTsv([document], options);
    expect(written.losses).toEqual([]);
    expect(written.files.map(({ path }) => path)).toEqual(['tram-1.tsv', 'TypeSystem.xml']);
    expect(meaningOf(only(parseTsv(asInput(written), written.names)))).toEqual(meaningOf(document));
    expect(meaningOf(only(parseTsv(asInput(written))))).toEqual(meaningOf(document));
    const rowsOf = (content: unknown) =>
      String(content)
        .split('\n')
        .map((line) => line.split('\t').slice(0, 3).join('\t'));
    const example = readFileSync(join(fixtures, 'example/tram-1.tsv'), 'utf8');
    expect(rowsOf(written.files[0]?.content).slice(-22)).toEqual(rowsOf(example).slice(-22));
    expect(String(written.files[0]?.content).split('\n').slice(0, 7)).toEqual([
      '#FORMAT=WebAnno TSV 3.3',
      '#T_SP=webanno.custom.Entity|value|group|certainty',
      '#T_SP=webanno.custom.Quote|value',
      '#T_SP=webanno.custom.Claim|value',
      '#T_SP=webanno.custom.Stance|value|polarity',
      '#T_RL=webanno.custom.Relation|label|BT_uima.tcas.Annotation',
      '',
    ]);
    expect(written.files[1]?.content).toContain('<name>webanno.custom.Entity</name>');
  });
});

/** The rules that INCEpTION's reader enforces (formats.md 4), checked on the lines alone. */
function checkAsInception(content: string) {
  const lines = content.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines[0]).toBe('#FORMAT=WebAnno TSV 3.3');
  const blank = lines.indexOf('');
  expect(lines[blank + 1]).toBe('');
  const columns = lines
    .slice(1, blank)
    .map((line) => line.split('|').length - 1)
    .reduce((a, b) => a + b, 0);
  let length = 0;
  let state: 'between' | 'header' | 'tokens' = 'between';
  let sentence: string[] = [];
  let tokenEnd = 0;
  for (const line of lines.slice(blank + 2)) {
    if (line === '') {
      expect(state).toBe('tokens');
      state = 'between';
    } else if (line.startsWith('#')) {
      expect(state).not.toBe('tokens');
      state = 'header';
      sentence.push(unescapeText(line.slice('#Text='.length), 3.3));
    } else {
      const fields = line.split('\t');
      expect(fields).toHaveLength(columns + 4);
      const [begin = 0, end = 0] = (fields[1] ?? '').split('-').map(Number);
      if (state === 'header') {
        if (length > begin) length -= 1;
        expect(length).toBeLessThanOrEqual(begin);
        length = begin + sentence.join('\n').length + 1;
        sentence = [];
      }
      expect(state).not.toBe('between');
      state = 'tokens';
      if (!fields[0]?.includes('.')) {
        expect(begin).toBeGreaterThanOrEqual(tokenEnd);
        tokenEnd = end;
      }
      expect(end).toBeLessThan(length);
    }
  }
  expect(state).toBe('tokens');
}

function isBlank(words: string): boolean {
  for (let at = 0; at < words.length; at += 1) if (!isTokenBreak(words.charCodeAt(at))) return false;
  return true;
}

function checkRoundTrip(documents: readonly ExchangeDocument[]) {
  const written = serialiseTsv(documents, options);
  for (const { path, content } of written.files) if (path.endsWith('.tsv')) checkAsInception(String(content));
  const parsed = parseTsv(asInput(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.notices).toEqual([]);
  const parts = partsByAnnotator(documents);
  const kept = parts.filter(({ text }) => !isBlank(text));
  expect(parsed.documents).toHaveLength(kept.length);
  for (const document of parts) {
    const ids = new Set([null, ...document.annotations.map(({ id }) => id)]);
    const of = (what: string, link = false) =>
      written.losses
        .filter((loss) => loss.documentId === document.id && loss.what === what)
        .filter(({ why, annotationId }) => why.startsWith('A link') === link && ids.has(annotationId))
        .map(({ annotationId }) => annotationId);
    const areBlank = (fragments: readonly Fragment[]) =>
      fragments.every(({ start, end }) => isBlank(document.text.slice(start, end)));
    const leftOut = document.annotations.filter(({ fragments }) => areBlank(fragments)).map(({ id }) => id);
    expect(of('span-left-out')).toEqual(leftOut);
    const back = parsed.documents[kept.indexOf(document)];
    if (back === undefined) {
      expect(of('text-changed')).toHaveLength(1);
      continue;
    }
    if (parts.length > documents.length) {
      expect(back.annotations.map(({ annotator }) => annotator?.name)).toEqual(
        back.annotations.map(() => document.annotations[0]?.annotator?.name),
      );
    }
    const before = document.text.length - document.text.trimStart().length;
    expect(of('text-changed')).toHaveLength(back.text === document.text ? 0 : 1);
    expect(back.text.slice(before)).toBe(document.text.slice(before));
    expect(back.text.slice(0, before)).toBe(' '.repeat(before));
    // Spans come back without the white space at the edges of their fragments, and those are reported.
    const changed = new Set<string | null>();
    const annotations = document.annotations.map((annotation) => {
      const fragments = annotation.fragments.flatMap(({ start, end }) => {
        let [from, to] = [start as number, end as number];
        while (from < to && isTokenBreak(document.text.charCodeAt(from))) from += 1;
        while (to > from && isTokenBreak(document.text.charCodeAt(to - 1))) to -= 1;
        return from < to ? [{ start: from as typeof start, end: to as typeof end }] : [];
      });
      if (JSON.stringify(fragments) !== JSON.stringify(annotation.fragments)) changed.add(annotation.id);
      const quote = fragments.map(({ start, end }) => document.text.slice(start, end)).join(' ');
      return { ...annotation, fragments, quote };
    });
    for (const id of leftOut) changed.delete(id);
    expect(new Set(of('span-changed'))).toEqual(changed);
    const expected = meaningOf({ ...document, annotations }, new Set(leftOut), areBlank);
    expect(withoutSubSpans(meaningOf(back))).toEqual(withoutSubSpans(expected));
  }
  const before = connectionsOf(documents);
  const after = connectionsOf(parsed.documents);
  const lost = (kind: string) => written.losses.filter(({ what }) => what === kind).length;
  expect(lost('relation-dropped')).toBe(before.relations - after.relations);
  // A span that is left out takes its links along.
  if (lost('span-left-out') === 0) expect(lost('attribute-dropped')).toBe(before.links - after.links);
  return written;
}

/**
 * A cue loses white space at its edges as a span does; how, the spans show. Links come back in the order of the text that
 * they point at.
 */
function withoutSubSpans(meaning: ReturnType<typeof meaningOf>) {
  const { annotations, relations } = JSON.parse(
    JSON.stringify(meaning, (key, value: unknown) => {
      if (key === 'links' && Array.isArray(value)) {
        return value.map((link: unknown) => withoutWords(link)).toSorted(bySaying);
      }
      return value;
    }),
  ) as { annotations: unknown[]; relations: unknown[] };
  return { annotations: annotations.toSorted(bySaying), relations };
}

function withoutWords(link: unknown): unknown {
  const isWords = typeof link === 'object' && link !== null && 'kind' in link && link.kind === 'fragments';
  return isWords ? { kind: 'fragments' } : link;
}

describe('round trip', () => {
  it('keeps what it promises, and reports the rest exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => void checkRoundTrip(documents)),
      { numRuns: 150 },
    );
  }, 30_000);

  it('keeps the nasty documents', () => {
    const { losses } = checkRoundTrip(nastyDocuments());
    const counts = new Map<string, number>();
    for (const { what } of losses) counts.set(what, (counts.get(what) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ 'span-changed': 2 });
  });

  it('keeps white space between sentences', () => {
    const texts = [
      'One.  Two.\n\n\nThree.\n  Four.\t\n\tFive. ',
      'A.B.\u2028C. D\u0085E',
      '   spaces before',
      'no line feed at the end',
      'one at the end\n',
      'back\\slash \\t \u0001 \u000b \u001f end',
    ];
    for (const text of texts) {
      const [document] = nastyDocuments() as [ExchangeDocument];
      const written = serialiseTsv([{ ...document, text, annotations: [], relations: [] }], options);
      expect(written.losses).toEqual([]);
      expect(only(parseTsv(asInput(written))).text).toBe(text);
    }
  });

  it('writes nothing of no documents', () => {
    expect(serialiseTsv([], options)).toMatchObject({ files: [], losses: [], names: {} });
    expect(parseTsv([])).toEqual({ documents: [], problems: [], notices: [] });
  });
});

describe('the files of INCEpTION', () => {
  const names = readdirSync(join(fixtures, 'tsv3')).filter((name) => name.endsWith('.tsv'));
  const read = new Map(names.map((name) => [name, parseFile(`tsv3/${name}`)]));

  it('are all read', () => {
    expect(names).toHaveLength(38);
    expect([...read.values()].flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('leave out what is of no width, and say so', () => {
    const notices = [...read].flatMap(([name, { notices }]) =>
      notices.length === 0 ? [] : [`${name}: ${notices.map(({ line }) => line).join(' ')}`],
    );
    expect(notices).toMatchInlineSnapshot(`
      [
        "testSingleTokenRelationWithMultipleFeatureValues.tsv: 10",
        "testStackedNonMultiTokenRelationWithMultipleFeatureValues.tsv:  ",
        "testStackedSubMultiTokenSpanWithFeatureValue.tsv: 10 10 13 13 14 14",
        "testSubtokenChain.tsv: 9 9 12",
        "testZeroLengthSlotFeature2.tsv: 10 10",
        "testZeroLengthSpansWithFeatureValues.tsv: 7 12",
        "testZeroLengthSpansWithoutFeatures.tsv: 7 12",
        "testZeroWidthAnnotationBeforeFirstTokenIsMovedToBeginOfFirstToken.tsv: 7",
        "testZeroWidthAnnotationBeyondLastTokenIsMovedToEndOfLastToken.tsv: 8",
      ]
    `);
  });

  it('have the text and the spans that their XMI has', () => {
    for (const [name, parsed] of read) {
      const xmiName = name.replace('.tsv', '.xmi');
      if (!readdirSync(join(fixtures, 'tsv3')).includes(xmiName)) continue;
      const xmi = readFileSync(join(fixtures, 'tsv3', xmiName), 'utf8');
      const text = /sofaString="([^"]*)"/.exec(xmi)?.[1]?.replaceAll('&#10;', '\n') ?? '';
      const document = only(parsed);
      expect(document.text, name).toBe(text.trimEnd());
      const elements = [...xmi.matchAll(/<\w+:(\w+) [^>]*?begin="(\d+)" end="(\d+)"[^>]*>/g)]
        .filter(
          ([whole, type]) =>
            !/^(?:Token|Sentence|DocumentMetaData)$/.test(type ?? '') && !/Governor/.test(whole),
        )
        .filter(([, , begin, end]) => begin !== end)
        .map(([, , begin, end]) => {
          // Their writer moves edges between tokens to the token.
          const words = text.slice(Number(begin), Number(end));
          const from = Number(end) - words.trimStart().length;
          return `${from}-${Number(begin) + words.trimEnd().length}`;
        });
      const spans = document.annotations.map(({ fragments: [one] }) => `${one?.start}-${one?.end}`);
      expect(spans.toSorted(), name).toEqual(elements.toSorted());
      const relations = xmi.match(/Governor="/g)?.length ?? 0;
      const hasOthers =
        /links="|Chain /.test(xmi) || document.relations.some(({ type }) => /^p\d/.test(type));
      if (!hasOthers && parsed.notices.length === 0) expect(document.relations, name).toHaveLength(relations);
    }
  });

  it('have relations, slots and chains as relations', () => {
    const relations = (name: string) => relationsIn(only(read.get(`${name}.tsv`) as ParsedFiles));
    expect(relations('testStackedNonMultiTokenRelationWithMultipleFeatureValues')).toEqual([
      'This is nsubj a test',
      'This is obj a test',
    ]);
    expect(relations('testSubTokenRelation')).toEqual(['T value t'].map(() => 'T relation t'));
    expect(relations('testSimpleSlotFeatureWithoutValues')).toEqual(['This links is', 'This links a']);
    expect(relations('testMultiTokenSlotFeature')).toEqual(['This p1 is a', 'This p2 test .']);
    expect(relations('testSimpleChain')).toEqual(['This coreference is', 'is coreference a']);
    expect(relations('testSingleStackedNonTokenRelationWithoutFeatureValue3')).toEqual(['This relation .']);
  });

  it('have escaped values', () => {
    const document = only(read.get('testTokenBoundedSpanWithSpecialSymbolsValue.tsv') as ParsedFiles);
    expect(new Set(document.annotations.map(({ label }) => label))).toEqual(
      new Set(['#*\'"`´\t:;{}|[ ]()\\§$%?=&_\n']),
    );
  });

  it('have chains in the longer document', () => {
    const parsed = parseFile('coref.tsv');
    const document = only(parsed);
    const layers = new Map<string, number>();
    for (const { layer } of document.annotations) layers.set(layer, (layers.get(layer) ?? 0) + 1);
    expect([
      Object.fromEntries(layers),
      document.relations.length,
      parsed.notices.length,
    ]).toMatchInlineSnapshot(`
      [
        {
          "coreferenceLink": 651,
          "entity": 74,
          "lemma": 4993,
        },
        562,
        0,
      ]
    `);
  });

  it('of curation are read with these counts', () => {
    const counts = readdirSync(join(fixtures, 'curation')).map((name) => {
      const parsed = parseFile(`curation/${name}`);
      const { annotations, relations } = only(parsed);
      return `${name} ${annotations.length} ${relations.length} ${parsed.notices.length}`;
    });
    expect(counts).toMatchInlineSnapshot(`
      [
        "multipleStackedAnnotationsAreNotMergedTest-curator.tsv 0 0 0",
        "multipleStackedAnnotationsAreNotMergedTest-user1.tsv 2 0 0",
        "multipleStackedAnnotationsAreNotMergedTest-user2.tsv 3 0 0",
        "relationLabelTest-curator.tsv 26 25 1",
        "relationLabelTest-user1.tsv 52 26 1",
        "relationLabelTest-user2.tsv 52 26 1",
        "simpleRelGovStackedTest-curator.tsv 2 0 0",
        "simpleRelGovStackedTest-user1.tsv 4 2 2",
        "simpleRelGovStackedTest-user2.tsv 4 2 2",
        "simpleRelTypeDiffTest-curator.tsv 2 0 0",
        "simpleRelTypeDiffTest-user1.tsv 2 1 0",
        "simpleRelTypeDiffTest-user2.tsv 2 1 0",
        "simpleSpanDiffMultiFeatureTest-curator.tsv 0 0 0",
        "simpleSpanDiffMultiFeatureTest-user1.tsv 1 0 0",
        "simpleSpanDiffMultiFeatureTest-user2.tsv 1 0 0",
        "simpleSpanDiffWithLabelStacking2Test-curator.tsv 0 0 0",
        "simpleSpanDiffWithLabelStacking2Test-user1.tsv 2 0 0",
        "simpleSpanDiffWithLabelStacking2Test-user2.tsv 2 0 0",
        "simpleSpanDiffWithLabelTest-curator.tsv 0 0 0",
        "simpleSpanDiffWithLabelTest-user1.tsv 1 0 0",
        "simpleSpanDiffWithLabelTest-user2.tsv 1 0 0",
        "simpleSpanNoDiffNoLabelTest-curator.tsv 1 0 0",
        "simpleSpanNoDiffNoLabelTest-user1.tsv 1 0 0",
        "simpleSpanNoDiffNoLabelTest-user2.tsv 1 0 0",
      ]
    `);
  });

  it('of version 2 are refused', () => {
    const { documents, problems } = parseFile('kappatest.tsv');
    expect(documents).toEqual([]);
    expect(problems).toEqual([
      {
        file: 'kappatest.tsv',
        line: 1,
        message:
          'This is an older version of WebAnno TSV. Import it into INCEpTION and export it as WebAnno TSV 3.3.',
      },
    ]);
  });
});

describe('what cannot be taken', () => {
  const head = '#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n';
  const whole = `${head}#Text=Ana met Li 🚋\n1-1\t0-3\tAna\tP[1]\t\n1-2\t4-7\tmet\tP[1]\t\n1-3\t8-10\tLi\tP\t\n1-4\t11-13\t🚋\t_\t\n`;

  it('is nothing in this file', () => {
    expect(spansIn(only(parseText(whole)))).toEqual(['span P 0-7', 'span P 8-10']);
    expect(spansIn(only(parseText(`\ufeff${whole.replaceAll('\n', '\r\n')}`)))).toHaveLength(2);
  });

  const refused: readonly [string, string, number][] = [
    ['nothing', '', 1],
    ['another format', 'Ana met Li\n', 1],
    ['an unknown version', whole.replace('3.3', '4.0'), 1],
    ['too few columns', whole.replace('Li\tP\t', 'Li'), 8],
    ['no offsets', whole.replace('8-10', '8'), 8],
    ['a negative offset', whole.replace('8-10', '-8-10'), 8],
    ['no text', whole.replace('#Text=Ana met Li 🚋\n', ''), 5],
    ['a token twice', whole.replace('1-3', '1-2'), 8],
    ['a wide gap', whole.replace('0-3', '999999999-999999999'), 6],
    ['a sentence that begins too early', `${whole}\n#Text=x\n2-1\t3-4\tx\t_\t\n`, 12],
    ['a cut', whole.slice(0, whole.indexOf('1-1')), 5],
    ['a relation without ends', whole.replace('#T_SP', '#T_RL'), 2],
  ];
  it.each(refused)('is refused with its line: %s', (_, content, line) => {
    const { documents, problems } = parseText(content);
    expect(documents).toEqual([]);
    expect(problems.map((problem) => [problem.file, problem.line])).toEqual([['a.tsv', line]]);
  });

  const left: readonly [string, string, readonly number[]][] = [
    // The first says that the form is not there.
    ['past the end', whole.replace('8-10', '8-99'), [8, 8]],
    ['reversed', whole.replace('8-10', '10-8'), [8, 8]],
    ['of no width', whole.replace('8-10\tLi', '8-8\t'), [8]],
    ['in a surrogate pair', whole.replace('8-10', '8-12'), [8, 8]],
  ];
  it.each(left)('is left out with its line: %s', (_, content, lines) => {
    const parsed = parseText(content);
    expect(spansIn(only(parsed))).toEqual(['span P 0-7']);
    expect(parsed.notices.map(({ line }) => line)).toEqual(lines);
  });

  it('is not an offset in code points', () => {
    const text = '🚋 Ana 🚋\n\n🚋 Li met Ana';
    const [document] = nastyDocuments() as [ExchangeDocument];
    const fragments = [
      { start: text.indexOf('Li'), end: text.length },
    ] as unknown as ExchangeDocument['annotations'][number]['fragments'];
    const annotation = { ...document.annotations[0], fragments } as ExchangeDocument['annotations'][number];
    const bare = { ...document, text, relations: [], annotations: [annotation] };
    const content = String(serialiseTsv([bare], options).files[0]?.content);
    const inCodePoints = content.replace(/\t(\d+)-(\d+)\t/g, (_, start: string, end: string) => {
      const place = (at: string) => [...text.slice(0, Number(at))].length;
      return `\t${place(start)}-${place(end)}\t`;
    });
    expect(inCodePoints).not.toBe(content);
    for (const [given, notices] of [
      [content, 0],
      [inCodePoints, 1],
    ] as const) {
      const parsed = parseText(given);
      expect(only(parsed).text).toBe(text);
      expect(only(parsed).annotations.map(({ quote }) => quote)).toEqual(['Li met Ana']);
      expect(parsed.notices).toHaveLength(notices);
    }
  });

  it('is a relation to nothing', () => {
    const content = `#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Span|__proto__
#T_RL=webanno.custom.Relation|label|BT_uima.tcas.Annotation


#Text=a b
1-1	0-1	a	x[1]	r	1-2[2_1]	
1-2	2-3	b	_	r	1-1[1_9]	
`;
    const parsed = parseText(content);
    expect(only(parsed).relations).toEqual([]);
    expect(Object.keys(only(parsed).annotations[0]?.attributes ?? {})).toEqual(['__proto__']);
    expect(parsed.notices.map(({ line }) => line)).toEqual([7, 8]);
  });

  it('is a file that is not UTF-8', () => {
    const bytes = encodeUtf8(whole);
    bytes[bytes.length - 8] = 0xff;
    expect(parseTsv([{ name: 'a.tsv', bytes }])).toMatchObject({ documents: [], problems: [{ line: 9 }] });
  });

  it('survives any cut and any noise', () => {
    const content = readFileSync(join(fixtures, 'example/tram-1.tsv'), 'utf8');
    const noise = fc.tuple(fc.nat(content.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 }));
    fc.assert(
      fc.property(noise, ([at, length, words]) => {
        const parsed = parseText(content.slice(0, at) + words + content.slice(at + length));
        expect(parsed.documents.length + parsed.problems.length).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
