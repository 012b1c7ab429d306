import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latin1, makePdf, type PdfLine, pdfOfLines, pdfStream } from '../../../test-support/make-pdf.ts';
import type { ExchangeDocument, ParsedFiles } from '../exchange.ts';
import { withoutForms } from './glyph-forms.ts';
import { joinLines, vocabularyOf } from './hyphens.ts';
import { parsePdf } from './parse.ts';
import { unpacksToMore } from './unpacked-size.ts';

const parse = (bytes: Uint8Array): Promise<ParsedFiles> => parsePdf([{ name: 'article.pdf', bytes }]);

async function documentOf(bytes: Uint8Array): Promise<ExchangeDocument> {
  const { documents, problems } = await parse(bytes);
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

const read = async (...pages: readonly (readonly PdfLine[])[]): Promise<string[]> =>
  blocksOf(await documentOf(pdfOfLines(pages)));
const noticesOf = async (bytes: Uint8Array): Promise<string[]> =>
  (await parse(bytes)).notices.map(({ message }) => message);

/** Lines below each other. */
function lines(
  texts: readonly string[],
  at: { x?: number; y?: number; size?: number; leading?: number } = {},
): PdfLine[] {
  const { x = 50, y = 700, size = 10, leading = 12 } = at;
  return texts.map((text, index) => ({ text, x, y: y - index * leading, size }));
}

const PROSE = [
  'The harbour of the city was once among the busiest ports',
  'of the continent, and the traffic has changed considerably',
  'since the reform of shipping and so has the administration',
  'of the port, which now employs a quarter of those people',
];
const OTHER = [
  'Observations were collected from the registers of all ports',
  'and tell domestic from foreign arrivals as well as loaded',
  'from unloaded vessels, as the statistical office asks for',
  'in its recommendations that were published in the gazette',
];

describe('lines to paragraphs', () => {
  test('lines go on, a wider gap parts', async () => {
    expect(await read([...lines(PROSE), ...lines(['Next one.'], { y: 630 })])).toEqual([
      `p ${PROSE.join(' ')}`,
      'p Next one.',
    ]);
  });

  test('a first line that is moved in, or a last one that is short, parts', async () => {
    const moved = lines([...PROSE, ...OTHER]).map((line, index) => (index === 4 ? { ...line, x: 62 } : line));
    expect(await read(moved)).toEqual([`p ${PROSE.join(' ')}`, `p ${OTHER.join(' ')}`]);
    expect(await read(lines([...PROSE, 'and more.', ...OTHER]))).toEqual([
      `p ${PROSE.join(' ')} and more.`,
      `p ${OTHER.join(' ')}`,
    ]);
  });

  test('headings by their size, ranked; the size of most is none', async () => {
    expect(
      await read([
        ...lines(['A title over', 'two lines'], { y: 760, size: 24, leading: 28 }),
        ...lines(PROSE),
        ...lines(['A section'], { y: 640, size: 14 }),
        ...lines(OTHER, { y: 620 }),
        ...lines(['A small note.'], { y: 500, size: 8 }),
      ]),
    ).toEqual([
      'h1 A title over two lines',
      `p ${PROSE.join(' ')}`,
      'h2 A section',
      `p ${OTHER.join(' ')}`,
      'p A small note.',
    ]);
  });

  test('list items by their marks; a number alone is none', async () => {
    expect(
      await read([
        ...lines(['\x95 one that goes on in', 'the next line', '\x95 two'], { y: 700 }),
        ...lines(['1. first', '2. second'], { y: 600 }),
        ...lines(PROSE, { y: 500 }),
        ...lines(['3. Method'], { y: 400 }),
        ...lines(OTHER, { y: 380 }),
      ]),
    ).toEqual([
      'li1 • one that goes on in the next line',
      'li1 • two',
      'li1 1. first',
      'li1 2. second',
      `p ${PROSE.join(' ')}`,
      'p 3. Method',
      `p ${OTHER.join(' ')}`,
    ]);
  });

  test('rows of a table stay rows; a line that is stretched is none', async () => {
    const row = (y: number, ...cells: string[]) =>
      cells.map((text, index) => ({ text, x: 50 + 120 * index, y }));
    expect(
      await read([
        ...row(700, 'Party', 'For', 'Against'),
        ...row(686, 'Greens', '7', '2'),
        ...row(600, 'a', 'wide', 'line'),
      ]),
    ).toEqual(['p Party\tFor\tAgainst\nGreens\t7\t2', 'p a wide line']);
  });

  test('raised numbers, an initial over several lines, bold that is drawn twice', async () => {
    const [first = '', ...others] = PROSE;
    expect(
      await read([
        { text: 'said', x: 50, y: 700 },
        { text: '1', x: 69, y: 704, size: 6 },
        { text: 'and', x: 75, y: 700 },
      ]),
    ).toEqual(['p said1 and']);
    expect(
      await read([
        { text: 'T', x: 50, y: 676, size: 36 },
        ...lines([first.slice(1), others[0] ?? '', others[1] ?? ''], { x: 74 }),
        ...lines(others.slice(2), { y: 664 }),
      ]),
    ).toEqual([`p ${PROSE.join(' ')}`]);
    const bold = lines(['Bold words'], {});
    expect(await read([...bold, ...bold.map((line) => ({ ...line, x: line.x + 0.3 }))])).toEqual([
      'p Bold words',
    ]);
  });

  test('text at an angle stands at the end', async () => {
    const bytes = pdfOfLines([[{ text: 'aside', x: 20, y: 300, turned: true }, ...lines(PROSE)]]);
    expect(blocksOf(await documentOf(bytes))).toEqual([`p ${PROSE.join(' ')}`, 'p aside']);
    expect(await noticesOf(bytes)).toEqual(['Text that is written at an angle stands at the end.']);
  });
});

describe('columns', () => {
  const left = lines(PROSE, { x: 40 });
  const right = lines(OTHER, { x: 320 });
  const both = [`p ${PROSE.join(' ')}.`, `p ${OTHER.join(' ')}`];
  const ended = left.map((line, index) => (index === 3 ? { ...line, text: `${line.text}.` } : line));

  test('that are drawn one after the other', async () => {
    expect(await read([...ended, ...right])).toEqual(both);
    expect(await read([...right, ...ended])).toEqual(both);
  });

  test('that are drawn row by row, where they are prose', async () => {
    const more = (given: PdfLine[]) => [...lines(OTHER, { x: given[0]?.x ?? 0, y: 748 }), ...given];
    const [a, b] = [more(ended), more(right)];
    expect(await read(a.flatMap((line, index) => [line, b[index] as PdfLine]))).toEqual([
      `p ${OTHER.join(' ')} ${PROSE.join(' ')}.`,
      `p ${OTHER.join(' ')} ${OTHER.join(' ')}`,
    ]);
  });

  test('between lines that cross them', async () => {
    const wide =
      'A line that goes over both of the columns, from the very left of the page to the right of it all';
    expect(
      await read([
        ...lines([wide], { x: 40, y: 740, size: 12 }),
        ...ended,
        ...right,
        ...lines([`${wide}.`], { x: 40, y: 640, size: 12 }),
        ...lines(['below']).map((line) => ({ ...line, y: 600 })),
      ]),
    ).toEqual([`h1 ${wide}`, ...both, `h1 ${wide}.`, 'p below']);
  });

  test('a paragraph goes on in the next column and on the next page', async () => {
    expect(await read([...left, ...right], lines(['over the years.', 'The end.'], { x: 40 }))).toEqual([
      `p ${[...PROSE, ...OTHER].join(' ')} over the years.`,
      'p The end.',
    ]);
  });

  test('and past the notes at the foot of a page', async () => {
    expect(await read([...lines(PROSE), ...lines(['1 A note.'], { y: 100, size: 8 })], lines(OTHER))).toEqual(
      [`p ${[...PROSE, ...OTHER].join(' ')}`, 'p 1 A note.'],
    );
  });
});

describe('what comes again at the edges of pages', () => {
  const page = (number: number, body: readonly string[], more: PdfLine[] = []) => [
    { text: 'Harbour studies', x: 50, y: 770 },
    ...lines(body),
    { text: `Page ${number} of 4`, x: 280, y: 30 },
    ...more,
  ];

  test('is left out and told', async () => {
    const bytes = pdfOfLines(
      [1, 2, 3, 4].map((number) => page(number, [`Page text number ${number} of this.`])),
    );
    expect(blocksOf(await documentOf(bytes))).toEqual(
      [1, 2, 3, 4].map((number) => `p Page text number ${number} of this.`),
    );
    expect(await noticesOf(bytes)).toEqual([
      'Left out 8 lines that come again at the top or bottom of pages, such as “Harbour studies”.',
    ]);
  });

  test('also where only the number of the page is the same', async () => {
    const head = (number: number) => [
      { text: `${number}   Chapter ${Math.ceil(number / 2)}`, x: 50, y: 770 },
      ...lines([`Text ${['a', 'b', 'c', 'd'][number - 1]}.`]),
    ];
    expect(await read(...[1, 2, 3, 4].map(head))).toEqual([
      'p Text a.',
      'p Text b.',
      'p Text c.',
      'p Text d.',
    ]);
  });

  test('Roman numbers', async () => {
    const foot = (number: string) => [
      ...lines([`Preface ${number}, as it were.`]),
      { text: number, x: 300, y: 30 },
    ];
    expect(await read(foot('ii'), foot('iii'), foot('iv'))).toEqual([
      'p Preface ii, as it were.',
      'p Preface iii, as it were.',
      'p Preface iv, as it were.',
    ]);
  });

  test('what is not sure stays: numbers that do not count, one page, other heights, text between it and the edge', async () => {
    const own = (text: string, y = 770) => [{ text, x: 50, y }, ...lines(['Body.'], { y: 400 })];
    expect((await read(own('Year 1980'), own('Year 1995'), own('Year 1983'))).slice(0, 2)).toEqual([
      'p Year 1980',
      'p Body.',
    ]);
    expect(await read(page(1, ['One.']))).toEqual(['p Harbour studies', 'p One.', 'p Page 1 of 4']);
    expect((await read(own('Same', 770), own('Same', 600), own('Same', 500)))[0]).toBe('p Same');
    const under = (first: string) => [{ text: first, x: 50, y: 780 }, ...own('Same', 760)];
    expect((await read(under('One here.'), under('Two there.'), under('Three.'))).slice(0, 2)).toEqual([
      'p One here. Same',
      'p Body.',
    ]);
  });
});

describe('hyphens at line ends', () => {
  const joined = (text: string, line: string, ...others: string[]) => {
    const count = { joined: 0, kept: 0 };
    return [joinLines(text, line, vocabularyOf([...others, text, line]), count), count.joined, count.kept];
  };
  test.each<[string, string[], [string, number, number]]>([
    ['no hyphen', ['the', 'harbour'], ['the harbour', 0, 0]],
    ['the word stands elsewhere', ['the har-', 'bour', 'a Harbour is'], ['the harbour', 1, 0]],
    ['the compound stands elsewhere', ['a well-', 'known', 'so well-known that'], ['a well-known', 0, 0]],
    ['both do', ['a well-', 'known', 'so well-known, wellknown'], ['a well-known', 0, 0]],
    ['neither does', ['the har-', 'bour'], ['the har-bour', 0, 1]],
    ['a soft one', ['the har\u00ad', 'bour'], ['the harbour', 1, 0]],
    ['U+2010', ['the har\u2010', 'bour', 'harbour x'], ['the harbour', 1, 0]],
    ['a name', ['Anglo-', 'Saxon', 'AngloSaxon x'], ['Anglo-Saxon', 0, 1]],
    ['capitals', ['HAR-', 'BOUR', 'HARBOUR x'], ['HARBOUR', 1, 0]],
    ['numbers', ['1990-', '1995'], ['1990-1995', 0, 0]],
    ['a dash', ['it was -', 'as said'], ['it was - as said', 0, 0]],
    ['a compound of three', ['not-for-', 'profit', 'forprofit x'], ['not-for-profit', 0, 1]],
    ['an address', ['see https://', 'example.org'], ['see https://example.org', 0, 0]],
    ['Chinese', ['旧港', '池'], ['旧港池', 0, 0]],
    ['Korean', ['항구', '도시'], ['항구 도시', 0, 0]],
  ])('%s', (_, [text = '', line = '', ...others], expected) => {
    expect(joined(text, line, ...others)).toEqual(expected);
  });

  test('in a text that parts words, all but compounds of two known words', () => {
    const parted = [
      'an exam-',
      'ple of con-',
      'siderable impor-',
      'tance was giv-',
      'en, and a light was in the house',
    ];
    const count = { joined: 0, kept: 0 };
    const vocabulary = vocabularyOf(parted);
    expect(joinLines('har-', 'bour', vocabulary, count)).toBe('harbour');
    expect(joinLines('light-', 'house', vocabulary, count)).toBe('light-house');
    expect(count).toEqual({ joined: 1, kept: 1 });
    expect(joinLines('har-', 'bour', vocabularyOf([...parted, 'a so-called by-product']), count)).toBe(
      'har-bour',
    );
  });
});

describe('characters', () => {
  test('forms that only say how something is drawn', () => {
    expect(withoutForms('ﬁn ﻗﺎﻟﺖ ⼝⻓⼆⺠ שׁ é ① ﷺ')).toBe('fin قالت 口长二民 שׁ é ① ﷺ');
  });

  test('ligatures, quotes and dashes of a font', async () => {
    const bytes = pdfOfLines([[{ text: '\x93Yes\x94 \x96 caf\xe9', x: 50, y: 700 }]]);
    expect((await documentOf(bytes)).text).toBe('“Yes” – café');
  });
});

describe('files of other programs', () => {
  const fixture = (name: string) =>
    new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
  const source = readFileSync(new URL('fixtures/harbour.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const bare = (blocks: readonly string[]) =>
    blocks.map((block) => block.replace(/^(?:h\d|p|li\d) (?:\d\. )?/, ''));

  test('WeasyPrint: every paragraph as it was written', async () => {
    const bytes = fixture('harbour-weasyprint.pdf');
    const document = await documentOf(bytes);
    expect(bare(blocksOf(document))).toEqual(source);
    expect(document).toMatchObject({
      title: 'A study of harbour traffic',
      language: 'en',
      source: { author: 'I. Moreau' },
    });
    expect(blocksOf(document).filter((block) => block.startsWith('h'))).toEqual([
      'h1 A study of harbour traffic',
      'h2 Introduction',
      'h2 Method',
      'h2 Results',
      'h2 Discussion',
    ]);
    expect(await noticesOf(bytes)).toEqual([
      'Left out 6 lines that come again at the top or bottom of pages, such as “Harbour studies Volume 7”.',
      'Put 18 words together that hyphens part at line ends.',
    ]);
  });

  test('groff, two columns: every paragraph as it was written', async () => {
    const blocks = bare(blocksOf(await documentOf(fixture('harbour-groff-two-columns.pdf'))));
    expect(blocks.filter((block) => block !== 'ABSTRACT')).toEqual(source);
  });

  test('LibreOffice: headings, list items, a table, notes', async () => {
    const document = await documentOf(fixture('harbour-libreoffice.pdf'));
    expect(document.metadata.created).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(blocksOf(document)).toEqual([
      'h1 Harbour plan divides the council',
      'p Ines Moreau',
      'p 2024-03-05',
      'h2 What is planned',
      'p The city wants to fill the old basin, said mayor Ana Ruiz on Tuesday.1 “We cannot wait another decade,” she added.',
      'p Critics call the plan reckless. The group Open Water put the cost at 40 million euros (£34m) — twice the official figure.',
      'h3 Who is for it',
      'li1 • The port authority',
      'li1 • Two of three parties:',
      'li1 1. the Liberals',
      'li1 2. the Greens',
      'li1 • The chamber of commerce',
      'p Party\tFor\tAgainst\nLiberals\t12\t0\nGreens\t7\t2',
      'h3 Who is against it',
      'p Fishermen like Jörg Müller fear for their moorings.2 The naïve reader might think otherwise.',
      'p Line one line two.',
      'p 1 At a press conference in the town hall.',
      'p 2 He spoke to this paper in February.',
      'p The note has a second paragraph.',
    ]);
  });

  test('Chromium: Arabic and Hebrew, with words and numbers from the left among them', async () => {
    expect(blocksOf(await documentOf(fixture('right-to-left-chromium.pdf')))).toEqual([
      'h1 خطة الميناء',
      'p قالت العمدة آنا رويز يوم الثلاثاء إن المدينة تريد ردم الحوض القديم بحلول عام 2030، وإن الكلفة 40 مليون يورو.',
      'p מבקרים קוראים לתוכנית "פזיזה". קבוצת Open Water העריכה את העלות ב-40 מיליון אירו, כפול מהאומדן הרשמי של העירייה.',
    ]);
  });

  test('the same bytes give the same text, and are not changed', async () => {
    const bytes = fixture('harbour-groff-two-columns.pdf');
    const copy = bytes.slice();
    const first = await documentOf(bytes);
    expect(bytes).toEqual(copy);
    expect(await documentOf(bytes)).toEqual(first);
  });

  test('cut anywhere, it is read or refused', async () => {
    const bytes = fixture('harbour-groff-two-columns.pdf');
    for (let part = 0; part < 12; part += 1) {
      const { documents, problems } = await parse(bytes.slice(0, Math.floor((bytes.length * part) / 12)));
      expect(documents.length + problems.length).toBe(1);
    }
  });

  test('changed anywhere, it is read or refused', async () => {
    const bytes = fixture('harbour-groff-two-columns.pdf');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 }),
        async (changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at] = value;
          const { documents, problems } = await parse(changed);
          expect(documents.length + problems.length).toBe(1);
          for (const { text } of documents) expect(text.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what it says of itself', () => {
  const about = async (info: string) => documentOf(pdfOfLines([lines(['Text.'])], `/Info<<${info}>>`));
  test.each<[string, object]>([
    [
      '/Title(A  title)/Author(A. Ruiz)',
      { title: 'A title', language: 'en', source: { author: 'A. Ruiz', publishedAt: null } },
    ],
    [
      "/CreationDate(D:20240305120000+01'00')/ModDate(D:2024)",
      { metadata: { created: '2024-03-05T12:00:00+01:00', modified: '2024' } },
    ],
    ['/CreationDate(D:20240305)/ModDate(yesterday)', { metadata: { created: '2024-03-05' } }],
    ['/Title(Microsoft Word - plan.docx)', { title: null }],
    ['/Title(article.indd)', { title: null }],
  ])('%s', async (info, expected) => {
    expect(await about(info)).toMatchObject(expected);
  });
});

describe('refuses with a sentence', () => {
  const page =
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>';
  const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
  const catalog = '<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>';
  const onePage = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
  const words = pdfStream('BT /F 12 Tf 50 700 Td (Words) Tj ET');
  const problemOf = async (bytes: Uint8Array): Promise<string> => {
    const { documents, problems } = await parse(bytes);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    return problems[0]?.message ?? '';
  };
  const forms = (inner: string) => {
    const objects = [catalog, onePage, page, pdfStream('/X Do'), font];
    for (let level = 0; level < 9; level += 1) {
      const next = `/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X ${7 + level} 0 R>>>>`;
      objects.push(pdfStream(level === 8 ? inner : '/X Do '.repeat(12), next));
    }
    return makePdf(objects);
  };

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /damaged or not whole/],
    ['a head alone', latin1('%PDF-1.4\n'), /damaged or not whole/],
    ['something else', latin1('{"text": "no PDF"}'), /damaged or not whole/],
    [
      'a scan',
      makePdf([catalog, onePage, page, pdfStream('q 600 0 0 800 0 0 cm Q'), font]),
      /no text: it is a scan/,
    ],
    [
      'pages in a circle',
      makePdf([
        catalog,
        '<</Type/Pages/Kids[2 0 R 3 0 R]/Count 5>>',
        '<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 3>>',
      ]),
      /None of its pages|damaged/,
    ],
    [
      'forms within forms, 12 to the power of 8 words',
      forms('BT /F 12 Tf 50 600 Td (Word) Tj ET'),
      /more text than a page can show/,
    ],
  ])(
    '%s',
    async (_, bytes, message) => {
      expect(await problemOf(bytes)).toMatch(message);
    },
    120_000,
  );

  test('a password', async () => {
    const key = `<${'00'.repeat(32)}>`;
    const encrypt = `/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O ${key}/U ${key}>>/ID[<00><00>]`;
    expect(await problemOf(pdfOfLines([lines(['secret'])], encrypt))).toMatch(/locked with a password/);
  });

  test('fonts that do not say which characters they draw', async () => {
    const font =
      '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>';
    const descendant =
      '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>';
    const text = pdfStream('BT /F 12 Tf 50 700 Td <6E2F53E3> Tj ET');
    expect(await problemOf(makePdf([catalog, onePage, page, text, font, descendant]))).toMatch(
      /fonts of the PDF do not say/,
    );
  });

  test('a stream that unpacks to very much', async () => {
    const packed = Buffer.from(deflateSync(Buffer.alloc(300 * 1024 * 1024, ' '))).toString('latin1');
    const bytes = makePdf([catalog, onePage, page, pdfStream(packed, '/Filter/FlateDecode'), font]);
    expect(bytes.length).toBeLessThan(400_000);
    expect(await problemOf(bytes)).toMatch(/unpacks to more than 256 MiB/);
    const twice = pdfStream(packed, '/Filter[/FlateDecode /FlateDecode]');
    expect(await unpacksToMore(makePdf([catalog, twice]), 1e12)).toBe(true);
    const picture = pdfStream(packed, '/Subtype /Image/Filter/FlateDecode');
    expect(await unpacksToMore(makePdf([catalog, picture]), 1000)).toBe(false);
  });

  test('but not circles that take nothing away, nor pages that are only claimed', async () => {
    const circle = pdfStream(
      'BT /F 12 Tf 50 600 Td (Inner) Tj ET /X Do',
      '/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>',
    );
    const outline = '<</First 7 0 R/Last 7 0 R/Title(a)/Next 7 0 R/Parent 7 0 R>>';
    expect((await documentOf(makePdf([catalog, onePage, page, words, font, circle, outline]))).text).toBe(
      'Words',
    );
    const claimed = '<</Type/Pages/Kids[3 0 R]/Count 999999999>>';
    expect((await documentOf(makePdf([catalog, claimed, page, words, font]))).text).toBe('Words');
    const plain = makePdf([catalog, onePage, page, words, font]);
    const text = Buffer.from(plain).toString('latin1');
    const again = text.replace('/Root 1 0 R', `/Root 1 0 R/Prev ${/startxref\n(\d+)/.exec(text)?.[1]}`);
    expect((await documentOf(latin1(again))).text).toBe('Words');
  });

  test('a page that is damaged among others', async () => {
    const kids = '<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>';
    const bytes = makePdf([catalog, kids, page, words, font]);
    expect((await documentOf(bytes)).text).toBe('Words');
    expect(await noticesOf(bytes)).toEqual(['These pages are damaged and left out: 2.']);
  });
});
