import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { expectedAfter, inputsOf, saidByPlace } from '../../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import { bioesCodec } from '../bioes/codec.ts';
import { encodeUtf8 } from '../bytes.ts';
import { conll2002Codec } from '../conll2002/codec.ts';
import { conll2003Codec } from '../conll2003/codec.ts';
import type { FormatCodec, ParsedFiles, WriteOptions, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { iob2TabCodec } from '../iob2-tab/codec.ts';

const codecs = {
  conll2002: conll2002Codec,
  conll2003: conll2003Codec,
  'iob2-tab': iob2TabCodec,
  bioes: bioesCodec,
};
const entities: WriteOptions = { ...DEFAULT_WRITE_OPTIONS, layers: ['entity'] };
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name));

function parse(codec: FormatCodec, name: string, bytes: Uint8Array): ParsedFiles {
  return codec.parse?.([{ name, bytes }]) ?? { documents: [], problems: [], notices: [] };
}

function parseText(content: string): ParsedFiles {
  return parse(conll2002Codec, 'a.conll', encodeUtf8(content));
}

function write(
  codec: FormatCodec,
  documents: Parameters<NonNullable<FormatCodec['serialise']>>[0],
  options: WriteOptions,
): WrittenFiles {
  if (codec.serialise === null) throw new Error('The format is not written.');
  return codec.serialise(documents, options);
}

function spansOf({ documents }: ParsedFiles): string[][] {
  return documents.map(({ annotations }) => annotations.map(({ label, quote }) => `${label} ${quote}`));
}

describe('the example of the formats', () => {
  for (const [id, codec] of Object.entries(codecs)) {
    it(`is written to the byte as ${id}`, () => {
      const { files, losses, names } = write(codec, [tramDocument()], entities);
      expect(files.map(({ content }) => content)).toEqual([fixture(`${id}.conll`).toString('utf8')]);
      expect(files.map(({ path }) => path)).toEqual([
        id === 'conll2003' ? 'documents.conll' : 'tram-1.conll',
      ]);
      expect(names).toEqual({});
      expect(losses.map(({ annotationId, what }) => [annotationId, what])).toEqual([
        ['e3', 'span-left-out'],
        ['q1', 'relation-dropped'],
        ['s1', 'relation-dropped'],
        [null, 'text-changed'],
      ]);
    });

    it(`is read as ${id}`, () => {
      const parsed = parse(codec, 'folder/tram.conll', fixture(`${id}.conll`));
      expect(parsed).toMatchObject({ problems: [], notices: [] });
      expect(parsed.documents).toMatchObject([
        {
          title: 'tram',
          text: 'Minister Ana Bo\u0308hm 🚋 said : “ Night and weekend trams cut noise . ”\nLi Wei disagrees .',
        },
      ]);
      expect(spansOf(parsed)).toEqual([['PERSON Ana Bo\u0308hm', 'SERVICE weekend trams', 'PERSON Li Wei']]);
    });
  }

  it('names layers where it has several, and keeps one span a token', () => {
    const { files, losses } = write(conll2002Codec, [tramDocument()], {
      ...DEFAULT_WRITE_OPTIONS,
      layers: TRAM_LAYERS,
    });
    const tags = String(files[0]?.content)
      .split('\n')
      .map((line) => line.split(' ')[1] ?? '');
    expect([...new Set(tags.filter((tag) => tag.startsWith('B-')))]).toEqual([
      'B-entity:PERSON',
      'B-quote:DIRECT',
      'B-stance:STANCE',
    ]);
    const left = losses
      .filter(({ what }) => what === 'span-left-out')
      .map(({ annotationId }) => annotationId);
    expect(left).toEqual(['e3', 'c1', 'e4']);
    const inner = write(conll2002Codec, [tramDocument()], {
      layers: TRAM_LAYERS,
      overlap: 'innermost',
      discontinuous: 'longest-fragment',
    });
    expect(
      inner.losses
        .filter(({ what }) => what.startsWith('span'))
        .map(({ annotationId, what }) => [annotationId, what]),
    ).toEqual([
      // Its two fragments are as long: the first is kept, which leaves e4 free.
      ['e3', 'span-changed'],
      ['c1', 'span-left-out'],
      ['q1', 'span-left-out'],
    ]);
  });
});

describe('round trips', () => {
  const policies: readonly WriteOptions[] = [
    { layers: NEWS_LAYERS, discontinuous: 'leave-out', overlap: 'outermost' },
    { layers: ['entity', 'quote'], discontinuous: 'hull', overlap: 'innermost' },
    { layers: ['claim'], discontinuous: 'longest-fragment', overlap: 'first-layer' },
  ];
  for (const [id, codec] of Object.entries(codecs)) {
    it(`keep every span that ${id} does not report`, () => {
      fc.assert(
        fc.property(exchangeDocuments, fc.constantFrom(...policies), (documents, options) => {
          const written = write(codec, documents, options);
          const parsed = codec.parse?.(inputsOf(written), written.names);
          const isBare = written.files.length > 0 && parsed?.documents.length === 0;
          expect(parsed?.problems.map(({ message }) => message)).toEqual(
            isBare ? ['The file has no words; nothing of it is imported.'] : [],
          );
          expect(parsed?.documents.map((read) => saidByPlace(read))).toEqual(
            expectedAfter(documents, options, written.losses),
          );
          // The text is as it was, or reported.
          const changed = new Set(
            written.losses
              .filter(({ what, annotationId }) => what === 'text-changed' && annotationId === null)
              .map(({ documentId }) => documentId),
          );
          for (const { id: documentId, text } of documents) {
            const isSame = parsed?.documents.some((read) => read.text === text) ?? false;
            if (!changed.has(documentId)) expect(isSame).toBe(true);
          }
        }),
        { numRuns: 60 },
      );
    });

    it(`keep the nasty documents as ${id} can`, () => {
      const documents = nastyDocuments();
      for (const options of policies) {
        const written = write(codec, documents, options);
        const parsed = codec.parse?.(inputsOf(written), written.names);
        expect(parsed?.problems).toEqual([]);
        expect(parsed?.documents.map((read) => saidByPlace(read))).toEqual(
          expectedAfter(documents, options, written.losses),
        );
        expect(write(codec, documents, options)).toEqual(written);
      }
    });
  }

  it('say that they do not tell annotators apart, where a document has several', () => {
    const document = tramDocument();
    const [first, ...others] = document.annotations;
    const options = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };
    const why = (one: typeof document) =>
      write(conll2003Codec, [one], options).losses.filter((loss) => loss.why.includes('annotators'));
    expect(why(document)).toEqual([]);
    const two = { ...first, annotator: { id: null, name: 'Somebody else' } } as typeof first;
    const several = { ...document, annotations: [two, ...others] as typeof document.annotations };
    expect(why(several)).toMatchObject([{ documentId: document.id, what: 'attribute-dropped' }]);
  });

  it('writes labels with white space as one column, different ones differently, and reads them back', () => {
    const [tram] = [tramDocument()];
    const labels = ['a b', 'a_b', 'a\u00a0b', 'a:b'];
    const spans = tram.annotations.slice(0, 2).concat(tram.annotations.slice(5));
    const annotations = spans.map((span, at) => ({ ...span, layer: 'entity', label: labels[at] ?? null }));
    const document = { ...tram, annotations };
    const written = write(conll2002Codec, [document], entities);
    expect(written.names).toEqual({
      'span entity:a b': 'a_b_2',
      'span entity:a\u00a0b': 'a_b_3',
      'span entity:a:b': 'a:b',
    });
    expect(written.losses.filter(({ what }) => what === 'name-changed')).toHaveLength(2);
    const labelsRead = (read: ParsedFiles | undefined) =>
      read?.documents.flatMap((one) => one.annotations.map(({ label }) => label)).toSorted();
    expect(labelsRead(conll2002Codec.parse?.(inputsOf(written), written.names))).toEqual(labels.toSorted());
  });

  it('writes nothing for no documents, and leaves out documents without words', () => {
    expect(write(conll2003Codec, [], entities).files).toEqual([{ path: 'documents.conll', content: '' }]);
    expect(write(conll2002Codec, [], entities).files).toEqual([]);
    const blank = { ...tramDocument(), text: ' \n', annotations: [], relations: [] };
    const { files, losses } = write(bioesCodec, [blank], entities);
    expect(files).toEqual([]);
    expect(losses).toEqual([
      {
        documentId: 'tram-1',
        annotationId: null,
        what: 'text-changed',
        why: 'The document has no words, and was left out.',
      },
    ]);
  });
});

const POS_UNREAD = 'The columns between the word and the tag (part of speech, chunk) were not read.';

describe('files of others', () => {
  const outcomes: Record<string, { spans: number[]; notices: string[]; problems: (number | null)[] }> = {
    'ner-token-per-line.iob': { spans: [7], notices: [], problems: [] },
    'ner-token-per-line-conll2003.iob': { spans: [7], notices: [POS_UNREAD], problems: [] },
    'doccano-example.conll': { spans: [2], notices: [], problems: [] },
    'doccano-labeling.invalid.conll': { spans: [], notices: [], problems: [1] },
    'doccano-labeling.trailing.conll': { spans: [2], notices: [], problems: [] },
    // Each of its 26 lines ends with a column that is no tag: it is read as CoNLL-U.
    'conll-x.conll': { spans: [], notices: [], problems: Array.from({ length: 26 }, (_, at) => at + 1) },
  };
  for (const [name, outcome] of Object.entries(outcomes)) {
    it(`${name} comes in as stated`, () => {
      const parsed = parse(conll2002Codec, name, fixture(name));
      expect({
        spans: parsed.documents.map(({ annotations }) => annotations.length),
        notices: parsed.notices.map(({ message }) => message),
        problems: parsed.problems.map(({ line }) => line),
      }).toEqual(outcome);
    });
  }
});

describe('schemes of tags', () => {
  const sentence = (tags: string) =>
    tags
      .split(' ')
      .map((tag, at) => `w${at} ${tag}\n`)
      .join('');
  it.each([
    ['B-A I-A I-B O I-B B-B', ['A w0 w1', 'B w2', 'B w4', 'B w5'], 'IOB1'],
    ['I-A I-A O I-A B-A', ['A w0 w1', 'A w3', 'A w4'], 'IOB1'],
    ['B-A B-A I-A', ['A w0', 'A w1 w2'], null],
    ['S-A B-A I-A E-A B-A E-A', ['A w0', 'A w1 w2 w3', 'A w4 w5'], 'BIOES'],
    ['U-A B-A L-A I-A', ['A w0', 'A w1 w2', 'A w3'], 'BILOU'],
    ['B-A M-A E-A S-A', ['A w0 w1 w2', 'A w3'], 'BMES'],
    ['B-x-y I-x-y B-quote:direct', ['x-y w0 w1', 'direct w2'], null],
    ['B I O', ['null w0 w1'], null],
  ])('%s', (tags, spans, said) => {
    const parsed = parseText(sentence(tags));
    expect(spansOf(parsed)).toEqual([spans]);
    expect(parsed.notices.map(({ message }) => /IOB1|BIOES|BILOU|BMES/.exec(message)?.[0])).toEqual(
      said === null ? [] : [said],
    );
  });
});

describe('input that is not as it should be', () => {
  it.each([
    ['no tag', 'Ana B-PERSON\nBöhm\n', 2, 'one column'],
    ['another column', 'Ana B-PERSON\nBöhm NNP I-PERSON\n', 2, '3 columns, and line 1 has 2'],
    ['a column that is no tag', 'Ana\tB-PERSON\nsaid\tVERB\n', 2, '“VERB”'],
    ['an empty word', '\tO\n', 1, 'is empty'],
    ['a document line without more', 'a O\n-DOCSTART-\nb X\n', 3, '“X”'],
  ])('%s keeps the file out and names the line', (_, content, line, words) => {
    const parsed = parseText(content);
    expect(parsed.documents).toEqual([]);
    expect(parsed.problems).toHaveLength(1);
    expect(parsed.problems[0]).toMatchObject({ file: 'a.conll', line });
    expect(parsed.problems[0]?.message).toContain(words);
  });

  it('names the line that is not UTF-8', () => {
    const parsed = parse(
      conll2003Codec,
      'a.conll',
      new Uint8Array([0x61, 0x20, 0x4f, 0x0a, 0xff, 0x20, 0x4f]),
    );
    expect(parsed).toMatchObject({ documents: [], problems: [{ file: 'a.conll', line: 2 }] });
  });

  it('takes CR LF, a byte order mark, no empty line at the end, and both lines that begin documents', () => {
    const parsed = parseText(
      '\ufeff-DOCSTART- -X- O O\r\n\r\na -X- O B-X\r\n\r\n-DOCSTART- -X- -X- O\r\n\r\n\ufeffb -X- O O',
    );
    expect(parsed).toMatchObject({ problems: [], notices: [] });
    expect(parsed.documents.map(({ title, text }) => [title, text])).toEqual([
      ['a 1', 'a'],
      ['a 2', 'b'],
    ]);
  });

  it('says that a file is empty', () => {
    expect(parseText('\n\n')).toMatchObject({ documents: [], problems: [{ line: null }], notices: [] });
  });

  it('keeps labels and words that look like something else', () => {
    const parsed = parseText('__proto__ B-__proto__\n# O\n<b> S-<script>\n');
    expect(spansOf(parsed)).toEqual([['__proto__ __proto__', '<script> <b>']]);
  });

  it('is done with long lines in one go', () => {
    const spaces = ' '.repeat(300_000);
    expect(parseText(`a${spaces}x O${spaces}`).problems).toEqual([]);
    expect(parseText(`${'a '.repeat(300_000)}x`).problems).toHaveLength(1);
    expect(parseText('x\n'.repeat(100_000)).problems).toHaveLength(100);
  });

  it('survives whatever is in the file', () => {
    const pieces = [
      'a',
      ' ',
      '\t',
      '\n',
      '\r',
      'B-',
      'I-X',
      'O',
      '-DOCSTART-',
      '🚋',
      '\u2028',
      '\ufeff',
      '\0',
      '_',
    ];
    const content = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(content, (text) => {
        const parsed = parseText(text);
        expect(parsed.documents.length === 0 || parsed.problems.length === 0).toBe(true);
        for (const document of parsed.documents) saidByPlace(document);
      }),
      { numRuns: 500 },
    );
  });
});
