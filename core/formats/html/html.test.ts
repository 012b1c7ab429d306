import fc from 'fast-check';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import {
  exchangeDocuments,
  NEWS_LAYERS,
  nastyDocument,
  nastyDocuments,
} from '../../../test-support/exchange-documents.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { writeMarkdownReport } from '../markdown/codec.ts';
import { withoutControls } from '../report/controls.ts';
import { NO_FACTS } from '../report/report-facts.ts';
import { createReportNames } from '../report/report-names.ts';
import { htmlCodec, writeHtmlReport } from './codec.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };

const write = (documents: readonly ExchangeDocument[], options = NEWS): string =>
  String(htmlCodec.serialise?.(documents, options).files[0]?.content);

/** The page as a browser reads it; fails where it would have to repair something. */
function pageOf(html: string): Node[] {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => errors.push(code) });
  expect(errors.filter((code) => code !== 'control-character-in-input-stream')).toEqual([]);
  const nodes: Node[] = [];
  const walk = (node: Node): void => {
    nodes.push(node);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(document);
  return nodes;
}

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (node: Element, name: string): string | null =>
  node.attrs.find((one) => one.name === name)?.value ?? null;
const textOf = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
const blank = (text: string): string => text.replace(/\s+/gu, '');

describe('the report', () => {
  test('shows all of the text, and marks what each annotation covers', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const nodes = pageOf(write(documents)).filter(isElement);
        const texts = nodes.filter((node) => attribute(node, 'class') === 'text');
        expect(texts.map((node) => blank(textOf(node)))).toEqual(
          documents.map(({ text }) => blank(withoutControls(text))),
        );
        const marked = new Map<string, string>();
        for (const node of nodes) {
          for (const id of attribute(node, 'data-ids')?.split(' ') ?? []) {
            marked.set(id, (marked.get(id) ?? '') + textOf(node));
          }
        }
        for (const { id, quote } of documents.flatMap(({ annotations }) => annotations)) {
          expect(blank(marked.get(id ?? '') ?? '')).toBe(blank(withoutControls(quote)));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('a table row for each annotation, a link for each end of a relation', () => {
    const nodes = pageOf(write([tramDocument()], TRAM)).filter(isElement);
    const ids = nodes.flatMap((node) => attribute(node, 'id') ?? []);
    expect(ids).toEqual(['d1', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']);
    const items = nodes.filter(({ tagName }) => tagName === 'li').map(textOf);
    expect(items.slice(1)).toEqual(['5 speaker 1', '7 holder 2', '7 target 6']);
    const links = nodes.flatMap((node) => attribute(node, 'href') ?? []);
    expect(links.every((href) => ids.includes(href.slice(1)))).toBe(true);
    const cells = nodes.filter(({ tagName }) => tagName === 'td').map(textOf);
    expect(cells).toContain('28–33, 46–51');
    expect(cells).toContain('polarity: against');
  });

  test('runs nothing and loads nothing, whatever the names are', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';
    const tram = tramDocument();
    const document = {
      ...tram,
      title: evil,
      language: evil,
      annotations: tram.annotations.map((one) => ({
        ...one,
        id: `${one.id}${evil}`,
        label: evil,
        note: evil,
      })),
      relations: [],
    };
    const nodes = pageOf(write([document, nastyDocument()], { ...NEWS, layers: [...NEWS_LAYERS] }));
    const elements = nodes.filter(isElement);
    expect(elements.filter(({ tagName }) => ['script', 'img', 'link', 'iframe'].includes(tagName))).toEqual(
      [],
    );
    const names = new Set(elements.flatMap(({ attrs }) => attrs.map(({ name }) => name)));
    expect([...names].sort()).toEqual([
      'aria-label',
      'charset',
      'class',
      'content',
      'data-ids',
      'dir',
      'href',
      'http-equiv',
      'id',
      'lang',
      'name',
      'scope',
      'title',
    ]);
    expect(
      elements.flatMap((node) => attribute(node, 'href') ?? []).every((href) => /^#[dn]\d+$/.test(href)),
    ).toBe(true);
  });

  test('tells documents of one title apart, by number and by where they came from', () => {
    const tram = tramDocument();
    const of = (id: string, publisher: string, publishedAt: string): ExchangeDocument => ({
      ...tram,
      id,
      source: { ...tram.source, publisher, publishedAt },
    });
    const html = write([of('one', 'Herald', '2026-01-01'), of('two', 'Gazette <2>', '2026-02-02')], TRAM);
    const nodes = pageOf(html).filter(isElement);
    const ids = nodes.flatMap((node) => attribute(node, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('d'))).toEqual(['d1', 'd2']);
    const headings = nodes.filter(({ tagName }) => tagName === 'h2').map(textOf);
    expect(headings).toEqual(['Labels', `1. ${tram.title}`, `2. ${tram.title}`]);
    const nav = nodes.find(({ tagName }) => tagName === 'nav');
    expect(nav === undefined ? '' : textOf(nav).trim().split('\n')).toEqual([
      `${tram.title} · Herald · 2026-01-01`,
      `${tram.title} · Gazette <2> · 2026-02-02`,
    ]);
    const titleOf = (page: string) =>
      pageOf(page)
        .filter(isElement)
        .filter(({ tagName }) => tagName === 'title')
        .map(textOf);
    expect(titleOf(html)).toEqual(['Annotations']);
    expect(titleOf(write([tram], TRAM))).toEqual([tram.title]);
  });

  test('states what it is of', () => {
    const facts = {
      ...NO_FACTS,
      project: 'Trams',
      scheme: 'News 3',
      exportedAt: '2026-01-01',
      filters: ['Only gold.'],
    };
    const { files } = writeHtmlReport(nastyDocuments(), NEWS, facts);
    const html = String(files[0]?.content);
    for (const words of ['<title>Trams</title>', 'News 3', 'ann, bob 🚋', '2026-01-01', 'Only gold.']) {
      expect(html).toContain(words);
    }
    expect(write([])).toContain('<td dir="auto">Documents</td><td dir="auto">0</td>');
  });

  test('calls layers, labels, attributes, choices and relations by their names', () => {
    const names = createReportNames(newsScheme);
    const tram = tramDocument();
    const [first, second] = tram.annotations;
    if (first === undefined || second === undefined) throw new Error('The example has no annotations.');
    const document: ExchangeDocument = {
      ...tram,
      annotations: [
        { ...first, label: 'agreement-or-law' },
        {
          ...second,
          layer: 'claim',
          label: 'gone',
          attributes: {
            checkWorthiness: { is: 'values', values: ['worth-checking'] },
            topic: { is: 'values', values: ['no'] },
            unknown: { is: 'none' },
          } as ExchangeDocument['annotations'][number]['attributes'],
        },
      ],
      relations: [
        {
          ...(tram.relations[0] as (typeof tram.relations)[number]),
          type: 'sameAs',
          source: first.id ?? '',
          target: second.id ?? '',
        },
      ],
    };
    const facts = { ...NO_FACTS, names };
    const page = pageOf(String(writeHtmlReport([document], NEWS, facts).files[0]?.content)).filter(isElement);
    const cells = page.filter(({ tagName }) => tagName === 'td').map(textOf);
    for (const words of ['Entity', 'Agreement or law', 'Claim', 'gone', 'Entity, Quote, Claim, Stance'])
      expect(cells).toContain(words);
    expect(cells).toContain('Worth checking: Worth checking\nTopic: no\nunknown: none');
    expect(page.map((node) => attribute(node, 'title'))).toContain('1 Entity: Agreement or law');
    expect(page.filter(({ tagName }) => tagName === 'li').map(textOf)).toContain('1 Same as 2');
    const markdown = String(writeMarkdownReport([document], NEWS, facts).files[0]?.content);
    expect(markdown).toContain('| Entity | Agreement or law | 1 |');
    expect(markdown).toContain('[^1]: No. 1 · Entity: Agreement or law “');
    expect(markdown).toContain(' · Worth checking: Worth checking · Topic: no · unknown: none');
    expect(markdown).toContain('- no. 1 Same as no. 2');
  });

  test('control characters and relations without both ends are losses', () => {
    const tram = tramDocument();
    const text = tram.text.replace('\n', '\u0000');
    const { losses } = writeHtmlReport(
      [{ ...tram, text }],
      { ...TRAM, layers: ['entity', 'claim'] },
      NO_FACTS,
    );
    expect(losses.map(({ what }) => what)).toEqual([...Array(3).fill('relation-dropped'), 'text-changed']);
    expect(writeHtmlReport([tram], TRAM, NO_FACTS).losses).toEqual([]);
    expect(writeHtmlReport([tram], TRAM, NO_FACTS)).toEqual(writeHtmlReport([tram], TRAM, NO_FACTS));
  });
});
