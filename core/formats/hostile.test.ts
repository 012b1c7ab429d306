import { describe, expect, test } from 'vitest';
import { readerOf, spanFaults } from '../../test-support/fuzz-formats.ts';
import { FILE_MAKERS, type StatedLink, type StatedSpan } from '../../test-support/hostile-files.ts';
import { inputsOf } from '../../test-support/tagged-documents.ts';
import { TRAM_LAYERS, tramDocument } from '../../test-support/tram-document.ts';
import { encodeUtf8 } from './bytes.ts';
import { codecOf } from './codecs.ts';
import { DEFAULT_WRITE_OPTIONS, type InputFile, type ParsedFiles } from './exchange.ts';
import { FORMAT_IDS, type FormatId } from './registry.ts';

/** 🚋 is one code point and two UTF-16 units, 4 and 5. */
const TEXT = 'Ana 🚋 said no.\n';
const GOOD: StatedSpan = { id: 'T1', start: 0, end: 3, label: 'person' };
const MADE = Object.keys(FILE_MAKERS) as FormatId[];
/** Formats whose spans have none: their links name places. */
const WITHOUT_IDS: readonly FormatId[] = ['prodigy', 'spacy'];
/** Formats whose offsets count UTF-16 units, so that they can point into a pair. */
const UTF16: readonly FormatId[] = ['doccano', 'uima-json', 'uima-xmi'];

function read(format: FormatId, files: readonly InputFile[]) {
  // None of these formats answers later.
  const parsed = readerOf(format)?.(files) as ParsedFiles | undefined;
  if (parsed === undefined) throw new Error(`${format} is not read.`);
  expect(parsed.documents.flatMap(spanFaults)).toEqual([]);
  return { ...parsed, said: [...parsed.problems, ...parsed.notices] };
}

function readSpans(format: FormatId, spans: readonly StatedSpan[], links: readonly StatedLink[] = []) {
  return read(format, FILE_MAKERS[format]?.(TEXT, spans, links) ?? []);
}

describe.each(MADE)('%s', (format) => {
  test('whose spans and links are good is read without a word', () => {
    const { documents, problems } = readSpans(
      format,
      [GOOD, { id: 'T2', start: 6, end: 8, label: 'person' }],
      [{ from: 'T1', to: 'T2' }],
    );
    expect(problems).toEqual([]);
    expect(documents.map(({ text, annotations }) => [text, annotations.length])).toEqual([[TEXT, 2]]);
  });

  test.each([
    ['past the end', 2, 9999],
    ['wholly past the end', 5000, 9999],
    ['negative', -2, 3],
    ['reversed', 8, 2],
    ['empty', 3, 3],
    ['no whole number', 0.5, 2],
    ['larger than any number', 0, 1e308],
    ['a number that is no number', 0, Number.NaN],
  ])('whose offsets are %s says so, and shifts nothing', (_, start, end) => {
    const bad = { id: 'T2', start, end, label: 'person' };
    const { documents, said } = readSpans(format, [GOOD, bad]);
    expect(said.map(({ file, message }) => [file, message.trim() !== ''])).toContainEqual([
      expect.any(String),
      true,
    ]);
    // Either the file stays out, or the good span goes in alone.
    for (const { annotations } of documents) {
      expect(annotations.map(({ quote }) => quote)).toEqual(['Ana']);
    }
  });

  test('with ids that come twice keeps both spans, says so, and links the first', () => {
    const twins = [GOOD, { id: 'T1', start: 7, end: 11, label: 'thing' }];
    const other = { id: 'T2', start: 12, end: 14, label: 'person' };
    const { documents, said } = readSpans(format, [...twins, other], [{ from: 'T1', to: 'T2' }]);
    if (format === 'jsonl') {
      // Ours is refused: what we write has no such ids, so somebody has changed it.
      expect(documents).toEqual([]);
      expect(said.length).toBeGreaterThan(0);
      return;
    }
    const [document] = documents;
    const ids = document?.annotations.flatMap(({ id }) => (id === null ? [] : [id])) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    // Brat leaves such a line out (`DuplicateAnnotationIdError`), and so does whoever reads what it reads.
    expect(document?.annotations).toHaveLength(format === 'brat' ? 2 : 3);
    if (WITHOUT_IDS.includes(format)) return;
    expect(said.length).toBeGreaterThan(0);
    const first = document?.annotations.find(({ quote }) => quote === 'Ana');
    expect(document?.relations.map(({ source }) => source)).toEqual([first?.id]);
  });

  test('with a link to nowhere leaves it out and says so', () => {
    const links = [
      { from: 'T1', to: 'T9' },
      { from: 'T9', to: 'T1' },
    ];
    const { documents, said } = readSpans(format, [GOOD], links);
    for (const { relations } of documents) expect(relations).toEqual([]);
    // spaCy has no links.
    if (format !== 'spacy') expect(said.length).toBeGreaterThan(0);
  });

  test('keeps a label that is HTML as the words it is', () => {
    const label = '<img src=x onerror="alert(1)">';
    const { documents, said } = readSpans(format, [GOOD, { id: 'T2', start: 6, end: 8, label }]);
    const labels = documents.flatMap(({ annotations }) => annotations.map((one) => one.label));
    const values = documents.flatMap(({ annotations }) => JSON.stringify(annotations));
    const isThere = labels.includes(label) || values.join().includes(JSON.stringify(label).slice(1, -1));
    if (!isThere) expect(said.length).toBeGreaterThan(0);
  });

  test('does not take names of JavaScript for its own', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const spans = names.map((label, index) => ({ id: `T${index + 2}`, start: 0, end: 3, label }));
    const { documents, problems } = readSpans(format, spans);
    if (problems.length === 0) expect(documents[0]?.annotations).toHaveLength(names.length);
  });
});

test.each(UTF16)('%s: a span that ends within a character is left out, or the unit is said', (format) => {
  const { documents, said } = readSpans(format, [GOOD, { id: 'T2', start: 5, end: 8, label: 'person' }]);
  expect(said.length).toBeGreaterThan(0);
  expect(documents[0]?.annotations[0]?.quote).toBe('Ana');
});

/** Formats that are read back from what we write: a real file of each to do harm to. */
const WRITTEN = FORMAT_IDS.filter((id) => codecOf(id)?.parse != null && codecOf(id)?.serialise != null);

function written(format: FormatId): readonly InputFile[] {
  const layers = TRAM_LAYERS;
  const files = codecOf(format)?.serialise?.([tramDocument()], { ...DEFAULT_WRITE_OPTIONS, layers });
  if (files === undefined) throw new Error(`${format} is not written.`);
  return inputsOf(files);
}

describe.each(WRITTEN)('%s', (format) => {
  const whole = (files: readonly InputFile[]) => read(format, files);

  test('in another encoding is refused by name, not misread', () => {
    const utf16 = written(format).map(({ name, bytes }) => ({
      name,
      bytes: new Uint8Array(Buffer.from(`\ufeff${new TextDecoder().decode(bytes)}`, 'utf16le')),
    }));
    const { documents, said } = whole(utf16);
    expect(documents).toEqual([]);
    expect(said.length).toBeGreaterThan(0);
    const latin = written(format).map(({ name, bytes }) => ({
      name,
      bytes: new Uint8Array([...bytes, 0x0a, 0xe9, 0x0a]),
    }));
    const read = whole(latin);
    expect(read.said.some(({ message }) => /UTF-8/.test(message))).toBe(true);
    expect(read.documents).toEqual([]);
  });

  test('that is cut off anywhere says so, or is what is left of it', () => {
    const files = written(format);
    for (const [index, { bytes }] of files.entries()) {
      for (let cut = 1; cut < 12; cut += 1) {
        const cutOff = files.map((file, at) =>
          at === index ? { ...file, bytes: bytes.slice(0, Math.floor((bytes.length * cut) / 12)) } : file,
        );
        const { documents, said } = whole(cutOff);
        if (documents.length === 0) expect(said.length).toBeGreaterThan(0);
      }
    }
  });
});

const LAUGHS = `<!DOCTYPE x [<!ENTITY a "ha">${[...'bcdefghij']
  .map((name, index) => `<!ENTITY ${name} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`)
  .join('')}]>`;

describe.each<FormatId>(['uima-xmi', 'tei'])('%s, which is XML', (format) => {
  test.each([
    ['a billion laughs', LAUGHS, '&j;'],
    ['a file of this computer', '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>', '&j;'],
    ['a file of the network', '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd">', ''],
    ['an entity of the document type', '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', ''],
  ])('does not expand or fetch %s', (_, type, used) => {
    const files = written(format).map(({ name, bytes }) => {
      const text = new TextDecoder().decode(bytes);
      const head = /^<\?xml[^>]*\?>\s*/.exec(text)?.[0] ?? '';
      const body = text.slice(head.length).replace(/>[^<]*<\//, (match) => match.replace('>', `>${used}`));
      return { name, bytes: encodeUtf8(`${head}${type}${body}`) };
    });
    const { documents, problems } = read(format, files);
    expect(documents).toEqual([]);
    expect(problems[0]?.message).toMatch(/document type/);
  });
});
