import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asGoldDocument } from '../../../test-support/as-gold.ts';
import {
  exchangeDocuments,
  NEWS_LAYERS,
  nastyDocument,
  nastyDocuments,
} from '../../../test-support/exchange-documents.ts';
import { encodeUtf8 } from '../bytes.ts';
import type { ExchangeAnnotation, ExchangeDocument, ParsedFiles, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { xmlSafeDocument } from '../xml/safe.ts';
import { teiCodec } from './codec.ts';

function write(documents: readonly ExchangeDocument[], layers = NEWS_LAYERS, gold = false): WrittenFiles {
  const written = teiCodec.serialise?.(documents, { ...DEFAULT_WRITE_OPTIONS, layers, gold });
  if (written === undefined) throw new Error('The format is not written.');
  return written;
}

function parse(xml: string | Uint8Array): ParsedFiles {
  const parsed = teiCodec.parse?.([
    { name: 'x.xml', bytes: typeof xml === 'string' ? encodeUtf8(xml) : xml },
  ]);
  if (parsed === undefined) throw new Error('The format is not read.');
  return parsed;
}

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

function expectRoundTrip(
  documents: readonly ExchangeDocument[],
  layers = NEWS_LAYERS,
  gold = false,
): readonly string[] {
  const { files } = write(documents, layers, gold);
  expect(files.length).toBe(documents.length);
  for (const [index, { content }] of files.entries()) {
    const parsed = parse(String(content));
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    const document = documents[index];
    if (document === undefined) continue;
    const expected = { ...xmlSafeDocument(document).document, textSha256: null };
    const byId = (a: { id: string | null }, b: { id: string | null }) =>
      (a.id ?? '') < (b.id ?? '') ? -1 : 1;
    const [found] = parsed.documents;
    expect({ ...found, relations: found?.relations.toSorted(byId) }).toEqual({
      ...expected,
      relations: expected.relations.toSorted(byId),
    });
  }
  return files.map(({ content }) => String(content));
}

/** `layer label fragments quote certainty attributes` of each span, relations by quotes. */
function meaningOf(document: ExchangeDocument | undefined) {
  const quotes = new Map(document?.annotations.map(({ id, quote }) => [id, quote]));
  return {
    spans: document?.annotations.map(({ layer, label, fragments, quote, certainty, attributes }) =>
      [
        layer,
        label ?? '–',
        fragments.map(({ start, end }) => `${start}–${end}`).join(','),
        quote,
        ...(certainty === null ? [] : [certainty]),
        ...Object.entries(attributes).map(([name, value]) =>
          value?.is === 'values' ? `${name}=${value.values.join()}` : name,
        ),
      ].join(' '),
    ),
    relations: document?.relations.map(
      ({ type, source, target }) => `${type} ${quotes.get(source)} → ${quotes.get(target)}`,
    ),
  };
}

describe('round trip', () => {
  test('what is written is read back the same', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => void expectRoundTrip(documents)),
      { numRuns: 60 },
    );
  });

  test('gold too, whose groups say so while each span says who decided', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        for (const xml of expectRoundTrip(documents.map(asGoldDocument), NEWS_LAYERS, true)) {
          const groups = xml.match(/<spanGrp (?!type="cue" subtype)[^>]*>/g) ?? [];
          expect(groups.filter((group) => !group.includes('resp="#gold"'))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
    const [xml = ''] = expectRoundTrip(nastyDocuments().map(asGoldDocument), NEWS_LAYERS, true);
    expect(xml).toContain('<spanGrp type="entity" resp="#gold">');
    expect(xml).toMatch(/<span [^>]*resp="#ann1"/);
  });

  test('the nasty documents, and the same bytes for the same documents', () => {
    expectRoundTrip(nastyDocuments());
    expect(write(nastyDocuments())).toEqual(write(nastyDocuments()));
    expect(write(nastyDocuments()).losses.map(({ what }) => what)).toEqual(['text-changed']);
    expect(write([]).files).toEqual([]);
  });

  test('names, ids and values that XML and TEI do not take', () => {
    const nasty = nastyDocument();
    const [annotation] = nasty.annotations;
    if (annotation === undefined) throw new Error('There is none.');
    const values = ['none', 'n/a', '', ' a\n b ', 'x', '@article'].map((value) => [
      `attribute ${value}`,
      { is: 'values', values: [value] },
    ]);
    const attributes = Object.fromEntries([
      ...values,
      ['certainty', { is: 'values', values: ['sure'] }],
      ['standoff.origin', { is: 'values', values: ['manual'] }],
      ['__proto__', { is: 'none' }],
    ]) as ExchangeAnnotation['attributes'];
    const ids = ['txt', 'p1', 'a b', 'a_b', '1', 'ümlaut', 'a0198', 'fs.txt'];
    const annotations = ids.map((id) => ({
      ...annotation,
      id,
      layer: 'my layer',
      label: 'a "label" <x>',
      attributes,
    }));
    expectRoundTrip(
      [{ ...nasty, annotations: annotations.toSorted((a, b) => (a.id < b.id ? -1 : 1)), relations: [] }],
      ['my layer'],
    );
  });

  test('layers that are not chosen stay out, and what points at them is told', () => {
    const { losses, files } = write([nastyDocument()], ['claim']);
    expect(losses.map(({ what }) => what).toSorted()).toEqual([
      'attribute-dropped',
      'relation-dropped',
      'relation-dropped',
      'text-changed',
    ]);
    const [document] = parse(String(files[0]?.content)).documents;
    expect(document?.annotations.length).toBe(3);
  });
});

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

describe('files of others', () => {
  test('whose gold was decided by nobody in particular', () => {
    const { documents } = parse(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><spanGrp type="entity" resp="#gold"><span from="#a" to="#b"/>
        </spanGrp><spanGrp type="entity" resp="#ann1"><span from="#a" to="#b"/></spanGrp></standOff>
        <text><body><ab xml:space="preserve"><anchor xml:id="a"/>Ana<anchor xml:id="b"/> met</ab></body></text></TEI>`,
    );
    expect(documents[0]?.annotations).toMatchObject([
      { quote: 'Ana', annotator: { name: 'gold' }, origin: 'adjudicated' },
      { quote: 'Ana', annotator: { name: 'ann1' }, origin: null },
    ]);
  });

  test('the example of every format is read, and written to the same meaning', () => {
    const { documents, problems, notices } = parse(fixture('tram-1.xml'));
    expect([problems, notices]).toEqual([[], []]);
    expect(meaningOf(documents[0])).toEqual(TRAM);
    expect(documents[0]?.title).toBe('tram-1');
    expect(documents[0]?.annotations.map(({ id }) => id)).toEqual(['e1', 'q1', 'c1', 'e3', 'e4', 'e2', 's1']);
    expect(documents[0]?.annotations[0]?.annotator).toEqual({ id: null, name: 'ann1' });
    const again = write(documents, ['entity', 'quote', 'claim', 'stance']);
    expect(again.losses).toEqual([]);
    expect(meaningOf(parse(String(again.files[0]?.content)).documents[0])).toEqual(TRAM);
  });

  test('a TEI document without stand-off: its paragraphs, white space collapsed', () => {
    const { documents, problems, notices } = parse(fixture('sample.xml'));
    expect([problems, notices]).toEqual([[], []]);
    const [document] = documents;
    expect(document?.title).toBe('Homer: The Odyssey');
    expect(document?.annotations).toEqual([]);
    expect(document?.blocks?.length).toBe(7);
    const blocks = document?.blocks?.map(({ start, end }) => document.text.slice(start, end));
    expect(blocks?.join('\n\n')).toBe(document?.text);
    expect(
      blocks?.[0]?.startsWith(
        'Tell me, O muse, of that ingenious hero who travelled far and wide after he had sacked',
      ),
    ).toBe(true);
    expect(document?.text.includes('  ')).toBe(false);
  });

  const tei = (body: string, standOff = '') =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>${standOff}<text><body>${body}</body></text></TEI>`;

  test('spans over words and segments, by target and by from and to', () => {
    const body =
      '<p><w xml:id="w1">One</w> <w xml:id="w2">two</w>\n <w xml:id="w3">three</w> <w xml:id="w4">🚋</w></p>';
    const spans =
      '<span target="#w1 #w2 #w4">first</span><span from="#w2" to="#w4"/><span from="#w3"/><span target="#w9"/>';
    const { documents, notices } = parse(
      tei(body, `<standOff><spanGrp type="x">${spans}</spanGrp></standOff>`),
    );
    expect(documents[0]?.text).toBe('One two three 🚋');
    expect(meaningOf(documents[0]).spans).toEqual([
      'x first 0–7,14–16 One two 🚋',
      'x – 4–16 two three 🚋',
      'x – 8–13 three',
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      'The span points at #w9, which is not in the text; left out.',
    ]);
  });

  test('names and quotes in the text, where there are no spans', () => {
    const body =
      '<head>News</head><p><persName>Ana</persName> of\n<rs type="org">the board</rs> said: <said who="#ana">No <placeName>Linz</placeName>!</said></p>';
    const { documents } = parse(tei(body));
    expect(documents[0]?.blocks?.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect(meaningOf(documents[0]).spans).toEqual([
      'entity person 6–9 Ana',
      'entity organisation 13–22 the board',
      'quote – 29–37 No Linz! speaker',
      'entity location 32–36 Linz',
    ]);
  });

  test('texts kept to the character are joined; anchors and lb add nothing', () => {
    const body =
      '<ab xml:space="preserve">a  b<lb/>\n</ab>\n  <ab xml:space="preserve"><anchor xml:id="i"/> c<anchor xml:id="j"/></ab>';
    const spans = '<standOff><spanGrp type="x"><span from="#i" to="#j"/></spanGrp></standOff>';
    const { documents } = parse(tei(body, spans));
    expect(documents[0]?.text).toBe('a  b\n c');
    expect(documents[0]?.annotations[0]?.quote).toBe(' c');
  });
});

describe('hostile files', () => {
  test.each([
    ['', /root element/],
    ['<TEI.2/>', /TEI P4/],
    ['<html/>', /not TEI P5/],
    ['<TEI/>', /no <text>/],
    ['<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI/>', /document type/],
    [`${'<div>'.repeat(1000)}`, /nested/],
  ])('%.40s', (xml, message) => {
    const { documents, problems } = parse(xml);
    expect(documents).toEqual([]);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringMatching(message)]);
  });

  test('spans and links that point nowhere, backwards or in rings', () => {
    const spans =
      '<span xml:id="s1" from="#b" to="#a"/><span xml:id="s2" from="#a" to="#a"/><span xml:id="s3"/><span xml:id="s4" from="#a" to="#b" next="#s5" prev="#s5"/><span xml:id="s5" from="#a" to="#b" next="#s4" prev="#s4"/>';
    const links =
      '<link target="#s4 #s9"/><link target="#s4"/><link target="#s4 #s4 #s4"/><link target="#a #s4"/>';
    const { documents, notices, problems } = parse(
      `<TEI><standOff><spanGrp>${spans}</spanGrp><linkGrp type="attribute">${links}</linkGrp></standOff><text><ab xml:space="preserve"><anchor xml:id="a"/>x<anchor xml:id="b"/></ab></text></TEI>`,
    );
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations.map(({ id, quote }) => [id, quote])).toEqual([['s4', 'x']]);
    expect(notices.length).toBe(7);
  });

  test('ids that come twice, and what spans, notes and features point at in vain', () => {
    const body = '<p><w xml:id="w1">One</w> <w xml:id="w2">two</w> <w xml:id="w1">three</w></p>';
    const standOff =
      '<standOff><spanGrp type="x"><span xml:id="s1" target="#w1" ana="#f1 #gone"/></spanGrp>' +
      '<fs xml:id="f1"><f name="mood"><symbol value="calm"/></f><f name="void"/></fs>' +
      '<listAnnotation><note target="#s1">Kept.</note><note target="#gone">Lost.</note></listAnnotation></standOff>';
    const { documents, notices } = parse(
      `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>${standOff}<text><body>${body}</body></text></TEI>`,
    );
    expect(documents[0]?.annotations).toMatchObject([
      { quote: 'One', note: 'Kept.', attributes: { mood: { is: 'values', values: ['calm'] } } },
    ]);
    expect(notices.map(({ message }) => message)).toEqual([
      'The id “w1” is that of another element before, which pointers to it mean.',
      'A note points at #gone, which is no span; left out.',
      'The feature “void” has no value that is text; left out.',
      'The span’s ana “#f1 #gone” points at something that is not in the file; left out.',
    ]);
  });

  test('a span of our own files that says another text than stands there is told', () => {
    const { content } =
      write(parse(fixture('tram-1.xml')).documents, ['entity', 'quote', 'claim', 'stance']).files[0] ?? {};
    const { documents, notices } = parse(String(content).replace('>Li Wei</span>', '>Li Bo</span>'));
    expect(notices.map(({ message }) => message)).toEqual([
      'The span holds “Li Bo”, and the text there is “Li Wei”; the text counts.',
    ]);
    expect(documents[0]?.annotations.some(({ quote }) => quote === 'Li Wei')).toBe(true);
  });

  test('files that are cut short are refused, wherever the cut is', () => {
    const whole = String(write([nastyDocument()]).files[0]?.content);
    for (let at = 0; at < whole.length - 8; at += 101) {
      const { documents, problems } = parse(whole.slice(0, at).toWellFormed());
      expect(documents).toEqual([]);
      expect(problems.length).toBe(1);
    }
  });
});
