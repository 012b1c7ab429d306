import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBlocks } from '#model/blocks.ts';
import type { PagePart } from '#model/page-part.ts';
import type { ExchangeDocument, ParsedFiles } from '../exchange.ts';
import { LARGEST_PAGE, parsePages } from './parse.ts';
import { DEEPEST_NESTING, readTree } from './read-tree.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

function parse(page: string | Uint8Array, part: PagePart = 'all', name = 'page.html'): ParsedFiles {
  return parsePages([{ name, bytes: typeof page === 'string' ? encode(page) : page }], part);
}

function documentOf(page: string | Uint8Array, part: PagePart = 'all'): ExchangeDocument {
  const { documents, problems } = parse(page, part);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] as ExchangeDocument;
}

/** `h2 text`, `p text`, `li1 text`. */
function blocksOf({ text, blocks }: ExchangeDocument): string[] {
  const short = { heading: 'h', paragraph: 'p', 'list-item': 'li' };
  return (blocks ?? []).map(
    ({ kind, level, start, end }) => `${short[kind]}${level || ''} ${text.slice(start, end)}`,
  );
}

const read = (html: string): string[] => blocksOf(documentOf(html));
const fixture = readFileSync(new URL('fixtures/saved-news-page.html', import.meta.url), 'utf8');

describe('text and blocks', () => {
  test.each<[string, string, string[]]>([
    ['headings, paragraphs', '<h1>A</h1><p>b<h3>c</h3>d', ['h1 A', 'p b', 'h3 c', 'p d']],
    ['white space', '<p>  a \n\t b<b> c </b> <i> d</i>\f</p>', ['p a b c d']],
    ['words that only elements part', '<p>a<b>b</b><span>c</span> d</p>', ['p abc d']],
    ['br', '<p>a <br> b<br>c</p>', ['p a\nb\nc']],
    ['two br part paragraphs', 'a<br><br>b<br>&nbsp;<br>c', ['p a', 'p b', 'p c']],
    ['pre', '<pre>\n  a\n    b  c\n</pre>x', ['p a\n    b  c', 'p x']],
    ['pre in a line', '<div>a <span><xmp>b </xmp></span>c <code>d</code></div>', ['p a', 'p b', 'p c d']],
    ['pre with a blank line', '<pre>a\n\nb</pre>', ['p a', 'p b']],
    [
      'lists',
      '<ul><li>a<ol><li>b<li><p>c<p>d</ol><li><h2>e</h2>f</ul>g',
      ['li1 a', 'li2 b', 'li2 c', 'li2 d', 'h2 e', 'li1 f', 'p g'],
    ],
    ['a list item without a list', '<li>a', ['li1 a']],
    ['definitions', '<dl><dt>a<dd>b</dl>', ['p a', 'p b']],
    ['quotes', '<blockquote>a<p>b</p></blockquote>c', ['p a', 'p b', 'p c']],
    [
      'a table of data',
      '<table><caption>t</caption><tr><th>a<th>b<tr><td>c\n c<td>d<br>d<tr><td> <td></table>x',
      ['p t', 'p a\tb\nc c\td d', 'p x'],
    ],
    ['a cell that is empty', '<table><tr><td><td>b<tr><td>c<td>d</table>', ['p b\nc\td']],
    ['a table that lays out', '<table><tr><td><h1>a</h1>b<td>c</table>', ['h1 a', 'p b', 'p c']],
    ['one column', '<table><tr><td>a<br><br>b<tr><td>c</table>', ['p a', 'p b', 'p c']],
    ['tables within', '<table><tr><td>x<td><table><tr><td>a<td>b</table></table>', ['p x', 'p a\tb']],
    ['text in a table moves before it', '<table>a<tr>b<td>c</td></tr>d</table>', ['p abd', 'p c']],
    ['a in a', '<p><a href=1>a<a href=2>b</a>c</a>d</p>', ['p abcd']],
    ['unclosed and crossed tags', '<p><b>a<i>b</b>c</i><p>d<div>e', ['p abc', 'p d', 'p e']],
    ['p cannot hold div', '<p>a<div>b</div>c</p>d', ['p a', 'p b', 'p c', 'p d']],
    [
      'entities',
      '<p>&lt;b&gt; &amp;amp; &eacute;&#233;&#xe9; &notin &hellip &notin; &#128512; &#xD800;&unknown;',
      ['p <b> &amp; ééé ¬in &hellip ∉ 😀 \ufffd&unknown;'],
    ],
    ['numbers of windows-1252', '<p>&#147;a&#148; &#8364;', ['p “a” €']],
    ['no-break spaces stay', '<p>5&nbsp;&nbsp;km &thinsp;x&shy;y', ['p 5\u00a0\u00a0km \u2009x\u00ady']],
    ['right to left', '<p dir=rtl>قال <bdi>X</bdi> «نعم»&rlm;.<p>שלום', ['p قال X «نعم»\u200f.', 'p שלום']],
    [
      'what is not shown',
      '<script>a</script><style>b</style><noscript>c</noscript><template>d</template><p hidden>e</p>' +
        '<p aria-hidden=true>f</p><p style="color:red;DISPLAY : none">g</p><svg><text>h</text></svg><textarea>i</textarea>' +
        '<select><option>j</select><iframe>k</iframe><dialog>l</dialog><!-- m --><p aria-hidden=false>yes</p><dialog open>open</dialog>',
      ['p yes', 'p open'],
    ],
    ['ruby', '<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字', ['p 漢かん字']],
    ['a carriage return by number', '<p>a&#13;b</p><pre>c&#13;&#10;d</pre>', ['p a b', 'p c\nd']],
    ['not HTML at all', 'a < b\n\n& c', ['p a < b & c']],
  ])('%s', (_, html, blocks) => {
    expect(read(html)).toEqual(blocks);
  });

  test('blocks are parted by a blank line', () => {
    expect(documentOf('<h1>a</h1><ul><li>b<li>c</ul>d<br>e')).toMatchObject({
      text: 'a\n\nb\n\nc\n\nd\ne',
      blockRule: 'blank-line',
    });
  });

  test('no text begins with a byte order mark', () => {
    expect(documentOf('<p>&#xfeff;&#xfeff;a').text).toBe('a');
    expect(documentOf('\ufeff<p>a').text).toBe('a');
  });
});

describe('encodings', () => {
  const encodingOf = (bytes: Uint8Array) => {
    const { documents, notices } = parse(bytes);
    return [documents[0]?.text, documents[0]?.source.encoding, notices.length];
  };
  const utf16 = (text: string, mark: number[], little: boolean) =>
    Uint8Array.from([
      ...mark,
      ...[...text].flatMap((character) => {
        const unit = character.charCodeAt(0);
        return little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
      }),
    ]);

  test.each<[string, Uint8Array, string, string, number]>([
    ['nothing said', encode('<p>é'), 'é', 'utf-8', 0],
    ['nothing said, not UTF-8', latin('<p>\xe9 \x80'), 'é €', 'windows-1252', 0],
    ['a mark before what is said', encode('\ufeff<meta charset=koi8-r><p>é'), 'é', 'utf-8', 0],
    ['UTF-16LE', utf16('<p>é…', [0xff, 0xfe], true), 'é…', 'utf-16le', 0],
    ['UTF-16BE', utf16('<p>é…', [0xfe, 0xff], false), 'é…', 'utf-16be', 0],
    ['meta charset', latin('<META charset="ISO-8859-2"><p>\xb1'), 'ą', 'iso-8859-2', 0],
    ['latin1 is windows-1252', latin('<meta charset=latin1><p>\x93'), '“', 'windows-1252', 0],
    [
      'http-equiv',
      latin("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'><p>\xc1"),
      'а',
      'koi8-r',
      0,
    ],
    ['XML', latin('<?xml version="1.0" encoding="windows-1251"?><html><p>\xe0'), 'а', 'windows-1251', 0],
    ['Shift_JIS', latin('<meta charset=Shift_JIS><p>\x82\xa0'), 'あ', 'shift_jis', 0],
    ['a comment says nothing', latin('<!-- <meta charset=koi8-r> --><p>\xe9'), 'é', 'windows-1252', 0],
    ['UTF-16 cannot be said', encode('<meta charset=utf-16><p>é'), 'é', 'utf-8', 0],
    ['an unknown one', encode('<meta charset=klingon><p>é'), 'é', 'utf-8', 0],
    ['said wrongly', encode('<meta charset=shift_jis><p>é\u0080'), 'é\u0080', 'utf-8', 1],
    ['one bad byte', latin('<meta charset=utf-8><p>\xc3\xa9 \xff'), 'é \ufffd', 'utf-8', 1],
  ])('%s', (_, bytes, ...expected) => {
    expect(encodingOf(bytes)).toEqual(expected);
  });
});

describe('a saved news page', () => {
  test('gives its article, and says how much else there was', () => {
    const { documents, problems, notices } = parse(fixture, 'article');
    expect(problems).toEqual([]);
    expect(notices.map(({ message }) => message)).toEqual([
      'Left out 22 blocks around the article, such as navigation, lists of links and comments.',
    ]);
    const [document] = documents as [ExchangeDocument];
    expect(blocksOf(document)).toEqual([
      'p Transport',
      'h1 Harbour ferry to run\nall night from\u00a0May',
      'p The council voted 14 to 9 for a trial of one year.',
      'p By Reporter One and Reporter Two',
      'p The evening ferry leaves the north pier.',
      'p The ferry between the two sides of the harbour will run through the night from May, the council decided on Tuesday. It is the first night service since the war.',
      'p “People who clean, cook and nurse at night have waited long enough,” said the chair of the transport committee.',
      'h2 What it costs',
      'p A night crossing costs €3.50; the city pays the rest:',
      'li1 fuel and crew, €1.2 million a year;',
      'li1 a second boat, which is on loan.',
      'li2 It was built in 1998.',
      'p It is a lot of money for forty passengers an hour, and nobody has counted them.',
      'p Crossings',
      'p Day\tNight\n64\t12',
      'p The trial ends in April\u00a02027.',
    ]);
    expect(document).toMatchObject({
      title: 'Harbour ferry to run all night from May',
      language: 'en-GB',
      source: {
        publisher: 'Example Courier Ltd',
        author: 'Reporter One, Reporter Two',
        url: 'https://news.example/2026/03/harbour-ferry-timetable.html',
        publishedAt: '2026-03-04T06:30:00Z',
        mediaType: 'text/html',
        encoding: 'utf-8',
      },
    });
  });

  test('gives all of it where that is asked for', () => {
    const { documents, notices } = parse(fixture, 'all');
    expect(notices).toEqual([]);
    expect(documents[0]?.blocks).toHaveLength(16 + 22);
    for (const words of ['Skip to content', 'Rain until Friday', '2 comments', 'All rights reserved']) {
      expect(documents[0]?.text).toContain(words);
    }
    for (const words of ['not text', 'color:red', 'Pixel', 'Advertisement']) {
      expect(documents[0]?.text).not.toContain(words);
    }
  });
});

describe('the article', () => {
  const prose = 'The council met on Tuesday and decided, after long talks, to let the ferry run at night.';
  const article = (html: string): string[] => blocksOf(documentOf(html, 'article'));

  test('is found without any name, with the headline beside it', () => {
    const links =
      '<div><a href=1>One other story of the day</a> <a href=2>Another story of the day</a></div>';
    const page = `<div>${links}<div><h1>T</h1><p>Lead</p></div><div><p>${prose}<p>${prose}<p>Short.</div>${links}</div>`;
    expect(article(`<body>${page}`)).toContain('h1 T');
    expect(
      article(`<body>${links}<div><h1>T</h1><p>Lead<div><p>${prose}<p>${prose}</div></div>${links}`),
    ).toEqual(['h1 T', 'p Lead', `p ${prose}`, `p ${prose}`]);
  });

  test('has the headline put before it where that is elsewhere on the page', () => {
    const page = `<title>T – Site</title><h1>T</h1><div><a href=1>x</a></div><article><p>${prose}<p>${prose}</article>`;
    expect(article(page)).toEqual(['h1 T', `p ${prose}`, `p ${prose}`]);
  });

  test('is not lost by a name of what is around it', () => {
    const page = `<body class=sidebar><form id=ad><div class="comments menu"><p>${prose}<p>${prose}</div></form>`;
    expect(article(page)).toEqual([`p ${prose}`, `p ${prose}`]);
  });

  test('of several is all of them', () => {
    const page = `<main><article><p>${prose}</article><article><p>${prose}</article></main><nav>x</nav>`;
    expect(article(page)).toEqual([`p ${prose}`, `p ${prose}`]);
  });

  test('is all of the page where none stands out', () => {
    const { documents, notices } = parse('<nav><a href=1>a</a></nav><p>Short.', 'article');
    expect(documents.map(blocksOf)).toEqual([['p a', 'p Short.']]);
    expect(notices.map(({ message }) => message)).toEqual([
      'No article stands out on the page, so all of its text was taken.',
    ]);
  });
});

describe('what the page says of itself', () => {
  test.each<[string, string, object]>([
    [
      'meta',
      '<meta name=author content="A &amp; B"><meta property=og:site_name content=S>',
      { author: 'A & B', publisher: 'S' },
    ],
    [
      'an author that is an address',
      '<meta property=article:author content=https://x.example/a>',
      { author: null },
    ],
    ['JSON-LD that is none', '<script type=application/ld+json>{"a":</script>', { author: null }],
    [
      'JSON-LD in a list',
      '<script type=application/ld+json>[{"@type":"Report","author":"A","publisher":"P","url":"https://x.example/"}]</script>',
      { author: 'A', publisher: 'P', url: 'https://x.example/' },
    ],
    [
      'JSON-LD of hostile shapes',
      '<script type=application/ld+json>{"@type":"Article","author":{"name":["x"]},"publisher":7,"datePublished":"<b>","__proto__":{"url":"x"}}</script>',
      { author: null, publisher: null, publishedAt: null, url: null },
    ],
    [
      'addresses that are none',
      '<link rel=canonical href=javascript:alert(1)><meta property=og:url content=/a>',
      { url: null },
    ],
    ['time', '<time datetime=2026-01-02 pubdate>x</time>', { publishedAt: '2026-01-02' }],
    [
      'dates that are none',
      '<meta name=date content="last week"><meta name=dc.date content=2026-01-03>',
      { publishedAt: '2026-01-03' },
    ],
    [
      'SingleFile',
      '<!--\n Page saved with SingleFile\n url: https://x.example/a \n--><p>x',
      { url: 'https://x.example/a' },
    ],
  ])('%s', (_, html, source) => {
    expect(documentOf(`${html}<p>text`).source).toMatchObject(source);
  });

  test('language and title', () => {
    expect(documentOf('<html lang=pt-BR><title> A\n b </title><p>x')).toMatchObject({
      language: 'pt-BR',
      title: 'A b',
    });
    expect(documentOf('<meta property=og:locale content=de_AT><p>x')).toMatchObject({
      language: 'de-AT',
      title: null,
    });
    expect(documentOf('<html lang="<x>"><p>x').language).toBeNull();
  });
});

describe('refusals', () => {
  const messageOf = (page: string | Uint8Array, name?: string) => {
    const { documents, problems } = parse(page, 'article', name);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    return problems[0]?.message;
  };

  test('web archives', () => {
    const mhtml =
      'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n';
    expect(messageOf(mhtml, 'a.html')).toMatch(/MHTML/);
    expect(messageOf('<p>x', 'a.mht')).toMatch(/MHTML/);
    expect(messageOf('bplist00\u0001', 'a.html')).toMatch(/Safari/);
    expect(messageOf('<p>\0\0', 'a.html')).toMatch(/zero bytes/);
  });

  test('pages without text', () => {
    for (const page of ['', ' \n', '<script>x</script>', '<div id=root></div>', '<p>&nbsp;']) {
      expect(messageOf(page)).toMatch(/shows no text/);
    }
  });

  test('pages that are too large, or nested too deep', () => {
    expect(messageOf(new Uint8Array(LARGEST_PAGE + 1))).toMatch(/16 MiB/);
    expect(messageOf('<div>'.repeat(200_000))).toMatch(/nested/);
    expect(messageOf(`${'<a><div>'.repeat(20_000)}x`)).toMatch(/nested/);
    expect(read(`${'<div>'.repeat(DEEPEST_NESTING - 10)}x`)).toEqual(['p x']);
  });

  test('pages whose repair takes too many elements', () => {
    const fonts = Array.from({ length: 900 }, (_, at) => `<font size=${at}>`).join('');
    expect(readTree(`<p>${fonts}${'<p>x'.repeat(30)}`, 20_000).fault).toMatch(/more than 20000 elements/);
    expect(readTree('<p>x'.repeat(30), 50).fault).toBeNull();
  });

  test('long lines of many elements take no time that grows with their square', () => {
    expect(documentOf('<i>x</i> <br>'.repeat(50_000)).text).toHaveLength(99_999);
  });

  test('one file that is refused keeps no other out', () => {
    const bytes = encode('<p>x');
    const { documents, problems } = parsePages([
      { name: 'a.mht', bytes },
      { name: 'b.html', bytes },
    ]);
    expect([documents.length, problems.map(({ file }) => file)]).toEqual([1, ['a.mht']]);
  });
});

/** What is wrong with a document by the rules that the import relies on. */
function faultsOf({ text, blocks, title, source }: ExchangeDocument): string[] {
  const faults: string[] = [];
  const must = (what: string, holds: boolean): void => {
    if (!holds) faults.push(what);
  };
  must(
    'texts are well-formed',
    [text, title, ...Object.values(source)].every((it) => it?.isWellFormed() ?? true),
  );
  must('no mark at the start', !text.startsWith('\ufeff'));
  must('line feeds alone', !text.includes('\r'));
  let between = '';
  let before = 0;
  for (const { kind, level, start, end } of blocks ?? []) {
    must('sorted and disjoint', start >= before && end > start && end <= text.length);
    const highest = { heading: 6, paragraph: 0, 'list-item': 100 }[kind];
    must('level', level <= highest && level >= Math.min(1, highest));
    between += text.slice(before, start);
    before = end;
  }
  must('all of the text in blocks', (between + text.slice(before)).trim() === '');
  const ranges = (list: readonly { start: number; end: number }[]) =>
    list.map(({ start, end }) => `${start}-${end}`).join();
  must('the blocks of the rule', ranges(blocks ?? []) === ranges(findBlocks(text, 'blank-line')));
  return faults;
}

const PIECES = [
  ...'p div h2 ul ol li table tr td b i a span pre blockquote article main nav aside body caption select svg math template'
    .split(' ')
    .flatMap((name) => [`<${name}>`, `</${name}>`]),
  ...[
    '<br>',
    '<p hidden>',
    '<div class=menu>',
    '<h1>',
    '</h1>',
    '&nbsp;',
    '&#13;',
    '&#xfeff;',
    '&amp',
    '<!--',
    '-->',
    '<',
  ],
  ...[
    ' ',
    '\n',
    '\n\n',
    '\t',
    'word',
    'A longer sentence, which reads like prose of some kind. ',
    'é',
    '😀',
    '\u2028',
    'قال',
  ],
];

describe('any page', () => {
  const pages = fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join(''));

  test('has its text in blocks that are sorted and disjoint', () => {
    fc.assert(
      fc.property(pages, fc.constantFrom<PagePart>('article', 'all'), (html, part) => {
        const { documents, problems } = parse(html, part);
        expect(documents.length + problems.length).toBe(1);
        expect(documents.flatMap(faultsOf)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('mutated is read or refused, and never throws', () => {
    const bytes = encode(fixture);
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      cut: fc.nat(60),
      put: fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.constantFrom(...PIECES).map(encode)),
    });
    let read = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(9), (changes, cutShort) => {
        const page = Array.from(cutShort === 0 ? bytes.subarray(0, changes[0]?.at) : bytes);
        for (const { at, cut, put } of changes) page.splice(at, cut, ...put);
        const { documents, problems } = parse(Uint8Array.from(page), 'article');
        expect(documents.length + problems.length).toBe(1);
        expect(documents.flatMap(faultsOf)).toEqual([]);
        read += documents.length;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(500);
  }, 30_000);
});
