import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeDocument, FormatCodec, ParsedFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { uimaJsonCodec } from '../uima-json/codec.ts';
import { uimaXmiCodec } from '../uima-xmi/codec.ts';

function parse(codec: FormatCodec, files: readonly { name: string; bytes: Uint8Array }[]): ParsedFiles {
  const parsed = codec.parse?.(files);
  if (parsed === undefined) throw new Error('The format is not read.');
  return parsed;
}

function fixture(folder: 'uima-xmi' | 'uima-json', name: string) {
  const path = new URL(`../${folder}/fixtures/${name}`, import.meta.url);
  return { name, bytes: new Uint8Array(readFileSync(path)) };
}

/** `[layer, label, fragments, attributes]` of each annotation, `type source → target` by quotes of each relation. */
function meaningOf(document: ExchangeDocument | undefined) {
  const quotes = new Map(document?.annotations.map(({ id, quote }) => [id, quote]));
  return {
    spans: document?.annotations.map(({ layer, label, fragments, quote, certainty, attributes }) =>
      [
        layer,
        label ?? '–',
        fragments.map(({ start, end }) => `${start}–${end}`).join(','),
        quote,
        certainty ?? '',
        ...Object.entries(attributes).map(([name, value]) =>
          value?.is === 'values' ? `${name}=${value.values.join()}` : name,
        ),
      ]
        .filter((part) => part !== '')
        .join(' '),
    ),
    relations: document?.relations.map(
      ({ type, source, target }) => `${type} ${quotes.get(source)} → ${quotes.get(target)}`,
    ),
  };
}

const TRAM = {
  spans: [
    'entity PERSON 9–18 Ana Bo\u0308hm sure',
    'quote DIRECT 28–64 “Night and weekend trams cut noise.”',
    'claim FACTUAL 29–62 Night and weekend trams cut noise',
    'entity SERVICE 29–34,47–52 Night trams',
    'entity SERVICE 39–52 weekend trams',
    'entity PERSON 65–71 Li Wei',
    'stance STANCE 72–81 disagrees polarity=against',
  ],
  relations: [
    'speaker “Night and weekend trams cut noise.” → Ana Bo\u0308hm',
    'holder disagrees → Li Wei',
    'target disagrees → Night and weekend trams cut noise',
  ],
};

describe('the example of every format', () => {
  test.each([
    ['uima-xmi', uimaXmiCodec, ['tram-1.xmi', 'TypeSystem.xml']],
    ['uima-xmi', uimaXmiCodec, ['tram-1.xmi']],
    ['uima-json', uimaJsonCodec, ['tram-1.json']],
  ] as const)('%s is read, and written to the same meaning', (folder, codec, names) => {
    const { documents, problems, notices } = parse(
      codec,
      names.map((name) => fixture(folder, name)),
    );
    expect([problems, notices]).toEqual([[], []]);
    expect(documents.length).toBe(1);
    expect(meaningOf(documents[0])).toEqual(TRAM);
    expect(documents[0]?.language).toBe('en');
    const layers = ['entity', 'quote', 'claim', 'stance'];
    const written = codec.serialise?.(documents, { ...DEFAULT_WRITE_OPTIONS, layers });
    expect(written?.losses).toEqual([]);
    const again = parse(
      codec,
      (written?.files ?? []).map(({ path, content }) => ({ name: path, bytes: encodeUtf8(String(content)) })),
    );
    expect(meaningOf(again.documents[0])).toEqual(TRAM);
  });
});

describe('files of others', () => {
  test.each([
    // Name, documents, spans, relations, problems, notices.
    ['cas_with_references.xmi', 1, 3, 2, 0, 0],
    ['cas_with_smileys.xmi', 1, 5, 0, 0, 0],
    ['empty_cas.xmi', 1, 0, 0, 0, 0],
    ['small_cas.xmi', 1, 13, 0, 0, 0],
    ['cas_with_array_features.xmi', 0, 0, 0, 1, 0],
    ['testSimpleSameRoleSlotFeature.xmi', 1, 3, 2, 0, 0],
    ['testSingleStackedNonTokenRelationWithoutFeatureValue.xmi', 1, 4, 1, 0, 0],
    ['testSubtokenChain.xmi', 1, 2, 0, 0, 3],
    ['testZeroLengthSpansWithFeatureValues.xmi', 1, 0, 0, 0, 2],
    ['casWithEmojiUnicodeTextAndAnnotations.json', 1, 9, 0, 0, 0],
    ['casWithLeftToRightTextAndAnnotations.json', 1, 2, 0, 0, 0],
    ['casWithTextAndAnnotations.json', 1, 4, 0, 0, 0],
    ['emptyCas.json', 0, 0, 0, 1, 0],
    ['tsv3-testSimpleSlotFeature.json', 1, 3, 2, 0, 0],
  ])('%s', (name, documents, spans, relations, problems, notices) => {
    const isXmi = name.endsWith('.xmi');
    const parsed = parse(isXmi ? uimaXmiCodec : uimaJsonCodec, [
      fixture(isXmi ? 'uima-xmi' : 'uima-json', name),
    ]);
    const counted = [
      parsed.documents.length,
      parsed.documents.flatMap(({ annotations }) => annotations).length,
      parsed.documents.flatMap((document) => document.relations).length,
      parsed.problems.length,
      parsed.notices.length,
    ];
    expect(counted).toEqual([documents, spans, relations, problems, notices]);
  });

  test('offsets count UTF-16 units, and CR LF of the text as two', () => {
    const { documents } = parse(uimaXmiCodec, [fixture('uima-xmi', 'cas_with_smileys.xmi')]);
    expect(documents[0]?.annotations.map(({ quote }) => quote)).toEqual([
      'Transformers',
      'Transformers',
      'Transformers',
      'PyTorch',
      'TensorFlow',
    ]);
    expect(documents[0]?.text.includes('\r')).toBe(false);
    const emoji = parse(uimaJsonCodec, [fixture('uima-json', 'casWithEmojiUnicodeTextAndAnnotations.json')]);
    expect(emoji.documents[0]?.annotations.map(({ quote }) => quote).slice(0, 3)).toEqual([
      '🥳',
      'This',
      '👳🏻‍♀️',
    ]);
  });

  test('slots are relations of their roles', () => {
    const { documents } = parse(uimaXmiCodec, [fixture('uima-xmi', 'cas_with_references.xmi')]);
    expect(meaningOf(documents[0]).relations).toEqual(['Bar dolor → Lorem', 'Baz dolor → ametr']);
  });

  test('a type system tells references from numbers', () => {
    const features = [
      ['pos', 'uima.cas.String'],
      ['id', 'cassis.Sentence'],
    ].map(
      ([name, range]) =>
        `<featureDescription><name>${name}</name><rangeTypeName>${range}</rangeTypeName></featureDescription>`,
    );
    const types = `<typeSystemDescription><types><typeDescription><name>cassis.Token</name><supertypeName>uima.tcas.Annotation</supertypeName><features>${features.join('')}</features></typeDescription></types></typeSystemDescription>`;
    const xmi =
      '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:cassis="http:///cassis.ecore"><cassis:Token xmi:id="2" sofa="1" begin="0" end="1" id="3" pos="3"/><cassis:Sentence xmi:id="3" sofa="1" begin="0" end="2"/><cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="ab"/></xmi:XMI>';
    const files = [
      { name: 'a.xmi', bytes: encodeUtf8(xmi) },
      { name: 'types.xml', bytes: encodeUtf8(types) },
    ];
    const { documents } = parse(uimaXmiCodec, files);
    expect(meaningOf(documents[0])).toEqual({
      spans: ['sentence – 0–2 ab', 'token – 0–1 a pos=3'],
      relations: ['id a → ab'],
    });
  });

  test('annotators of a project exported by INCEpTION are those of the file names', () => {
    const { bytes } = fixture('uima-xmi', 'tram-1.xmi');
    const { documents } = parse(uimaXmiCodec, [
      { name: 'p/annotation/tram-1.txt/ann.xmi', bytes },
      { name: 'p/annotation/tram-1.txt/bob.xmi', bytes },
    ]);
    expect(documents.length).toBe(1);
    expect(documents[0]?.annotations.length).toBe(14);
    expect(new Set(documents[0]?.annotations.map(({ annotator }) => annotator?.name))).toEqual(
      new Set(['ann', 'bob']),
    );
    const { relations } = meaningOf(documents[0]);
    expect(relations).toEqual([...TRAM.relations, ...TRAM.relations]);
  });
});

/** A CAS JSON with these structures over the text “a🚋b”. */
function jsonWith(structures: readonly object[], more: object = {}): ParsedFiles {
  const sofa = { '%ID': 1, '%TYPE': 'uima.cas.Sofa', sofaID: '_InitialView', sofaString: 'a🚋b' };
  const json = { '%TYPES': {}, '%FEATURE_STRUCTURES': [sofa, ...structures], ...more };
  return parse(uimaJsonCodec, [{ name: 'x.json', bytes: encodeUtf8(JSON.stringify(json)) }]);
}

const span = (begin: unknown, end: unknown, more: object = {}) => ({
  '%ID': 2,
  '%TYPE': 'webanno.custom.Entity',
  '@sofa': 1,
  begin,
  end,
  ...more,
});

describe('hostile files', () => {
  test.each([
    [span(0, 5), 'The Entity from 0 to 5 is outside the text, which has 4 UTF-16 units; left out.'],
    [span(-1, 2), 'The Entity from -1 to 2 is outside the text, which has 4 UTF-16 units; left out.'],
    [span(3, 1), 'The Entity from 3 to 1 is reversed; left out.'],
    [span(1, 1), 'The Entity at 1 has no width; left out.'],
    [span(0, 2), 'The Entity from 0 to 2 cuts a character in two; left out.'],
    [span('0', 1), 'The Entity has a begin or an end that is not a number; left out.'],
    [span(0.5, 1), 'The Entity has a begin or an end that is not a number; left out.'],
    [span(0, 1, { '@sofa': 9 }), 'A structure of the type Entity belongs to another text; left out.'],
    [span(0, 1, { '@x': 77 }), 'The feature “x” points at nothing that is in the file.'],
    [{ '%TYPE': 5 }, '%FEATURE_STRUCTURES[1] is no object with a %TYPE; left out.'],
    [
      { ...span(0, 1), '@Governor': 1, '@Dependent': 99, label: 'x' },
      'A relation “x” has an end that is not among the spans; left out.',
    ],
  ])('%j', (structure, message) => {
    const { documents, problems, notices } = jsonWith([structure]);
    expect(problems).toEqual([]);
    expect(documents[0]?.text).toBe('a🚋b');
    expect(notices.map((notice) => notice.message)).toEqual([message]);
  });

  test('an id used twice stays with the first', () => {
    const own = { standoffId: 'same' };
    const { documents, notices } = jsonWith([span(0, 1, own), { ...span(3, 4, own), '%ID': 3 }]);
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['same', null]);
    expect(notices.length).toBe(1);
  });

  test('names of the prototype are names', () => {
    const structure = JSON.parse(
      '{"%ID":2,"%TYPE":"x.__proto__","@sofa":1,"begin":0,"end":1,"__proto__":"p","constructor":"c","standoffKinds":"__proto__:value"}',
    );
    const { documents } = jsonWith([structure]);
    expect(documents[0]?.annotations[0]?.layer).toBe('__proto__');
    expect(Object.entries(documents[0]?.annotations[0]?.attributes ?? {})).toEqual([
      ['__proto__', { is: 'values', values: ['p'] }],
      ['constructor', { is: 'values', values: ['c'] }],
    ]);
    expect(({} as { p?: unknown }).p).toBeUndefined();
  });

  test('types that inherit from each other in a circle', () => {
    const circle = { 'a.A': { '%SUPER_TYPE': 'a.B' }, 'a.B': { '%SUPER_TYPE': 'a.A' } };
    const { documents } = jsonWith([{ ...span(0, 1), '%TYPE': 'a.A' }], { '%TYPES': circle });
    expect(documents[0]?.annotations.length).toBe(1);
  });

  test.each([
    ['[]', /not CAS JSON/],
    ['{"a":1}', /not CAS JSON/],
    ['{"_context":{},"_views":{}}', /older JSON of UIMA 2/],
    ['{"%TYPES":{}', /breaks off/],
    [`${'['.repeat(100_000)}`, /breaks off/],
    ['{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"\\ud800"}]}', /surrogate/],
  ])('JSON that is no CAS: %.40s', (json, message) => {
    const { documents, problems } = parse(uimaJsonCodec, [{ name: 'x.json', bytes: encodeUtf8(json) }]);
    expect(documents).toEqual([]);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['<a/>', /begins with <a>/],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', /document type/],
    ['<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"/>', /has no text/],
    ['\ufffe', /not well-formed/],
  ])('XML that is no CAS: %s', (xml, message) => {
    const { documents, problems } = parse(uimaXmiCodec, [{ name: 'x.xmi', bytes: encodeUtf8(xml) }]);
    expect(documents).toEqual([]);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  test('bytes that are not UTF-8', () => {
    for (const codec of [uimaXmiCodec, uimaJsonCodec]) {
      const { documents, problems } = parse(codec, [{ name: 'x', bytes: new Uint8Array([0x0a, 0xff]) }]);
      expect(documents).toEqual([]);
      expect(problems[0]?.line).toBe(2);
    }
  });

  test('numbers that JSON does not have are texts', () => {
    const { documents } = jsonWith([span(0, 1, { '#score': 'NaN' })]);
    expect(meaningOf(documents[0]).spans).toEqual(['entity – 0–1 a score=NaN']);
  });
});

describe('a type system beside CAS JSON', () => {
  const bare =
    '{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":"Ana met"},{"%ID":2,"%TYPE":"my.Word","@sofa":1,"begin":0,"end":3},{"%ID":3,"%TYPE":"my.Meta","@sofa":1,"begin":0,"end":7,"documentTitle":"A title"}],"%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[2,3]}}}';
  const types = (name: string) =>
    `<?xml version="1.0"?><${name} xmlns="http://uima.apache.org/resourceSpecifier"><types><typeDescription><name>my.Meta</name><supertypeName>uima.tcas.DocumentAnnotation</supertypeName></typeDescription></types></${name}>`;
  const file = (name: string, content: string) => ({ name, bytes: encodeUtf8(content) });

  test('is taken for the types of the files, and for no document', () => {
    const parsed = parse(uimaJsonCodec, [
      file('d/TypeSystem.xml', types('typeSystemDescription')),
      file('d/a.json', bare),
    ]);
    expect(parsed).toMatchObject({ problems: [], notices: [] });
    expect(parsed.documents).toMatchObject([{ title: 'A title', annotations: [{ quote: 'Ana' }] }]);
    expect(uimaJsonCodec.parts?.group(['d/TypeSystem.xml', 'd/a.json'])).toEqual([
      ['d/TypeSystem.xml', 'd/a.json'],
    ]);
  });

  test('that is something else is named', () => {
    const parsed = parse(uimaJsonCodec, [file('TypeSystem.xml', types('other')), file('a.json', bare)]);
    expect(parsed.problems).toMatchObject([
      { file: 'TypeSystem.xml', message: expect.stringContaining('typeSystemDescription') },
    ]);
  });
});
