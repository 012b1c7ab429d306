import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeAnnotation, ExchangeDocument, FormatCodec, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { uimaJsonCodec } from '../uima-json/codec.ts';
import { uimaXmiCodec } from '../uima-xmi/codec.ts';
import { xmlSafeDocument } from '../xml/safe.ts';

const OPTIONS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };

function write(
  codec: FormatCodec,
  documents: readonly ExchangeDocument[],
  layers = NEWS_LAYERS,
): WrittenFiles {
  const written = codec.serialise?.(documents, { ...OPTIONS, layers });
  if (written === undefined) throw new Error('The format is not written.');
  return written;
}

function read(codec: FormatCodec, { files }: WrittenFiles) {
  const input = files.map(({ path, content }) => ({
    name: path,
    bytes: typeof content === 'string' ? encodeUtf8(content) : content,
  }));
  const parsed = codec.parse?.(input);
  if (parsed === undefined) throw new Error('The format is not read.');
  return parsed;
}

/** By id: files of several annotators come one after the other. */
function comparable(documents: readonly ExchangeDocument[]) {
  const byId = (a: { id: string | null }, b: { id: string | null }) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1);
  return documents
    .map((document) => ({
      ...document,
      textSha256: null,
      annotations: document.annotations.toSorted(byId),
      relations: document.relations.toSorted(byId),
    }))
    .toSorted(byId);
}

/** What is promised: all but what points from one annotator to another. Counted by hand, not by the code under test. */
function expectedOf(document: ExchangeDocument): { document: ExchangeDocument; losses: string[] } {
  const annotatorOf = new Map(document.annotations.map(({ id, annotator }) => [id, annotator?.id ?? null]));
  const losses: string[] = [];
  const annotations = document.annotations.map((annotation): ExchangeAnnotation => {
    const attributes = Object.entries(annotation.attributes).flatMap(([name, value]): [string, unknown][] => {
      if (value?.is !== 'links') return [[name, value]];
      const links = value.links.filter((link) => {
        const lost =
          link.kind === 'annotation' && annotatorOf.get(link.id) !== (annotation.annotator?.id ?? null);
        if (lost) losses.push(`attribute-dropped ${annotation.id}`);
        return !lost;
      });
      return links.length === 0 ? [] : [[name, { is: 'links', links }]];
    });
    return { ...annotation, attributes: Object.fromEntries(attributes) as ExchangeAnnotation['attributes'] };
  });
  const relations = document.relations.filter(({ id, source, target }) => {
    const lost = annotatorOf.get(source) !== annotatorOf.get(target);
    if (lost) losses.push(`relation-dropped ${id}`);
    return !lost;
  });
  return { document: { ...document, annotations, relations }, losses };
}

describe.each([
  ['uima-xmi', uimaXmiCodec],
  ['uima-json', uimaJsonCodec],
] as const)('%s', (id, codec) => {
  const safe = (document: ExchangeDocument) =>
    id === 'uima-xmi' ? xmlSafeDocument(document).document : document;

  function expectRoundTrip(documents: readonly ExchangeDocument[], layers = NEWS_LAYERS): void {
    const expected = documents.map((document) => expectedOf(safe(document)));
    const written = write(codec, documents, layers);
    const parsed = read(codec, written);
    expect(parsed.problems).toEqual([]);
    expect(parsed.notices).toEqual([]);
    expect(comparable(parsed.documents)).toEqual(comparable(expected.map(({ document }) => document)));
    const losses = written.losses.filter(({ what }) => what.endsWith('-dropped'));
    expect(losses.map(({ what, annotationId }) => `${what} ${annotationId}`).toSorted()).toEqual(
      expected.flatMap((each) => each.losses).toSorted(),
    );
  }

  test('what is written is read back the same; what is not is told exactly', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => expectRoundTrip(documents)),
      { numRuns: 60 },
    );
  });

  test('the nasty documents', () => {
    expectRoundTrip(nastyDocuments());
    const { losses } = write(codec, nastyDocuments());
    const changed = losses.filter(({ what }) => what === 'text-changed');
    expect(changed.length).toBe(id === 'uima-xmi' ? 1 : 0);
  });

  test('annotators whose names no file may have, or differ only in case, come back', () => {
    const [nasty] = nastyDocuments();
    if (nasty === undefined) throw new Error('There is none.');
    const people = ['CON', 'con', 'Böhm', '李', 'aux'];
    const annotations = nasty.annotations.slice(0, people.length).map((one, index) => ({
      ...one,
      attributes: {},
      annotator: { id: `p${index}`, name: people[index] ?? '' },
    }));
    const documents = [{ ...nasty, title: 'NUL', annotations, relations: [] }];
    const files = write(codec, documents).files.map(({ path }) => path.split('/').at(-1)?.split('.')[0]);
    for (const name of ['CON-file', 'con-file_2', 'Boehm', 'annotator', 'aux-file'])
      expect(files).toContain(name);
    expectRoundTrip(documents);
  });

  test('the same documents give the same bytes', () => {
    expect(write(codec, nastyDocuments())).toEqual(write(codec, nastyDocuments()));
  });

  test('names that are no Java identifiers come back, also where two become one', () => {
    const [nasty] = nastyDocuments();
    const layers = ['my layer', 'My-layer', 'Größe', '1', 'relation', 'cue', '__proto__'];
    const names = [
      'value',
      'group',
      'standoffId',
      'sofa',
      'a b',
      'a-b',
      '__proto__',
      'constructor',
      'ä',
      '9',
    ];
    const attributes = JSON.parse(
      `{${names.map((name) => `${JSON.stringify(name)}:{"is":"values","values":["x ${name}"]}`).join(',')}}`,
    );
    if (nasty === undefined) throw new Error('There is none.');
    const annotations = nasty.annotations
      .slice(0, layers.length)
      .map((annotation, index) => ({ ...annotation, layer: layers[index] ?? '', attributes }));
    const [unmarked] = [{ ...nasty, annotations, relations: [] }];
    expectRoundTrip([unmarked], layers);
    const { names: written } = write(codec, [unmarked], layers);
    expect(written['my layer']).toBe('webanno.custom.MyLayer');
    expect(written['My-layer']).toBe('webanno.custom.MyLayer_2');
    expect(written.relation).toBe('webanno.custom.Relation_2');
  });

  test('values that look like states and links stay values', () => {
    const [nasty] = nastyDocuments();
    const [annotation] = nasty?.annotations ?? [];
    if (nasty === undefined || annotation === undefined) throw new Error('There is none.');
    const attributes = {
      a: { is: 'values', values: ['none'] },
      b: { is: 'values', values: ['n/a'] },
      c: { is: 'values', values: ['@article', '@inherited'] },
      d: { is: 'links', links: [{ kind: 'text', text: '@article' }] },
      e: {
        is: 'links',
        links: [
          { kind: 'text', text: 'none' },
          { kind: 'annotation', id: annotation.id },
          { kind: 'article' },
          { kind: 'annotation', id: annotation.id },
          { kind: 'text', text: '' },
        ],
      },
      f: { is: 'values', values: ['', ' a\n b '] },
    } as unknown as ExchangeAnnotation['attributes'];
    expectRoundTrip([{ ...nasty, annotations: [{ ...annotation, attributes }], relations: [] }]);
  });

  test('layers that are not chosen stay out, and what points at them is told', () => {
    const [nasty] = nastyDocuments();
    if (nasty === undefined) throw new Error('There is none.');
    const full = nastyDocuments().filter(({ annotations }) => annotations.length > 0);
    const written = write(codec, full, ['claim']);
    const parsed = read(codec, written);
    expect(new Set(parsed.documents[0]?.annotations.map(({ layer }) => layer))).toEqual(new Set(['claim']));
    expect(parsed.documents[0]?.relations.map(({ type }) => type)).toEqual(['supports', 'contradicts']);
    const dropped = written.losses.map(({ what }) => what).filter((what) => what.endsWith('-dropped'));
    expect(dropped.toSorted()).toEqual(['attribute-dropped', 'relation-dropped', 'relation-dropped']);
  });

  test('files that are cut short are refused with a message, wherever the cut is', () => {
    const written = write(codec, nastyDocuments());
    const file = written.files.at(-1);
    const whole = String(file?.content);
    for (let at = 0; at < whole.length - 2; at += 97) {
      const bytes = encodeUtf8(whole.slice(0, at).toWellFormed());
      const parsed = codec.parse?.([{ name: 'cut', bytes }]);
      expect(parsed?.documents).toEqual([]);
      expect(parsed?.problems.length).toBe(1);
    }
  });
});
