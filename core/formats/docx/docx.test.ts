import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, test } from 'vitest';
import { readZip } from '#backend/archive/read-zip.ts';
import { makeZip } from '../../../test-support/make-zip.ts';
import type { ExchangeDocument, InputFile, ParsedFiles } from '../exchange.ts';
import { LARGEST_PART } from './package-parts.ts';
import { parseDocx } from './parse.ts';
import { symbolOf } from './symbols.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' +
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  readonly body: string;
  readonly styles?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly comments?: string;
  readonly header?: string;
  readonly core?: string;
}

/** The files of a package as Word lays them out. */
function packageOf({
  body,
  styles,
  footnotes,
  endnotes,
  comments,
  header,
  core,
}: Parts): Record<string, string> {
  const part = (root: string, content: string) =>
    `<?xml version="1.0"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`;
  const related = Object.entries({ styles, footnotes, endnotes, comments, header }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const roots: Record<string, string> = { header: 'hdr' };
  const relationships = (list: readonly [string, string][]) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(([kind, target], index) => `<Relationship Id="r${index}" Type="${kind}" Target="${target}"/>`)
      .join('')}</Relationships>`;
  return {
    '_rels/.rels': relationships([
      [`${OFFICE}/officeDocument`, 'word/document.xml'],
      [
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ],
    ]),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationships(
      related.map(([name]) => [`${OFFICE}/${name}`, name === 'header' ? '/word/header1.xml' : `${name}.xml`]),
    ),
    ...(core === undefined ? {} : { 'docProps/core.xml': core }),
    ...Object.fromEntries(
      related.map(([name, content]) => [
        `word/${name === 'header' ? 'header1' : name}.xml`,
        part(roots[name] ?? name, content),
      ]),
    ),
  };
}

function parse(parts: Parts | Record<string, string | Uint8Array>, name = 'article.docx'): ParsedFiles {
  const files = 'body' in parts ? packageOf(parts as Parts) : (parts as Record<string, string | Uint8Array>);
  const entries = Object.entries(files).map(
    ([path, content]): InputFile => ({
      name: path,
      bytes: typeof content === 'string' ? encode(content) : content,
    }),
  );
  return parseDocx([{ name, bytes: new Uint8Array(), entries }]);
}

function blocksOf({ text, blocks }: ExchangeDocument): string[] {
  const short = { heading: 'h', paragraph: 'p', 'list-item': 'li' };
  return (blocks ?? []).map(
    ({ kind, level, start, end }) => `${short[kind]}${level || ''} ${text.slice(start, end)}`,
  );
}

function documentOf(parts: Parts): ExchangeDocument {
  const { documents, problems } = parse(parts);
  expect(problems).toEqual([]);
  expect(documents).toHaveLength(1);
  return documents[0] as ExchangeDocument;
}

const read = (body: string, more: Omit<Parts, 'body'> = {}): string[] =>
  blocksOf(documentOf({ body, ...more }));
const noticesOf = (parts: Parts): string[] => parse(parts).notices.map(({ message }) => message);
const p = (content: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const r = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const style = (id: string, inside: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}">${inside}</w:style>`;

describe('text and blocks', () => {
  test.each<[string, string, string[]]>([
    ['paragraphs, runs as they are', p(r('a ') + r('b')) + p(r('c  d')), ['p a b', 'p c  d']],
    ['empty paragraphs', p('') + p(r(' ')) + p(r('a')), ['p a']],
    ['white space that is not kept', '<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>', ['p ab']],
    [
      'entities, CDATA',
      p('<w:r><w:t>a &lt; b &amp;#233; <![CDATA[<c>]]></w:t></w:r>'),
      ['p a < b &#233; <c>'],
    ],
    [
      'tabs, line and page breaks, hyphens',
      p(
        '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t><w:br w:type="page"/><w:t>g</w:t></w:r>',
      ),
      ['p a\tb\nc\nd\u2011e\u00adf\ng'],
    ],
    ['stops of tabs are none', p(r('a'), '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'), ['p a']],
    ['two line breaks part blocks', p('<w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r>'), ['p a', 'p b']],
    ['links', p(`<w:hyperlink r:id="x">${r('a')}</w:hyperlink>${r('b')}`), ['p ab']],
    [
      'content controls, smart tags',
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p(`<w:smartTag><w:sdt><w:sdtContent>${r('a')}</w:sdtContent></w:sdt></w:smartTag>`)}</w:sdtContent></w:sdt>`,
      ['p a'],
    ],
    [
      'directions, ruby',
      p(
        `<w:bdo w:val="rtl">${r('שלום')}</w:bdo><w:r><w:ruby><w:rt>${r('かん')}</w:rt><w:rubyBase>${r('漢')}</w:rubyBase></w:ruby></w:r>`,
      ),
      ['p שלום漢'],
    ],
    [
      'formulas',
      p(
        '<m:oMath><m:r><m:t>E=m</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>',
      ),
      ['p E=mc2'],
    ],
    [
      'symbols',
      p(
        '<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="2014"/></w:r>',
      ),
      ['p α✓—'],
    ],
    [
      'fields: results, not codes, nested',
      p(
        `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>${r('3')}<w:r><w:fldChar w:fldCharType="end"/><w:instrText>="3"</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>${r('yes')}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">${r(' today')}</w:fldSimple>`,
      ),
      ['p yes today'],
    ],
    [
      'a field that never ends hides no other paragraph',
      p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>${r('x')}`) + p(r('a')),
      ['p a'],
    ],
  ])('%s', (_, body, blocks) => {
    expect(read(body)).toEqual(blocks);
  });

  test('headings by style, by what the style is made of, and by the paragraph', () => {
    const styles =
      style('u', '<w:name w:val="heading 2"/>') +
      style('mine', '<w:name w:val="Mine"/><w:basedOn w:val="u"/>') +
      style('circle', '<w:name w:val="Circle"/><w:basedOn w:val="circle"/>') +
      style('t', '<w:name w:val="Title"/>') +
      style('o', '<w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>');
    const of = (id: string, more = '') => p(r(id), `<w:pStyle w:val="${id}"/>${more}`);
    const body =
      of('u') +
      of('mine') +
      of('circle') +
      of('t') +
      of('o') +
      of('Heading1') +
      of('u', '<w:outlineLvl w:val="9"/>') +
      of('heading 8') +
      p(r('direct'), '<w:outlineLvl w:val="0"/>');
    expect(read(body, { styles })).toEqual([
      'h2 u',
      'h2 mine',
      'p circle',
      'h1 t',
      'h4 o',
      'h1 Heading1',
      'p u',
      'h6 heading 8',
      'h1 direct',
    ]);
    expect(documentOf({ body, styles }).title).toBe('t');
  });

  test('list items by numbering, of the paragraph or of the style', () => {
    const numbered = (level: string, id = '1') => `<w:numPr>${level}<w:numId w:val="${id}"/></w:numPr>`;
    const styles =
      style('b', '<w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>') +
      style(
        'b3',
        '<w:name w:val="List Bullet 3"/><w:basedOn w:val="b"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr>',
      ) +
      style('h', '<w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>');
    expect(
      read(
        p(r('a'), numbered('<w:ilvl w:val="0"/>')) +
          p(r('b'), numbered('<w:ilvl w:val="1"/>')) +
          p(r('c'), numbered('')) +
          p(r('d'), '<w:pStyle w:val="b"/>') +
          p(r('e'), '<w:pStyle w:val="b3"/>') +
          p(r('f'), `<w:pStyle w:val="b"/>${numbered('', '0')}`) +
          p(r('g'), '<w:pStyle w:val="h"/>'),
        { styles },
      ),
    ).toEqual(['li1 a', 'li2 b', 'li1 c', 'li1 d', 'li3 e', 'p f', 'h1 g']);
  });

  test('tables: of data as one paragraph, of layout as what is in them', () => {
    const table = (...rows: string[][]) =>
      `<w:tbl><w:tblPr/>${rows.map((cells) => `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;
    const cell = (text: string) => p(r(text));
    expect(
      read(
        table([cell('a'), cell('b')], [cell('c\tc'), p('')], [p(''), p('')]) +
          table([cell('one') + cell('two'), cell('x')]) +
          table([table([cell('in'), cell('ner')]), cell('y')]) +
          p(r('z')),
      ),
    ).toEqual(['p a\tb\nc c', 'p one', 'p two', 'p x', 'p in\tner', 'p y', 'p z']);
  });

  test('text boxes come after their paragraph, once, from the first alternative', () => {
    const box = (text: string) => `<w:txbxContent>${p(r(text))}${p(r('more'))}</w:txbxContent>`;
    const body = p(
      `${r('a')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('new')}</wps:txbx></w:drawing></mc:Choice>` +
        `<mc:Fallback><w:pict><v:textbox>${box('old')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r('b')}` +
        `<w:r><mc:AlternateContent><mc:Fallback><w:pict><v:textbox>${box('only')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    );
    expect(read(body + p(r('c')))).toEqual(['p ab', 'p new', 'p more', 'p only', 'p more', 'p c']);
  });

  test('notes stand at the end, in the order of their marks', () => {
    const note = (kind: string, id: number, text: string, type = '') =>
      `<w:${kind} w:id="${id}" ${type}>${p(`<w:r><w:${kind}Ref/></w:r>${r(text)}`)}</w:${kind}>`;
    const mark = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    const body =
      p(r('a') + mark('endnote', 2) + r(' b') + mark('footnote', 3) + r('.') + mark('footnote', 9)) +
      p(r('c'));
    const footnotes =
      note('footnote', -1, 'line', 'w:type="separator"') +
      note('footnote', 2, 'unused') +
      note('footnote', 3, ' three');
    const endnotes = note('endnote', 2, 'two').replace('</w:endnote>', `${p(r('more'))}</w:endnote>`);
    const parts = { body, footnotes, endnotes };
    expect(blocksOf(documentOf(parts))).toEqual([
      'p a[1] b[2].[3]',
      'p c',
      'p [1] two',
      'p more',
      'p [2] three',
    ]);
    expect(noticesOf(parts)).toEqual(['1 note is referred to and not in the file.']);
  });
});

describe('tracked changes', () => {
  const change = 'w:id="1" w:author="x"';
  test('are read as if accepted', () => {
    const parts = {
      body:
        p(
          `${r('a')}<w:del ${change}><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins ${change}>${r('new')}</w:ins>`,
        ) +
        p(`<w:moveFrom ${change}>${r('old place')}</w:moveFrom>${r('b')}`) +
        p(`<w:moveTo ${change}>${r('new place')}</w:moveTo>`),
    };
    expect(blocksOf(documentOf(parts))).toEqual(['p anew', 'p b', 'p new place']);
    expect(noticesOf(parts)).toEqual(['Left out 2 deletions that are tracked.']);
  });

  test('a paragraph whose end is deleted goes on in the next', () => {
    const ended = `<w:rPr><w:del ${change}/></w:rPr>`;
    expect(
      read(
        p(r('a '), ended) +
          p(r('b '), ended) +
          p(r('c')) +
          p(r('d'), `<w:rPr><w:ins ${change}/></w:rPr>`) +
          p(r('e'), ended),
      ),
    ).toEqual(['p a b c', 'p d', 'p e']);
  });

  test('deleted rows and cells, and what properties were before', () => {
    const cell = (text: string, properties = '') =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${p(r(text))}</w:tc>`;
    expect(
      read(
        `<w:tbl><w:tr>${cell('a')}${cell('b')}${cell('x', `<w:cellDel ${change}/>`)}</w:tr><w:tr><w:trPr><w:del ${change}/></w:trPr>${cell('y')}${cell('y')}</w:tr></w:tbl>` +
          p(r('c'), `<w:pPrChange ${change}><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>`) +
          p(r('d', `<w:rPrChange ${change}><w:rPr><w:vanish/></w:rPr></w:rPrChange>`)),
      ),
    ).toEqual(['p a\tb', 'p c', 'p d']);
  });
});

test('what is left out is counted', () => {
  const styles = style('z', '<w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr>');
  const blip = '<w:drawing><a:blip r:embed="x"/></w:drawing>';
  const parts = {
    body:
      p(
        `${r('a')}<w:r>${blip}</w:r><w:r>${blip}</w:r><w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r><w:r><w:object><v:imagedata r:id="x"/><o:OLEObject/></w:object></w:r>`,
      ) +
      p(r('h1', '<w:vanish/>') + r('shown', '<w:vanish w:val="0"/>') + r('h2', '<w:rStyle w:val="z"/>')) +
      p(r('h3'), '<w:pStyle w:val="z"/>') +
      p('<w:r><w:sym w:font="Webdings" w:char="F021"/><w:commentReference w:id="0"/></w:r>') +
      '<w:altChunk r:id="x"/>',
    styles,
    comments: `<w:comment w:id="0">${p(r('said'))}</w:comment>`,
    header: p(r('The Daily')),
  };
  expect(read(parts.body, { styles })).toEqual(['p a', 'p shown']);
  expect(noticesOf(parts)).toEqual([
    'Left out 2 pictures.',
    'Left out 2 charts, diagrams and embedded files.',
    'Left out 1 comment.',
    'Left out 3 pieces of hidden text.',
    'Left out 1 symbol that is not known.',
    'Left out 1 document that is inserted as a file.',
    'Left out 1 header or footer.',
  ]);
});

test('what a document says of itself', () => {
  const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
    <dc:title> A \n title</dc:title><dc:creator>A. Ruiz; B. Moreau</dc:creator><dcterms:created>2024-03-05T10:00:00Z</dcterms:created><dcterms:modified>yesterday</dcterms:modified></cp:coreProperties>`;
  const lang = (tag: string) => `<w:lang w:val="${tag}"/>`;
  const styles = `<w:docDefaults><w:rPrDefault><w:rPr>${lang('en-US')}</w:rPr></w:rPrDefault></w:docDefaults>`;
  const body = p(
    r('short') + r('un texte plus long', lang('fr-FR')) + r('not a language at all', lang('x-none')),
  );
  expect(documentOf({ body, core, styles })).toMatchObject({
    title: 'A title',
    language: 'fr-FR',
    blockRule: 'blank-line',
    source: { author: 'A. Ruiz, B. Moreau', publishedAt: null, encoding: null },
    metadata: { created: '2024-03-05T10:00:00Z' },
  });
});

test('the font Symbol as the standard of PDF has it', () => {
  const some: [string, string][] = [
    ['22', '∀'],
    ['5a', 'Ζ'],
    ['7e', '∼'],
    ['a0', '€'],
    ['b9', '≠'],
    ['ce', '∈'],
    ['d6', '√'],
    ['e5', '∑'],
    ['f1', '〉'],
    ['f5', '⌡'],
  ];
  for (const [code, character] of some) expect(symbolOf('Symbol', `F0${code}`)).toBe(character);
  expect(symbolOf('Symbol', '7f')).toBeNull();
  expect(symbolOf('Arial', 'D800')).toBeNull();
  expect(symbolOf('Arial', 'zz')).toBeNull();
});

describe('refuses with a sentence', () => {
  const problemOf = (parts: Parts | Record<string, string | Uint8Array>) => {
    const { documents, problems } = parse(parts);
    expect(documents).toEqual([]);
    expect(problems).toHaveLength(1);
    return problems[0]?.message;
  };
  const whole = packageOf({ body: p(r('a')) });
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>';
  test.each<[string, Parts | Record<string, string | Uint8Array>, RegExp]>([
    ['nothing in it', {}, /no document in it/],
    ['another kind of archive', { 'xl/workbook.xml': '<x/>' }, /no document in it/],
    ['no text', { body: p('<w:r><w:drawing/></w:r>') }, /no text/],
    [
      'cut off',
      { ...whole, 'word/document.xml': (whole['word/document.xml'] ?? '').slice(0, -20) },
      /word\/document\.xml, line 1: .*not well-formed/,
    ],
    ['entities', { ...whole, 'word/document.xml': `${entity}<w>&b;</w>` }, /document type/],
    ['not UTF-8', { ...whole, 'word/document.xml': Uint8Array.of(0x3c, 0xff) }, /not UTF-8/],
    [
      'a part that is too large',
      { ...whole, 'word/document.xml': new Uint8Array(LARGEST_PART + 1) },
      /more than 64 MiB unpacked/,
    ],
    [
      'a way out of the archive',
      { '_rels/.rels': (whole['_rels/.rels'] ?? '').replace('word/document.xml', '../../etc/passwd') },
      /no document in it/,
    ],
    ['nested too deep', { body: '<w:p>'.repeat(400) + '</w:p>'.repeat(400) }, /nested more than/],
  ])('%s', (_, parts, message) => {
    expect(problemOf(parts)).toMatch(message);
  });

  test('of notes that are not well-formed nothing is read', () => {
    const files = packageOf({
      body: p('<w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r>'),
      footnotes: '',
    });
    expect(problemOf({ ...files, 'word/footnotes.xml': '<w' })).toMatch(/footnotes\.xml/);
  });

  test('styles, properties and comments that cannot be read take nothing away', () => {
    const files = packageOf({ body: p(r('a')), styles: '', comments: '' });
    const { documents, problems } = parse({
      ...files,
      'word/styles.xml': '<w',
      'word/comments.xml': '<',
      'docProps/core.xml': '<',
    });
    expect(problems).toEqual([]);
    expect(documents).toHaveLength(1);
  });
});

test('a small file of very many paragraphs is refused by its ratio, or read', async () => {
  const body = '<w:p/>'.repeat(299_999) + p(r('end'));
  const zip = await makeZip(packageOf({ body }));
  expect(zip.length).toBeLessThan(60_000);
  const entries = await readZip(zip);
  if (entries.ok) {
    const { documents } = parseDocx([{ name: 'many.docx', bytes: zip, entries: entries.value }]);
    expect(documents.map(({ text }) => text)).toEqual(['end']);
  } else expect(entries.error).toMatch(/times/);
});

describe('files of others', () => {
  const fixtures = new URL('fixtures/', import.meta.url).pathname;
  const corpus = join(
    dirname(createRequire(import.meta.url).resolve('mammoth/package.json')),
    'test/test-data',
  );
  const files = [fixtures, corpus].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.docx'))
      .map((name) => join(folder, name)),
  );

  /** Words in order, without the marks of notes, which are ours. */
  const wordsOf = (text: string) => text.replace(/\[\d+\]/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  const inHtml = (html: string) =>
    html
      .replace(/<a href="#(?:foot|end)note-ref[^>]*>.*?<\/a>/g, ' ')
      .replace(/<\/(?:p|li|td|th|h\d)>|<br \/>/g, ' ')
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');

  test.each(files)('%s has the words that mammoth finds, in order', async (path) => {
    const bytes = new Uint8Array(readFileSync(path));
    const entries = await readZip(bytes);
    if (!entries.ok) throw new Error(entries.error);
    const { documents } = parseDocx([{ name: path, bytes, entries: entries.value }]);
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    expect(wordsOf(documents[0]?.text ?? '')).toEqual(wordsOf(inHtml(value)));
  });

  test('there are such files', () => {
    expect(files.length).toBeGreaterThanOrEqual(18);
  });
});

test('whatever is in the parts, it is read or refused, and blocks fit the text', () => {
  const tags = [
    'w:p',
    'w:r',
    'w:t',
    'w:tbl',
    'w:tr',
    'w:tc',
    'w:pPr',
    'w:rPr',
    'w:del',
    'w:ins',
    'w:txbxContent',
    'mc:AlternateContent',
    'mc:Choice',
    'mc:Fallback',
    'w:footnote',
    'w:fldChar',
    'w:cellDel',
    'w:vanish',
    'w:numPr',
    'm:t',
  ];
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium' },
      fc.string({ maxLength: 5 }).map((text) => text.replace(/[<&>\p{Cc}]|\p{Cs}/gu, ' ')),
      fc
        .tuple(fc.constantFrom(...tags), fc.array(tie('node'), { maxLength: 4 }))
        .map(([tag, inside]) => `<${tag}>${inside.join('')}</${tag}>`),
    ),
  }));
  fc.assert(
    fc.property(fc.array(node, { maxLength: 6 }), (nodes) => {
      const { documents, problems } = parse({ body: nodes.join('') });
      expect(documents.length + problems.length).toBe(1);
      for (const { text, blocks } of documents) {
        expect(text.isWellFormed()).toBe(true);
        let last = 0;
        for (const { start, end } of blocks ?? []) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end).trim()).not.toBe('');
          last = end;
        }
      }
    }),
    { numRuns: 300 },
  );
});
