import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readZip } from '#backend/archive/read-zip.ts';
import type { ExchangeDocument, InputFile, ParsedFiles } from '../exchange.ts';
import { LARGEST_PAGE } from '../web/parse.ts';
import { parseEpub } from './parse.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Files = Readonly<Record<string, string | Uint8Array>>;

const CONTAINER = `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
  <rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;
const ITEM = 'application/xhtml+xml';

interface Book {
  /** By id: href, and what else the item says. */
  readonly items: Readonly<Record<string, string>>;
  readonly spine: readonly string[];
  readonly metadata?: string;
  readonly guide?: string;
}

function opf({ items, spine, metadata = '', guide = '' }: Book): string {
  const manifest = Object.entries(items).map(([id, item]) => `<item id="${id}" ${item}/>`);
  return `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uid" version="3.0">
    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata>
    <manifest>${manifest.join('')}</manifest><spine>${spine.map((id) => `<itemref idref="${id}"/>`).join('')}</spine>
    <guide>${guide}</guide></package>`;
}

const chapter = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
  <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="x.js"/></head><body>${body}</body></html>`;

function parse(files: Files): ParsedFiles {
  const entries = Object.entries(files).map(
    ([name, content]): InputFile => ({
      name,
      bytes: typeof content === 'string' ? encode(content) : content,
    }),
  );
  return parseEpub([{ name: 'book.epub', bytes: new Uint8Array(), entries }]);
}

function blocksOf({ text, blocks }: ExchangeDocument): string[] {
  const short = { heading: 'h', paragraph: 'p', 'list-item': 'li' };
  return (blocks ?? []).map(
    ({ kind, level, start, end }) => `${short[kind]}${level || ''} ${text.slice(start, end)}`,
  );
}

const oneChapter = (body: string): Files => ({
  'META-INF/container.xml': CONTAINER,
  'OEBPS/book.opf': opf({ items: { a: `href="a.xhtml" media-type="${ITEM}"` }, spine: ['a'] }),
  'OEBPS/a.xhtml': chapter(body),
});

function read(files: Files): string[] {
  const { documents, problems } = parse(files);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return blocksOf(documents[0] as ExchangeDocument);
}

const noticesOf = (files: Files): string[] => parse(files).notices.map(({ message }) => message);

describe('chapters', () => {
  test('come in the order of the spine, once, with what is missing told', () => {
    const files: Files = {
      'META-INF/container.xml': CONTAINER,
      'OEBPS/book.opf': opf({
        items: {
          one: `href="Text/One%20a.xhtml" media-type="${ITEM}"`,
          two: `href="Text/../two.XHTML#start" media-type="${ITEM}"`,
          gone: `href="gone.xhtml" media-type="${ITEM}"`,
          out: `href="../../etc/passwd" media-type="${ITEM}"`,
          nav: `href="nav.xhtml" media-type="${ITEM}" properties="scripted nav"`,
          toc: `href="toc.html" media-type="text/html"`,
          cover: 'href="cover.svg" media-type="image/svg+xml"',
          map: 'href="map.svg" media-type="image/svg+xml" fallback="words"',
          words: `href="words.xhtml" media-type="${ITEM}" fallback="map"`,
          loop: 'href="loop.svg" media-type="image/svg+xml" fallback="loop"',
          unused: `href="unused.xhtml" media-type="${ITEM}"`,
        },
        spine: ['cover', 'nav', 'toc', 'two', 'one', 'gone', 'two', 'map', 'out', 'loop', 'nowhere'],
        guide: '<reference type="toc" href="toc.html#x"/>',
      }),
      'OEBPS/Text/One a.xhtml': chapter('<h2>One</h2><p>a</p>'),
      'OEBPS/two.xhtml': chapter('<h1>Two</h1><ul><li>b</li></ul>'),
      'OEBPS/nav.xhtml': chapter('<nav>contents</nav>'),
      'OEBPS/toc.html': chapter('<p>contents</p>'),
      'OEBPS/cover.svg': '<svg/>',
      'OEBPS/loop.svg': '<svg/>',
      'OEBPS/words.xhtml': chapter('<p>words of the map</p>'),
      'OEBPS/unused.xhtml': chapter('<p>unused</p>'),
    };
    expect(read(files)).toEqual(['h1 Two', 'li1 b', 'h2 One', 'p a', 'p words of the map']);
    expect(noticesOf(files)).toEqual([
      'Its chapter gone.xhtml is missing.',
      'Its chapter ../../etc/passwd is missing.',
      'Its chapter nowhere is missing.',
      'Left out the table of contents.',
      'Left out 2 pages that are pictures.',
    ]);
  });

  test.each<[string, string, string[]]>([
    ['tags that end themselves', '<p>a<a id="x"/>b</p><p/><div/><p>c<span/>d<br/>e</p>', ['p ab', 'p cd\ne']],
    ['br in two tags', '<p>a<br></br>b</p>', ['p a\nb']],
    ['entities of XHTML', '<p>a&nbsp;b &eacute; &#8212;</p>', ['p a\u00a0b é —']],
    ['CDATA', '<p>a<![CDATA[ <b> & c]]></p><p>d</p>', ['p a <b> & c', 'p d']],
    ['CDATA that does not end', '<p>a</p><![CDATA[', ['p a']],
    ['what is not well-formed', '<p>a<p>b <b>c</p>', ['p a', 'p b c']],
    ['a title, script and textarea that end themselves', '<textarea/><style/><p>a</p>', ['p a']],
    ['a picture in SVG', '<p>a<svg><path d="x"/></svg>b</p>', ['p ab']],
    [
      'page numbers and ways back',
      '<p>a<span epub:type="pagebreak" id="p1">12</span>b<a role="doc-noteref">1</a></p><aside>n<a role="doc-backlink">↩</a></aside>',
      ['p ab1', 'p n'],
    ],
  ])('%s', (_, body, blocks) => {
    expect(read(oneChapter(body))).toEqual(blocks);
  });

  test('titles of the table of contents are headings, also where the book has them as paragraphs', () => {
    const book = (items: Book['items']) =>
      opf({ items: { a: `href="a.xhtml" media-type="${ITEM}"`, ...items }, spine: ['a'] });
    const body = '<p>PART ONE</p><p>A</p><p>one</p><h3>Two</h3><p>Part one</p><p>Two</p>';
    const nav = `<nav><ol><li><a href="../OEBPS/a.xhtml">Part <b>one</b></a><ol><li><a href="a.xhtml#x">one</a></li><li><a href="A.xhtml#y">Two</a></li></ol></li></ol></nav><nav epub:type="page-list"><ol><li><a href="a.xhtml">A</a></li></ol></nav>`;
    const ncx = `<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx><navMap><navPoint><navLabel><text>Part one</text></navLabel><content src="a.xhtml"/>
      <navPoint><navLabel><text> one </text></navLabel><content src="a.xhtml#x"/></navPoint><navPoint><navLabel><text>Two</text></navLabel><content src="a.xhtml"/></navPoint></navPoint></navMap></ncx>`;
    const expected = ['h1 PART ONE', 'p A', 'h2 one', 'h3 Two', 'p Part one', 'p Two'];
    expect(
      read({
        ...oneChapter(body),
        'OEBPS/book.opf': book({ n: `href="nav.xhtml" media-type="${ITEM}" properties="nav"` }),
        'OEBPS/nav.xhtml': chapter(nav),
      }),
    ).toEqual(expected);
    expect(
      read({
        ...oneChapter(body),
        'OEBPS/book.opf': book({ n: 'href="toc.ncx" media-type="application/x-dtbncx+xml"' }),
        'OEBPS/toc.ncx': ncx,
      }),
    ).toEqual(expected);
    expect(
      read({
        ...oneChapter(body),
        'OEBPS/book.opf': book({ n: 'href="gone.ncx" media-type="application/x-dtbncx+xml"' }),
      })[0],
    ).toBe('p PART ONE');
  });

  test('in an encoding of their own', () => {
    const text = '<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>caf\xe9</p></body></html>';
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    expect(read({ ...oneChapter(''), 'OEBPS/a.xhtml': bytes })).toEqual(['p café']);
  });
});

test('what a book says of itself', () => {
  const metadata = `<dc:title>A  book</dc:title><dc:title>Second</dc:title><dc:creator>A. Ruiz</dc:creator><dc:creator>B. Moreau</dc:creator>
    <dc:publisher>Press</dc:publisher><dc:language>de-AT</dc:language><dc:date opf:event="modification">2025-01-01</dc:date>
    <dc:date opf:event="publication">2011</dc:date><dc:identifier>isbn:123</dc:identifier><dc:identifier id="uid">https://example.org/1</dc:identifier>
    <dc:subject>Harbours</dc:subject><dc:subject>Towns</dc:subject><dc:rights>All rights reserved</dc:rights>
    <meta property="dcterms:modified">2024-03-05T10:00:00Z</meta>`;
  const files = {
    ...oneChapter('<p>x</p>'),
    'OEBPS/book.opf': opf({ items: { a: `href="a.xhtml" media-type="${ITEM}"` }, spine: ['a'], metadata }),
  };
  expect(parse(files).documents[0]).toMatchObject({
    title: 'A book',
    language: 'de-AT',
    blockRule: 'blank-line',
    source: {
      author: 'A. Ruiz, B. Moreau',
      publisher: 'Press',
      publishedAt: '2011',
      url: 'https://example.org/1',
      mediaType: 'application/epub+zip',
    },
    metadata: {
      identifier: 'https://example.org/1; isbn:123',
      subject: 'Harbours; Towns',
      rights: 'All rights reserved',
      modified: '2024-03-05T10:00:00Z',
    },
  });
});

test('metadata of older books', () => {
  const metadata = '<dc-metadata><dc:title>Old</dc:title></dc-metadata>';
  const files = {
    ...oneChapter('<p>x</p>'),
    'OEBPS/book.opf': opf({
      items: { a: 'href="a.xhtml" media-type="text/x-oeb1-document"' },
      spine: ['a'],
      metadata,
    }),
  };
  expect(parse(files).documents[0]?.title).toBe('Old');
});

describe('refuses with a sentence', () => {
  const encrypted = (algorithm: string) =>
    `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
      <enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="OEBPS/a.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`;
  const whole = oneChapter('<p>x</p>');
  test.each<[string, Files, RegExp]>([
    ['nothing in it', {}, /container\.xml/],
    ['a container that names nothing', { 'META-INF/container.xml': '<container/>' }, /container\.xml/],
    ['a missing package', { 'META-INF/container.xml': CONTAINER }, /OEBPS\/book\.opf is missing/],
    [
      'a package cut off',
      { ...whole, 'OEBPS/book.opf': '<package><manifest>' },
      /book\.opf, line 1: .*not well-formed/,
    ],
    [
      'a document type',
      { ...whole, 'OEBPS/book.opf': '<!DOCTYPE package [<!ENTITY a "b">]><package/>' },
      /document type/,
    ],
    ['a package that is not UTF-8', { ...whole, 'OEBPS/book.opf': Uint8Array.of(0xff, 0x3c) }, /not UTF-8/],
    ['no text', oneChapter('<img src="x.png"/>'), /no text/],
    ['an empty spine', { ...whole, 'OEBPS/book.opf': opf({ items: {}, spine: [] }) }, /no text/],
    [
      'copy protection',
      { ...whole, 'META-INF/encryption.xml': encrypted('http://www.w3.org/2001/04/xmlenc#aes128-cbc') },
      /copy protection/,
    ],
    ['what is encrypted cannot be told', { ...whole, 'META-INF/encryption.xml': '<x' }, /copy protection/],
    [
      'a chapter that is too large',
      { ...whole, 'OEBPS/a.xhtml': new Uint8Array(LARGEST_PAGE + 1) },
      /chapter a\.xhtml: .*more than 16 MiB/,
    ],
    ['a chapter nested too deep', oneChapter('<div>'.repeat(2000)), /chapter a\.xhtml: .*nested/],
  ])('%s', (_, files, message) => {
    const { documents, problems } = parse(files);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
  });

  test('but not because of fonts', () => {
    expect(
      read({ ...whole, 'META-INF/encryption.xml': encrypted('http://www.idpf.org/2008/embedding') }),
    ).toEqual(['p x']);
  });
});

test.each(['harbour-epub2.epub', 'harbour-epub3.epub'])('%s, as pandoc made it', async (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
  const entries = await readZip(bytes);
  if (!entries.ok) throw new Error(entries.error);
  const { documents, problems } = parseEpub([{ name, bytes, entries: entries.value }]);
  expect(problems).toEqual([]);
  const [book] = documents;
  expect(book).toMatchObject({
    title: 'Harbour plan divides the council',
    language: 'en-GB',
    source: { author: 'Ines Moreau', publishedAt: '2024-03-05' },
  });
  expect(blocksOf(book as ExchangeDocument).slice(3)).toEqual([
    'h1 What is planned',
    'p The city wants to fill the old basin, said mayor Ana Ruiz on Tuesday.1 “We cannot wait another decade,” she added.',
    'p Critics call the plan reckless. The group Open Water put the cost at 40 million euros (£34m) — twice the official figure.',
    'h2 Who is for it',
    'li1 The port authority',
    'li1 Two of three parties:',
    'li2 the Liberals',
    'li2 the Greens',
    'li1 The chamber of commerce',
    'p Party\tFor\tAgainst\nLiberals\t12\t0\nGreens\t7\t2',
    'h2 Who is against it',
    'p Fishermen like Jörg Müller fear for their moorings.2 The naïve reader might think otherwise.',
    'p Line one\nline two.',
    ...(name === 'harbour-epub3.epub'
      ? [
          'li1 At a press conference in the town hall.',
          'li1 He spoke to this paper in February.',
          'li1 The note has a second paragraph.',
        ]
      : [
          'li1 At a press conference in the town hall.↩︎',
          'li1 He spoke to this paper in February.',
          'li1 The note has a second paragraph.↩︎',
        ]),
  ]);
});
