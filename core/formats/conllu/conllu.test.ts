import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { expectedAfter, inputsOf, saidByPlace } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ParsedFiles, WriteOptions } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { parseConllu } from './parse.ts';
import { serialiseConllu } from './serialise.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const fixture = (name: string) => readFileSync(join(fixtures, name));
const tramLayers: WriteOptions = { ...DEFAULT_WRITE_OPTIONS, layers: ['entity', 'quote'] };

function parseText(content: string): ParsedFiles {
  return parseConllu([{ name: 'a.conllu', bytes: encodeUtf8(content) }]);
}

/** Rows of a sentence from forms and MISC. */
function rows(words: readonly (readonly [id: string, form: string, misc: string])[]): string {
  const lines = words.map(([id, form, misc]) => [id, form, ...Array(7).fill('_'), misc].join('\t'));
  return `${lines.join('\n')}\n\n`;
}

function spansOf({ documents }: ParsedFiles): (string | null)[][] {
  return documents.flatMap(({ annotations }) =>
    annotations.map(({ layer, label, quote }) => [layer, label, quote]),
  );
}

describe('the example of the format', () => {
  const tram = { ...tramDocument(), text: tramDocument().text.trimEnd(), title: null };

  it('is read with its places', () => {
    const parsed = parseConllu([{ name: 'tram.conllu', bytes: fixture('tram-1.conllu') }]);
    expect(parsed).toMatchObject({ problems: [], notices: [] });
    expect(parsed.documents).toMatchObject([{ id: 'tram-1', title: 'tram-1' }]);
    // The example has its “ö” in two code points, which the reader keeps.
    expect(parsed.documents.map(({ text }) => text)).toEqual([tram.text]);
    expect(spansOf(parsed)).toEqual([
      ['entity', 'PERSON', 'Ana Bo\u0308hm'],
      ['entity', 'SERVICE', 'weekend trams'],
      ['entity', 'PERSON', 'Li Wei'],
      ['quote', 'DIRECT', '“Night and weekend trams cut noise.”'],
    ]);
  });

  it('is written so, with what is between the sentences', () => {
    const { files, losses, names } = serialiseConllu([tram], tramLayers);
    const written = fixture('tram-1.conllu')
      .toString('utf8')
      .normalize('NFC')
      .replace('TokenRange=62:63', 'SpacesAfter=\\n|TokenRange=62:63');
    expect(files).toEqual([{ path: 'documents.conllu', content: written }]);
    expect(names).toEqual({});
    expect(losses.map(({ annotationId, what }) => [annotationId, what])).toEqual([
      ['e3', 'span-left-out'],
      ['q1', 'relation-dropped'],
      ['s1', 'relation-dropped'],
      [null, 'text-changed'],
    ]);
  });

  it('has a key for each layer, so that layers overlap', () => {
    const { losses } = serialiseConllu([tram], { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS });
    expect(losses.filter(({ what }) => what === 'span-left-out')).toMatchObject([{ annotationId: 'e3' }]);
  });
});

describe('round trips', () => {
  const policies: readonly WriteOptions[] = [
    { layers: NEWS_LAYERS, discontinuous: 'leave-out', overlap: 'outermost' },
    { layers: ['entity', 'quote'], discontinuous: 'hull', overlap: 'innermost' },
    { layers: ['claim'], discontinuous: 'longest-fragment', overlap: 'first-layer' },
  ];

  it('keep every span and text that is not reported', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(...policies), (documents, options) => {
        const written = serialiseConllu(documents, options);
        const parsed = parseConllu(inputsOf(written), written.names);
        expect(parsed.problems.map(({ message }) => message)).toEqual(
          parsed.documents.length === 0 ? ['The file has no words; nothing of it is imported.'] : [],
        );
        expect(parsed.documents.map((read) => saidByPlace(read, 'decomposed'))).toEqual(
          expectedAfter(documents, options, written.losses, 'decomposed'),
        );
        const changed = new Set(
          written.losses
            .filter(({ what, annotationId }) => what === 'text-changed' && annotationId === null)
            .map(({ documentId }) => documentId),
        );
        const unchanged = documents.filter(({ id }) => !changed.has(id));
        const readOf = new Map(parsed.documents.map(({ id, text }) => [id, text]));
        expect(unchanged.map(({ id }) => readOf.get(id))).toEqual(unchanged.map(({ text }) => text));
        expect(serialiseConllu(documents, options)).toEqual(written);
      }),
      { numRuns: 120 },
    );
  });

  it('keep the nasty documents', () => {
    const documents = nastyDocuments();
    for (const options of policies) {
      const written = serialiseConllu(documents, options);
      const parsed = parseConllu(inputsOf(written), written.names);
      expect(parsed).toMatchObject({ problems: [], notices: [] });
      expect(parsed.documents.map((read) => saidByPlace(read, 'decomposed'))).toEqual(
        expectedAfter(documents, options, written.losses, 'decomposed'),
      );
      const content = String(written.files[0]?.content);
      expect(content.normalize('NFC')).toBe(content);
      // Ten columns; no white space but the tabs between them.
      for (const line of content.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
        expect(line.split('\t')).toHaveLength(10);
        expect(line.split(/\s/u)).toHaveLength(10);
      }
    }
  });

  it('writes every label in the letters that spaCy reads, different ones differently', () => {
    const tram = tramDocument();
    const labels = ['PERSON', 'person', 'Größe 2', 'law-2'];
    const annotations = tram.annotations
      .filter(({ id }) => ['e1', 'e2', 'e4', 's1'].includes(id ?? ''))
      .map((span, at) => ({ ...span, layer: 'entity', label: labels[at] ?? null }));
    const written = serialiseConllu([{ ...tram, annotations }], {
      ...DEFAULT_WRITE_OPTIONS,
      layers: ['entity'],
    });
    expect(written.names).toEqual({
      'span entity:Größe 2': 'NE=GR_SSE_TWO',
      'span entity:law-2': 'NE=LAW_TWO',
      'span entity:person': 'NE=PERSON_TWO',
    });
    expect(String(written.files[0]?.content).match(/NE=[^|\n]*/g)).toEqual(
      expect.arrayContaining(['NE=B-PERSON', 'NE=B-PERSON_TWO', 'NE=B-GR_SSE_TWO', 'NE=B-LAW_TWO']),
    );
    expect(written.losses.filter(({ what }) => what === 'name-changed')).toHaveLength(3);
    const read = parseConllu(inputsOf(written), written.names);
    expect(spansOf(read).map(([, label]) => label)).toEqual(
      annotations
        .toSorted((a, b) => (a.fragments[0]?.start ?? 0) - (b.fragments[0]?.start ?? 0))
        .map(({ label }) => label),
    );
  });
});

describe('files of others', () => {
  it('words_and_tokens.conllu has the text of its multiword tokens', () => {
    const parsed = parseConllu([{ name: 'w.conllu', bytes: fixture('words_and_tokens.conllu') }]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.documents).toMatchObject([{ text: 'vámonos al mar', annotations: [] }]);
    expect(parsed.notices.map(({ line }) => line)).toEqual([3, 1]);
  });

  it.each(readdirSync(fixtures).filter((name) => name.endsWith('.conll')))('%s is CoNLL-X', (name) => {
    const parsed = parseConllu([{ name, bytes: fixture(name) }]);
    expect(parsed.problems).toEqual([]);
    expect(parsed.documents.map(({ text, annotations }) => [text.split(' ').length, annotations])).toEqual([
      [name === 'conll-x-single.conll' ? 1 : 26, []],
    ]);
    expect(parsed.notices).toMatchObject([{ line: 1 }]);
  });
});

describe('what MISC says', () => {
  it('of named entities is read from NE, name, NER and tags in Entity', () => {
    for (const key of ['NE', 'name', 'NER', 'Entity']) {
      const parsed = parseText(
        rows([
          ['1', 'Ana', `${key}=B-PER`],
          ['2', 'Böhm', `${key}=I-PER`],
          ['3', '.', `${key}=O`],
        ]),
      );
      expect(parsed).toMatchObject({ problems: [], notices: [] });
      expect(spansOf(parsed)).toEqual([['entity', 'PER', 'Ana Böhm']]);
    }
  });

  it('of mentions in brackets is read with type and place, nested and in parts', () => {
    const parsed = parseText(
      `# global.Entity = eid-etype-head\n${rows([
        ['1', 'the', 'Entity=(e1-person-2(e2-place-1)'],
        ['2', 'mayor', '_'],
        ['3', 'of', 'Entity=(e3[1/2]-event)'],
        ['4', 'Graz', 'Entity=(e4-place-1)e1)'],
        ['5', 'late', 'Entity=(e3[2/2]-event)e9)'],
        ['6', '.', 'Entity=(e5-work-1'],
      ])}`,
    );
    expect(parsed.problems).toEqual([]);
    expect(spansOf(parsed)).toEqual([
      ['entity', 'place', 'the'],
      ['entity', 'place', 'Graz'],
      ['entity', 'person', 'the mayor of Graz'],
      ['entity', 'event', 'of late'],
    ]);
    expect(parsed.notices.map(({ line }) => line)).toEqual([6, 7, null]);
  });

  it('of words in a multiword token is said of its text', () => {
    const parsed = parseText(
      rows([
        ['1-2', 'al', 'SpaceAfter=No'],
        ['1', 'a', 'NE=O'],
        ['2', 'el', 'NE=B-LOC'],
        ['3', 'mar', 'NE=I-LOC'],
      ]),
    );
    expect(parsed.documents.map(({ text }) => text)).toEqual(['almar']);
    expect(spansOf(parsed)).toEqual([['entity', 'LOC', 'almar']]);
  });

  it('of white space makes the text', () => {
    const first = rows([
      ['1', 'a', 'SpacesAfter=\\s\\n\\t|SpacesBefore=\\n'],
      ['2', 'b', 'SpaceAfter=No'],
      ['3', 'c', 'SpaceAfter=No'],
    ]);
    const second = rows([['1', 'd', 'SpacesAfter=x\\p\\r\\n']]);
    expect(parseText(first + second).documents.map(({ text }) => text)).toEqual(['\na \n\tbc\nd\n']);
  });

  it('besides is passed over and named', () => {
    const parsed = parseText(rows([['1', 'a', 'Gloss=I|Lang=de|NE=B-X|name=B-Y|toString=B-Z']]));
    expect(parsed.notices).toMatchObject([{ message: 'Not read of the last column: Gloss, Lang, name.' }]);
    expect(spansOf(parsed)).toEqual([
      ['entity', 'X', 'a'],
      ['toString', 'Z', 'a'],
    ]);
  });
});

describe('input that is not as it should be', () => {
  it.each([
    ['too few columns', '1\ta\t_\n', 1, '3 columns'],
    ['spaces for tabs', '1 a _ _ _ _ _ _ _ _\n', 1, '1 columns'],
    [
      'an id that does not follow',
      rows([
        ['1', 'a', '_'],
        ['3', 'b', '_'],
      ]),
      2,
      'should have 2',
    ],
    ['an empty word', rows([['1', '', '_']]), 1, 'is empty'],
    [
      'a multiword token without its words',
      rows([
        ['1-3', 'ab', '_'],
        ['1', 'a', '_'],
      ]),
      3,
      'before word 3',
    ],
    ['a multiword token that runs back', rows([['2-1', 'ab', '_']]), 1, 'must begin with word 1'],
    ['no number', rows([['x'.repeat(30), 'a', '_']]), 1, 'should have 1'],
  ])('%s keeps the file out and names the line', (_, content, line, words) => {
    const parsed = parseText(content);
    expect(parsed.documents).toEqual([]);
    expect(parsed.problems).toMatchObject([{ file: 'a.conllu', line }]);
    expect(parsed.problems[0]?.message).toContain(words);
  });

  it('takes CR LF, a byte order mark and a last sentence without its empty line', () => {
    const content = `\ufeff# newdoc id = x\r\n${rows([['1', 'a', '_']]).trimEnd()}\r\n\r\n# newdoc\n1\tb${'\t_'.repeat(8)}`;
    const parsed = parseText(content);
    expect(parsed).toMatchObject({ problems: [], notices: [] });
    expect(parsed.documents.map(({ id, text }) => [id, text])).toEqual([
      ['x', 'a'],
      [null, 'b'],
    ]);
  });

  it('is done with long lines in one go', () => {
    const long = 'x'.repeat(300_000);
    for (const value of [
      `)${long}(${long})`,
      `(${long}`,
      '(a'.repeat(100_000),
      `${'('.repeat(1000)}${long})`,
    ]) {
      expect(parseText(rows([['1', 'a', `Entity=${value}`]])).documents).toHaveLength(1);
    }
    expect(parseText(`1${' '.repeat(300_000)}x`).problems).toHaveLength(1);
  });

  it('survives whatever is in the file', () => {
    const pieces = [
      '1',
      '2',
      '-',
      '.',
      '\t',
      '\t_\t_\t_\t_\t_\t_\t_\t',
      '\n',
      '\n\n',
      '# newdoc id = ',
      '# text = ',
      'a',
    ];
    const more = [
      'SpaceAfter=No',
      'SpacesAfter=\\n',
      '|',
      'NE=B-X',
      'Entity=(e1-',
      ')',
      '[1/2]',
      '🚋',
      '\ufeff',
      '_',
      '\u2028',
    ];
    const content = fc
      .array(fc.constantFrom(...pieces, ...more), { maxLength: 80 })
      .map((parts) => parts.join(''));
    const row = fc
      .tuple(
        fc.constantFrom('a', '🚋', '\ufeff', 'o\u0308'),
        fc.array(fc.constantFrom(...more), { maxLength: 5 }),
      )
      .map(([form, misc]) => [form, misc.join('')] as const);
    const sentence = fc
      .array(row, { minLength: 1, maxLength: 6 })
      .map((words) => rows(words.map(([form, misc], at) => [String(at + 1), form, misc])));
    fc.assert(
      fc.property(
        fc.oneof(
          content,
          fc.array(sentence).map((all) => all.join('')),
        ),
        (text) => {
          const parsed = parseText(text);
          expect(parsed.documents.length === 0 || parsed.problems.length === 0).toBe(true);
          for (const document of parsed.documents) {
            saidByPlace(document);
            expect(document.text.startsWith('\ufeff')).toBe(false);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
