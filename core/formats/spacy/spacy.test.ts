import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { fileIn, inputOf } from '../../../test-support/input-file.ts';
import { inputsOf } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { parseColumns } from '../columns/parse.ts';
import type { DiscontinuousPolicy, ExchangeDocument, WriteOptions, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { trimToTokens } from '../tokens/tokenise.ts';
import { spacyCodec } from './codec.ts';
import { parseSpacy } from './parse.ts';
import { serialiseSpacy } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const optionsOf = (layers: readonly string[]): WriteOptions => ({ ...DEFAULT_WRITE_OPTIONS, layers });

type Triple = readonly [number, number, string];
interface Line {
  readonly text: string;
  readonly entities: readonly Triple[];
  readonly spans: { readonly sc: readonly Triple[] };
}

const contentOf = ({ files }: Pick<WrittenFiles, 'files'>, name: string): string =>
  String(files.find(({ path }) => path === name)?.content);
const linesIn = (written: Pick<WrittenFiles, 'files'>): Line[] =>
  contentOf(written, 'spans.jsonl')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
const saidBy = ({ annotations }: ExchangeDocument) =>
  annotations.map(({ layer, label, quote, fragments }) => ({ layer, label, quote, fragments }));

/** The rules of formats.md 9 for entities and spans. */
function checkLines(written: Pick<WrittenFiles, 'files'>): void {
  for (const { text, entities, spans } of linesIn(written)) {
    const characters = Array.from(text);
    for (const [start, end] of [...entities, ...spans.sc]) {
      const quote = characters.slice(start, end).join('');
      expect(quote).not.toBe('');
      expect(trimToTokens(quote, 0, quote.length)).toEqual({ start: 0, end: quote.length });
    }
    const sorted = entities.toSorted((a, b) => a[0] - b[0]);
    expect(sorted.every(([start], index) => start >= (sorted[index - 1]?.[1] ?? 0))).toBe(true);
  }
}

/** `train.json` gives back the text to the character, and the entities of `spans.jsonl`. */
function checkTrainJson(written: WrittenFiles, names = written.names): void {
  const parsed = parseSpacy([inputOf('train.json', contentOf(written, 'train.json'))], names);
  expect([parsed.problems, parsed.notices]).toEqual([[], []]);
  const lines = linesIn(written);
  expect(parsed.documents.map(({ text }) => text)).toEqual(lines.map(({ text }) => text));
  const entities = parsed.documents.map((document) => {
    const before = (end: number) => Array.from(document.text.slice(0, end)).length;
    return document.annotations.map(({ fragments }) =>
      fragments.flatMap(({ start, end }) => [before(start), before(end)]),
    );
  });
  expect(entities).toEqual(
    lines.map((line) =>
      line.entities.map(([start, end]) => [start, end]).toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    ),
  );
}

function checkRoundTrip(
  documents: readonly ExchangeDocument[],
  options = optionsOf(NEWS_LAYERS),
): WrittenFiles {
  const written = serialiseSpacy(documents, options);
  const parsed = parseSpacy(inputsOf(written), written.names);
  expect(parsed.problems).toEqual([]);
  expect(parsed.documents).toEqual(documents);
  checkLines(written);
  checkTrainJson(written);
  // Every annotation is in the tags of train.*, or said not to be.
  const out = written.losses.filter(
    ({ what, why }) => what === 'span-left-out' && why.startsWith('In train.*'),
  );
  const entities = linesIn(written).reduce((sum, line) => sum + line.entities.length, 0);
  expect(entities).toBe(documents.flatMap(({ annotations }) => annotations).length - out.length);
  // And in spans.jsonl as it is, or said to be otherwise.
  const group = linesIn(written).reduce((sum, { spans }) => sum + spans.sc.length, 0);
  const gone = written.losses.filter(
    ({ what, why }) => what === 'span-left-out' && why.includes('In spans.jsonl'),
  );
  expect(entities + group).toBe(documents.flatMap(({ annotations }) => annotations).length - gone.length);
  return written;
}

describe('the example', () => {
  const written = serialiseSpacy([tramDocument()], optionsOf(TRAM_LAYERS));

  it('is written as in formats.md', () => {
    expect(written.files.map(({ path }) => path)).toEqual([
      'README.md',
      'spans.jsonl',
      'train.conll',
      'train.iob',
      'train.json',
    ]);
    expect(linesIn(written)[0]).toMatchObject({
      entities: [
        [9, 18, 'PERSON'],
        [64, 70, 'PERSON'],
        [38, 51, 'SERVICE'],
      ],
      spans: {
        sc: [
          [27, 63, 'quote:DIRECT'],
          [28, 61, 'claim:FACTUAL'],
          [71, 80, 'stance:STANCE'],
        ],
      },
      cats: {},
      meta: { doc_id: 'tram-1' },
    });
    expect(contentOf(written, 'train.iob')).toBe(
      'Minister|O Ana|B-PERSON Bo\u0308hm|I-PERSON 🚋|O said|O :|O “|O Night|O and|O weekend|B-SERVICE trams|I-SERVICE cut|O noise|O .|O ”|O\nLi|B-PERSON Wei|I-PERSON disagrees|O .|O\n',
    );
    expect(contentOf(written, 'train.conll').split('\n').slice(0, 5)).toEqual([
      '-DOCSTART- -X- O O',
      '',
      'Minister -X- O O',
      'Ana -X- O B-PERSON',
      'Bo\u0308hm -X- O I-PERSON',
    ]);
  });

  it('is written as tokens that make the text again, where those of the example do not', () => {
    const tokensOf = (json: string) =>
      (
        JSON.parse(json) as [
          {
            paragraphs: [
              { raw: string; sentences: { tokens: { orth: string; space: string; ner: string }[] }[] },
            ];
          },
        ]
      )[0].paragraphs[0];
    const mine = tokensOf(contentOf(written, 'train.json'));
    const example = tokensOf(new TextDecoder().decode(fileIn(fixtures, 'example/train.json').bytes));
    const tokens = mine.sentences.flatMap((sentence) => sentence.tokens);
    expect(tokens.map(({ orth, space }) => orth + space).join('')).toBe(mine.raw);
    const words = tokens
      .filter(({ orth }) => orth !== '\n')
      .map(({ orth, space, ner }) => [orth, space, ner]);
    expect(words).toEqual(
      example.sentences
        .flatMap((sentence) => sentence.tokens)
        .map(({ orth, space, ner }) => [orth, space, ner]),
    );
  });

  it('is read, its tokens run together where no space is between them', () => {
    const parsed = parseSpacy([fileIn(fixtures, 'example/train.json')]);
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    expect(parsed.documents[0]?.text).toBe(tramDocument().text.replaceAll('\n', ''));
    expect(parsed.documents[0]?.annotations.map(({ layer, label, quote }) => [layer, label, quote])).toEqual([
      ['entity', 'PERSON', 'Ana Bo\u0308hm'],
      ['entity', 'SERVICE', 'weekend trams'],
      ['entity', 'PERSON', 'Li Wei'],
    ]);
  });

  it('loses what tags cannot say', () => {
    expect(
      written.losses.map(({ annotationId, what, why }) => [annotationId, what, why.slice(0, 30)]),
    ).toEqual([
      ['e3', 'span-left-out', 'spaCy has no spans with gaps. '],
      ['e3', 'span-left-out', 'In train.*: The span has gaps,'],
      ['q1', 'span-left-out', 'In train.*: tags are of one la'],
      ['c1', 'span-left-out', 'In train.*: tags are of one la'],
      ['s1', 'span-left-out', 'In train.*: tags are of one la'],
    ]);
  });
});

describe('round trip', () => {
  it('keeps everything, and reports what the smaller files leave out exactly', () => {
    const policies = fc.constantFrom<DiscontinuousPolicy>('leave-out', 'hull', 'longest-fragment');
    const overlaps = fc.constantFrom('outermost' as const, 'innermost' as const, 'first-layer' as const);
    fc.assert(
      fc.property(exchangeDocuments, policies, overlaps, (documents, discontinuous, overlap) => {
        checkRoundTrip(documents, { ...optionsOf(NEWS_LAYERS), discontinuous, overlap });
      }),
      { numRuns: 120 },
    );
  }, 30_000);

  it('keeps the nasty documents; each file of columns is one', () => {
    const written = checkRoundTrip(nastyDocuments());
    const conll = parseColumns([inputOf('train.conll', contentOf(written, 'train.conll'))], {}, 'iob2');
    expect(conll.problems).toEqual([]);
    expect(conll.documents).toHaveLength(3);
    for (const line of contentOf(written, 'train.iob').trimEnd().split('\n')) {
      for (const cell of line.split(' ')) expect(cell).toMatch(/^[^|\s]+\|(?:O|[BI]-[^|\s]+)$/);
    }
    expect(written.losses.filter(({ what }) => what === 'name-changed')).toHaveLength(2);
    expect(
      written.losses.filter(({ what, why }) => what === 'text-changed' && why.includes('U+2758')),
    ).toHaveLength(1);
  });

  it('keeps one layer, without a prefix', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(...NEWS_LAYERS), (documents, layer) => {
        const written = serialiseSpacy(documents, optionsOf([layer]));
        const parsed = parseSpacy(inputsOf(written), written.names);
        expect(parsed.documents.map(({ annotations }) => annotations)).toEqual(
          documents.map(({ annotations }) => annotations.filter((one) => one.layer === layer)),
        );
        checkTrainJson(written);
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('writes the same bytes twice, and nothing of no documents', () => {
    const again = () => spacyCodec.serialise?.(nastyDocuments(), optionsOf(NEWS_LAYERS));
    expect(again()).toEqual(again());
    const none = serialiseSpacy([], optionsOf(NEWS_LAYERS));
    expect(none.files.slice(1).map(({ content }) => content)).toEqual(['', '', '', '[]\n']);
    expect(parseSpacy(inputsOf(none)).problems).toEqual([]);
  });

  it('takes the spans of another tool for true, and the rest from “meta” where a span is the same', () => {
    const [line] = linesIn(serialiseSpacy([tramDocument()], optionsOf(TRAM_LAYERS))) as [Line];
    const parsed = parseSpacy([
      inputOf('spans.jsonl', {
        ...line,
        entities: [
          [9, 18, 'PERSON'],
          [0, 8, 'ROLE'],
        ],
      }),
    ]);
    expect(parsed.notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('no longer those'),
    ]);
    expect(parsed.documents[0]?.annotations.map(({ id, label }) => [id, label])).toEqual([
      ['e1', 'PERSON'],
      [null, 'ROLE'],
      ['q1', 'DIRECT'],
      ['c1', 'FACTUAL'],
      ['s1', 'STANCE'],
    ]);
    expect(parsed.documents[0]?.relations.map(({ type }) => type)).toEqual(['speaker', 'target']);
  });
});

describe('files of others', () => {
  it('come in with these counts', () => {
    const parsed = parseSpacy([fileIn(fixtures, 'ner-token-per-line.json')]);
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    expect(
      parsed.documents.map((document) => [
        document.text,
        saidBy(document).map(({ label, quote }) => `${label} ${quote}`),
      ]),
    ).toMatchInlineSnapshot(`
      [
        [
          "When Sebastian Thrun started working on self - driving cars at Google in 2007 , few people outside of the company took him seriously . “ I can tell you very senior CEOs of major American car companies would shake my hand and turn away because I was n’t worth talking to , ” said Thrun , in an interview with Recode earlier this week .",
          [
            "PERSON Sebastian Thrun",
            "ORG Google",
            "DATE 2007",
            "NORP American",
            "PERSON Thrun",
            "ORG Recode",
            "DATE earlier this week",
          ],
        ],
      ]
    `);
  });

  it('may have objects for spans, or groups of any name', () => {
    const text = 'a 🚋 tram';
    const { documents, notices } = parseSpacy([
      inputOf(
        'a.jsonl',
        { text, entities: [{ start: 4, end: 8, label: 'X' }], spans: [{ start: 0, end: 1, label: 'Y' }] },
        { text, spans: { mine: [[2, 3, 'Z']] }, cats: { news: 1 }, meta: { title: 'T', source: 'web' } },
      ),
    ]);
    expect(
      documents.map((document) => document.annotations.map(({ label, quote }) => [label, quote])),
    ).toEqual([
      [
        ['X', 'tram'],
        ['Y', 'a'],
      ],
      [['Z', '🚋']],
    ]);
    expect(documents[1]).toMatchObject({ title: 'T', metadata: { source: 'web' } });
    expect(notices.map(({ line }) => line)).toEqual([2]);
  });

  it('of columns are sent to their format', () => {
    expect(parseSpacy([inputOf('a.iob', 'a|O')]).problems[0]?.message).toContain('import it as CoNLL-2003');
  });
});

describe('hostile files', () => {
  const read = (...lines: unknown[]) => parseSpacy([inputOf('a.jsonl', ...lines)]);
  const paragraph = (tokens: unknown) =>
    parseSpacy([inputOf('a.json', [{ id: 0, paragraphs: [{ sentences: [{ tokens }] }] }])]);

  it('that break off stay out with their line', () => {
    expect(read({ text: 'a' }, '{"text": "b", "entities": [[').problems).toMatchObject([{ line: 2 }]);
    expect(parseSpacy([inputOf('a.json', '[{"paragraphs": [')]).problems).toHaveLength(1);
    expect(parseSpacy([inputOf('a.json', [{}])]).problems[0]?.message).toContain('paragraphs');
    expect(paragraph([{ orth: 'a' }, {}]).problems[0]?.message).toContain('token 2 has no “orth”');
    expect(paragraph([]).problems).toHaveLength(1);
  });

  it('with offsets that cannot be go in without these', () => {
    const bad = [
      [0, 99, 'X'],
      [-1, 2, 'X'],
      [3, 1, 'X'],
      [2, 2, 'X'],
      [0.5, 2, 'X'],
      ['0', 1, 'X'],
      [0, 1],
      [0, 1, ''],
    ];
    const parsed = read({ text: 'abcd', entities: [...bad, [1, 2, 'Y']] });
    expect(parsed.documents[0]?.annotations.map(({ quote }) => quote)).toEqual(['b']);
    expect(parsed.notices).toHaveLength(bad.length);
  });

  it('with tags out of place give the entities that spaCy would see', () => {
    const { documents, notices } = paragraph(
      ['I-X', 'L-X', 'B-X', 'B-X', 'I-Y', 'O', 'L-X', 'nonsense', 'U-Z', '-'].map((ner, index) => ({
        orth: `w${index}`,
        ner,
      })),
    );
    expect(documents[0]?.annotations.map(({ label, quote }) => `${label} ${quote}`)).toEqual([
      'X w0 w1',
      'X w2',
      'X w3',
      'Y w4',
      'X w6',
      'Z w8',
    ]);
    expect(notices).toHaveLength(1);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue({ maxDepth: 3 }), (any, more) => {
        read(any);
        read({ text: 'abc', entities: any, spans: more, cats: any, meta: { standoff: any } });
        paragraph(any);
        paragraph([{ orth: 'a', ner: any, space: more }, any]);
        parseSpacy([inputOf('a.json', [{ paragraphs: any }, { paragraphs: [any, { sentences: more }] }])]);
      }),
    );
  });
});
