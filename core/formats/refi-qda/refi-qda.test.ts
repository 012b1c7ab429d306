import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttributeValue } from '#model/annotation.ts';
import type { Layer, Scheme } from '#model/scheme.ts';
import { archiveOf, writtenAsRead } from '../../../test-support/as-read.ts';
import { exchangeDocuments, NEWS_LAYERS, nastyDocuments } from '../../../test-support/exchange-documents.ts';
import { inputOf } from '../../../test-support/input-file.ts';
import { meaningOf } from '../../../test-support/meaning.ts';
import { newsScheme } from '../../../test-support/news-scheme.ts';
import { TRAM_LAYERS, tramDocument } from '../../../test-support/tram-document.ts';
import type { ExchangeDocument, InputFile, ParsedFiles, WrittenFiles } from '../exchange.ts';
import { DEFAULT_WRITE_OPTIONS } from '../exchange.ts';
import { writeCodebook } from '../refi-qdc/write-codebook.ts';
import { MEBIBYTE } from '../registry.ts';
import { childElements, readXml } from '../xml/read.ts';
import { xmlSafeDocument } from '../xml/safe.ts';
import { refiQdaCodec } from './codec.ts';
import { describe as describeSelection, readDescription } from './description.ts';
import { LARGEST_ITEM } from './info.ts';
import { writeProject } from './write-project.ts';

const NEWS = { ...DEFAULT_WRITE_OPTIONS, layers: NEWS_LAYERS };
const TRAM = { ...DEFAULT_WRITE_OPTIONS, layers: TRAM_LAYERS };

const read = (written: WrittenFiles, names = written.names): ParsedFiles =>
  refiQdaCodec.parse?.(writtenAsRead('refi-qda', written), names) as ParsedFiles;
const parse = (...files: InputFile[]): ParsedFiles => refiQdaCodec.parse?.(files) as ParsedFiles;
const messages = (list: ParsedFiles['problems']): string[] => list.map(({ message }) => message);

const GUID = (number: number): string => `aaaaaaaa-0000-4000-8000-${String(number).padStart(12, '0')}`;
const SPANS = `<CodeRef targetGUID="${GUID(2)}"/>`;
const coding = (inner = ''): string => `<Coding guid="${GUID(50)}">${SPANS}${inner}</Coding>`;
const selection = (
  start: number | string,
  end: number | string,
  name: string,
  inner = coding(),
  guid = GUID(40),
) =>
  `<PlainTextSelection guid="${guid}" name="${name}" startPosition="${start}" endPosition="${end}">${inner}</PlainTextSelection>`;
const CODES = `<CodeBook><Codes><Code guid="${GUID(1)}" name="Theme" isCodable="true"><Code guid="${GUID(2)}" name="War" isCodable="true"/></Code><Code guid="${GUID(3)}" name="Loose" isCodable="true"/></Codes></CodeBook>`;
const project = (rest: string, origin = 'NVivo'): string =>
  `<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="${origin}">${rest}</Project>`;
const source = (inner: string, path = 'internal://T.txt'): string =>
  `${CODES}<Sources><TextSource guid="${GUID(10)}" name="One" plainTextPath="${path}">${inner}</TextSource></Sources>`;
/** Reads a project of one text, as another tool writes it. */
function foreign(content: string, text: string | null, more: readonly InputFile[] = []): ParsedFiles {
  const texts = text === null ? [] : [inputOf('Sources/t.TXT', text)];
  return refiQdaCodec.parse?.([archiveOf([inputOf('Trial.qde', content), ...texts, ...more])]) as ParsedFiles;
}
const said = ({ documents }: ParsedFiles) =>
  documents.flatMap(({ annotations }) => annotations.map(({ layer, label, quote }) => [layer, label, quote]));

/** A link to a name is a value like others in a description; which attributes have links, the scheme knows. */
function withNamesAsValues(document: ExchangeDocument): ExchangeDocument {
  const plain = (value: AttributeValue | undefined): AttributeValue | undefined => {
    const words =
      value?.is === 'links' ? value.links.flatMap((link) => (link.kind === 'text' ? link.text : [])) : [];
    return value?.is === 'links' && words.length === value.links.length
      ? { is: 'values', values: words }
      : value;
  };
  return {
    ...document,
    annotations: document.annotations.map((annotation) => ({
      ...annotation,
      attributes: Object.fromEntries(
        Object.entries(annotation.attributes).map(([name, value]) => [name, plain(value)]),
      ),
    })),
  };
}

/** What a project keeps of a document. */
function kept(document: ExchangeDocument) {
  const safe = withNamesAsValues(xmlSafeDocument(document).document);
  const { id, title, text, language, metadata, source: from } = safe;
  const { publisher, author, url, publishedAt } = from;
  return { id, title, text, language, metadata, publisher, author, url, publishedAt, ...meaningOf(safe) };
}
const back = ({ source: from, ...document }: ExchangeDocument) => {
  const { publisher, author, url, publishedAt } = from;
  const { id, title, text, language, metadata } = document;
  const meaning = meaningOf({ source: from, ...document });
  return { id, title, text, language, metadata, publisher, author, url, publishedAt, ...meaning };
};

/** Links to what is not exported, which are the only attributes that are lost. */
function danglingIn({ annotations }: ExchangeDocument): number {
  const ids = new Set(annotations.map(({ id }) => id));
  return annotations
    .flatMap(({ attributes }) => Object.values(attributes))
    .flatMap((value) => (value?.is === 'links' ? value.links : []))
    .filter((link) => link.kind === 'annotation' && !ids.has(link.id)).length;
}

function checkRoundTrip(documents: readonly ExchangeDocument[], scheme: Scheme | null): WrittenFiles {
  const written = writeProject(documents, NEWS, scheme);
  const parsed = read(written);
  expect(messages(parsed.problems)).toEqual(
    documents.length === 0 ? [expect.stringContaining('no text')] : [],
  );
  expect(parsed.documents.map(back)).toEqual(documents.map(kept));
  const created = (list: readonly ExchangeDocument[]) =>
    list.flatMap(({ annotations }) =>
      annotations.map((one) => [one.id, one.annotator, one.createdAt]).toSorted(),
    );
  expect(created(parsed.documents)).toEqual(created(documents));
  const lost = written.losses.filter(({ what }) => what === 'attribute-dropped');
  expect(lost).toHaveLength(documents.reduce((sum, document) => sum + danglingIn(document), 0));
  const changes = documents.flatMap((document) => xmlSafeDocument(document).losses);
  expect(written.losses.filter(({ what }) => what !== 'attribute-dropped')).toEqual(changes);
  expect(writeProject(documents, NEWS, scheme)).toEqual(written);
  return written;
}

describe('round trip', () => {
  test('keeps spans, attributes, links, relations, notes, annotators and facts, and reports the rest', () => {
    fc.assert(
      fc.property(exchangeDocuments, fc.constantFrom(null, newsScheme), (documents, scheme) => {
        checkRoundTrip(documents, scheme);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  test('the nasty documents', () => {
    checkRoundTrip(nastyDocuments(), null);
    checkRoundTrip(nastyDocuments(), newsScheme);
  });

  test('the lists of a project may stand in any order, and any number of times', () => {
    const lists = ['Users', 'CodeBook', 'Variables', 'Sources', 'Notes', 'Links'];
    const listIn = (xml: string, name: string): string =>
      new RegExp(`<${name}>.*?</${name}>`, 's').exec(xml)?.[0] ?? '';
    fc.assert(
      fc.property(
        exchangeDocuments,
        fc.shuffledSubarray(lists, { minLength: lists.length }),
        (documents, order) => {
          const written = writeProject(documents, NEWS, null);
          const [archive] = writtenAsRead('refi-qda', written) as [InputFile];
          const xml = String(written.files[0]?.content);
          const head = /<Project[^>]*[^/]/.exec(xml)?.[0] ?? '';
          const moved = order.map((name) => listIn(xml, name)).join('\n');
          const other = `${head}>${moved}<Links/><Sources></Sources></Project>`;
          const entries = [inputOf('project.qde', other), ...(archive.entries?.slice(1) ?? [])];
          const parsed = refiQdaCodec.parse?.([archiveOf(entries)], written.names);
          expect(parsed?.documents).toEqual(read(written).documents);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('GUIDs are all different, in the form of the schema, and refer to what is there', () => {
    fc.assert(
      fc.property(exchangeDocuments, (documents) => {
        const { files } = writeProject(documents, NEWS, newsScheme);
        const xml = String(files[0]?.content);
        const guids = [...xml.matchAll(/ guid="([^"]*)"/g)].map(([, guid]) => guid ?? '');
        expect(new Set(guids).size).toBe(guids.length);
        for (const guid of guids) expect(guid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        const refs = [...xml.matchAll(/ (?:targetGUID|originGUID|creatingUser|creatingUserGUID)="([^"]*)"/g)];
        for (const [, ref] of refs) expect(guids).toContain(ref);
        const texts = [...xml.matchAll(/plainTextPath="internal:\/\/([^"]*)"/g)].map(
          ([, name]) => `sources/${name}`,
        );
        expect(texts).toEqual(files.slice(1).map(({ path }) => path));
        expect(xml).not.toMatch(
          /<(?:Users|Codes|Variables|Sources|Notes|Links)\s*\/?>\s*<\/(?:Users|Codes|Variables|Sources|Notes|Links)>/,
        );
      }),
      { numRuns: 20 },
    );
  });

  test('positions cut the text file as Python would', () => {
    const { files } = writeProject(nastyDocuments(), NEWS, null);
    const xml = String(files[0]?.content);
    const parts = xml.split('<TextSource ').slice(1);
    let count = 0;
    for (const part of parts) {
      const path = /plainTextPath="internal:\/\/([^"]*)"/.exec(part)?.[1];
      const text = [...String(files.find((file) => file.path === `sources/${path}`)?.content)];
      for (const [, name = '', start, end] of part.matchAll(
        /<PlainTextSelection [^>]*?name="([^"]*)" startPosition="(\d+)" endPosition="(\d+)"/g,
      )) {
        const plain = name
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#9;', '\t')
          .replaceAll('&amp;', '&');
        const cut = text.slice(Number(start), Number(end)).join('');
        expect([...cut.replaceAll('\n', ' ')].slice(0, 100).join('')).toBe(plain);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(20);
  });
});

describe('the example', () => {
  const example = new URL('fixtures/', import.meta.url);
  const files = ['project.qde', 'sources/164d089f-85f2-4f4e-86e7-fa27321a40e6.txt'].map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(new URL(name, example))),
  }));
  const parsed = parse(archiveOf(files));
  const saidOf = ({ annotations, relations }: ExchangeDocument) => {
    const quoteOf = new Map(annotations.map(({ id, quote }) => [id, quote]));
    return {
      spans: annotations
        .map(({ layer, label, fragments, attributes, certainty, note, annotator }) =>
          JSON.stringify([layer, label, fragments, attributes, certainty, note, annotator?.name]),
        )
        .toSorted(),
      relations: relations
        .map(({ type, source: from, target }) => [type, quoteOf.get(from), quoteOf.get(target)].join(' → '))
        .toSorted(),
    };
  };

  /** The note of the example is in this format alone. */
  const tram = {
    ...tramDocument(),
    annotations: tramDocument().annotations.map((one) =>
      one.layer === 'claim' ? { ...one, note: 'check the noise study' } : one,
    ),
  };

  test('is read to its meaning', () => {
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    expect(parsed.documents.map(({ text }) => text)).toEqual([tram.text]);
    expect(parsed.documents.map(saidOf)).toEqual([saidOf(tram)]);
  });

  test('is what we write of it', () => {
    const written = refiQdaCodec.serialise?.([tram], TRAM) as WrittenFiles;
    expect(written.losses).toEqual([]);
    expect(read(written).documents.map(saidOf)).toEqual(parsed.documents.map(saidOf));
    expect(read(written, {}).documents.map(saidOf)).toEqual(parsed.documents.map(saidOf));
  });
});

describe('what is written', () => {
  test('has no element that is empty, and elements in the order of the schema', () => {
    const bare = { ...tramDocument(), annotations: [], relations: [] };
    const order = (documents: readonly ExchangeDocument[], scheme: Scheme | null): string[] => {
      const { root } = readXml(String(writeProject(documents, NEWS, scheme).files[0]?.content));
      if (root === null) throw new Error('not well-formed');
      return childElements(root).map(({ name, children }) => `${name} ${children.length > 0}`);
    };
    expect(order([], null)).toEqual([]);
    expect(order([], newsScheme)).toEqual(['CodeBook true']);
    expect(order([bare], null)).toEqual(['Sources true']);
    expect(order(nastyDocuments(), newsScheme)).toEqual([
      'Users true',
      'CodeBook true',
      'Variables true',
      'Sources true',
      'Notes true',
      'Links true',
    ]);
  });

  test('has the names, descriptions and colours of the scheme, and the GUIDs of the codebook', () => {
    const xml = String(writeProject([tramDocument()], NEWS, newsScheme).files[0]?.content);
    const codebook = writeCodebook(newsScheme).content;
    const codes = [...codebook.matchAll(/<Code guid="[^>]*>/g)].map(([tag]) => tag);
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) expect(xml).toContain(code);
    expect(xml).toContain('name="Geopolitical entity" isCodable="true" color="#3366CC"');
    expect(xml).toContain(`<Description>${newsScheme.layers[0]?.description.slice(0, 20)}`);
  });

  test('names that two things have are told apart, and come back by the manifest', () => {
    const [entity] = newsScheme.layers as [Layer];
    const [person, organisation] = entity.labels as [Layer['labels'][number], Layer['labels'][number]];
    const labels = [person, { ...organisation, name: person.name }];
    const scheme = { ...newsScheme, layers: [{ ...entity, labels }] };
    const [document] = nastyDocuments().filter(({ annotations }) => annotations.length > 0) as [
      ExchangeDocument,
    ];
    const options = { ...NEWS, layers: ['entity'] };
    const written = writeProject([document], options, scheme);
    expect(String(written.files[0]?.content)).toContain('name="Person_2"');
    expect(written.losses.filter(({ why }) => why.startsWith('Another code'))).toHaveLength(1);
    const labelsOf = (documents: readonly ExchangeDocument[]) =>
      documents.flatMap(({ annotations }) =>
        annotations.flatMap(({ layer, label }) => (layer === 'entity' ? label : [])),
      );
    expect(labelsOf(read(written).documents).toSorted()).toEqual(labelsOf([document]).toSorted());
  });

  test('a description is read as it was written, whatever is in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('a=b;c', '\\', '@span', '\\@span', 'none', '@article', ';', '=', 'certainty', ' x '),
    );
    const value = fc
      .array(text, { minLength: 1, maxLength: 3 })
      .map((values): AttributeValue => ({ is: 'values', values }));
    const names = fc.oneof(text, fc.constantFrom('certainty', 'attribute:x', 'a;b'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, value), { maxLength: 4 }),
        fc.constantFrom('sure', 'unsure', null),
        (pairs, certainty) => {
          const attributes = Object.fromEntries(pairs);
          const said = readDescription(describeSelection({ attributes, certainty }), true);
          expect(said).toEqual({ attributes, certainty, note: '' });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('projects of others', () => {
  test('positions are half-open; several codes are several spans; notes and users of each', () => {
    const { documents, problems, notices } = foreign(
      project(
        `<Users><User guid="{${GUID(5).toUpperCase()}}" name="Ana"/></Users>${source(
          selection(
            0,
            5,
            'Night',
            `<Description>a comment; not=a list of attributes: really</Description>
             <Coding guid="${GUID(51)}" creatingUser="${GUID(5)}" creationDateTime="2026-01-05T10:00:00Z">${SPANS}<NoteRef targetGUID="${GUID(60)}"/></Coding>
             <Coding guid="${GUID(52)}"><CodeRef targetGUID="${GUID(1)}"/></Coding>
             <Coding guid="${GUID(53)}"><CodeRef targetGUID="${GUID(3)}"/></Coding>`,
          ),
        )}<Notes><Note guid="${GUID(60)}"><PlainTextContent>memo</PlainTextContent></Note></Notes>`,
      ),
      'Night trams',
    );
    expect([problems, notices]).toEqual([[], []]);
    expect(
      documents[0]?.annotations.map(({ id, layer, label, quote, note, annotator, createdAt }) => [
        id,
        layer,
        label,
        quote,
        note,
        annotator?.name,
        createdAt,
      ]),
    ).toEqual([
      [
        null,
        'Theme',
        'War',
        'Night',
        'memo\na comment; not=a list of attributes: really',
        'Ana',
        '2026-01-05T10:00:00.000Z',
      ],
      [null, 'Theme', 'Theme', 'Night', 'a comment; not=a list of attributes: really', undefined, null],
      [null, 'p', 'Loose', 'Night', 'a comment; not=a list of attributes: really', undefined, null],
    ]);
  });

  test('the last character is included where all names say so, and that is told', () => {
    const inclusive = source(selection(0, 4, 'Night') + selection(6, 10, 'trams', coding(), GUID(41)));
    const parsed = foreign(project(inclusive), 'Night trams');
    expect(said(parsed).map(([, , quote]) => quote)).toEqual(['Night', 'trams']);
    expect(messages(parsed.notices)[0]).toContain('with the last character included');
    const half = source(selection(0, 4, 'Nigh') + selection(6, 10, 'trams', coding(), GUID(41)));
    expect(said(foreign(project(half), 'Night trams')).map(([, , quote]) => quote)).toEqual(['Nigh', 'tram']);
    const named = source(selection(0, 4, 'my first quotation') + selection(6, 10, '', coding(), GUID(41)));
    expect(said(foreign(project(named), 'Night trams')).map(([, , quote]) => quote)).toEqual([
      'Nigh',
      'tram',
    ]);
  });

  describe('CR LF', () => {
    const TEXT = 'One.\r\n\r\n🚋 Two trams.\r\nThree';
    const two = (name: string) => selection(10, 13, name);
    const one = (name: string) => selection(8, 11, name);
    test.each([
      ['NVivo', two('Two'), 'Two', 'two for a line end'],
      ['ATLAS.ti 9', one('Two'), 'Two', 'one for a line end'],
      // The names know better than the program.
      ['ATLAS.ti 9', two('Two'), 'Two', 'two for a line end'],
      ['MAXQDA', one('Two'), 'Two', 'one for a line end'],
      // Without names: the program, unless words say otherwise.
      ['NVivo', two(''), 'Two', 'two for a line end'],
      ['ATLAS.ti 9', one('Quotation 1:1'), 'Two', 'one for a line end'],
      ['NVivo', one(''), 'Two', 'one for a line end'],
    ])('of %s, line ends counted, case %#', (origin, inner, quote, says) => {
      const parsed = foreign(project(source(inner), origin), TEXT);
      expect(parsed.documents[0]?.text).toBe('One.\n\n🚋 Two trams.\nThree');
      expect(said(parsed)).toEqual([['Theme', 'War', quote]]);
      expect(messages(parsed.notices).join()).toContain(says);
      expect(messages(parsed.notices).join()).toContain('Check some spans: “Two”');
    });
    test('counted in a text that has LF alone', () => {
      expect(said(foreign(project(source(two('Two'))), TEXT.replaceAll('\r', '')))).toEqual([
        ['Theme', 'War', 'Two'],
      ]);
    });
    test('a byte order mark is not counted', () => {
      expect(said(foreign(project(source(selection(0, 3, 'One'))), `\ufeff${TEXT}`))).toEqual([
        ['Theme', 'War', 'One'],
      ]);
    });
  });

  test('positions in UTF-16 units are recognised', () => {
    const parsed = foreign(project(source(selection(3, 6, 'Two'))), '🚋 Two trams');
    expect(said(parsed)).toEqual([['Theme', 'War', 'Two']]);
    expect(messages(parsed.notices).join()).toContain('UTF-16 units');
  });

  test('selections without a code, without characters, out of the text and of unknown codes are counted', () => {
    const unknown = `<Coding guid="${GUID(54)}"><CodeRef targetGUID="${GUID(99)}"/></Coding>`;
    const inner = [
      selection(0, 5, 'Night', ''),
      selection(3, 3, ''),
      selection(90, 95, ''),
      selection('-1', 'x', ''),
      selection(0, 5, 'Night', unknown),
      selection(0, 5, 'Night', coding(), GUID(44)),
      coding(),
    ];
    const parsed = foreign(project(source(inner.join(''))), 'Night trams');
    expect(said(parsed)).toEqual([['Theme', 'War', 'Night']]);
    expect(messages(parsed.notices)).toEqual([
      '90–95 is no stretch of the text of “One”; the selection was left out.',
      '-1–x is no stretch of the text of “One”; the selection was left out.',
      '1 selection without a code was left out.',
      '1 selection of no characters was left out.',
      '1 coding with a code that is not in the codebook was left out.',
      '1 code of a whole text was left out.',
    ]);
  });

  test('variables of the source and of its cases are metadata; texts of PDFs are read; the rest is told', () => {
    const value = (inner: string) =>
      `<VariableValue><VariableRef targetGUID="${GUID(70)}"/>${inner}</VariableValue>`;
    const sources = `<Sources>
      <PictureSource guid="${GUID(11)}" name="p"/><AudioSource guid="${GUID(12)}"/><VideoSource guid="${GUID(13)}"/>
      <PDFSource guid="${GUID(14)}" name="paper.pdf"><Representation guid="${GUID(15)}" plainTextPath="internal://t.txt">${selection(0, 5, 'Night')}</Representation>${value('<TextValue>x</TextValue>')}</PDFSource>
      <PDFSource guid="${GUID(16)}" name="scan.pdf"/>
    </Sources>`;
    const { documents, notices } = foreign(
      project(
        `${CODES}<Variables><Variable guid="${GUID(70)}" name="Year" typeOfVariable="Text"/></Variables>
         <Cases><Case guid="${GUID(80)}">${value('<IntegerValue>2026</IntegerValue>')}<SourceRef targetGUID="${GUID(14)}"/></Case></Cases>
         ${sources}<Sets><Set guid="${GUID(90)}" name="s"/></Sets>`,
      ),
      'Night trams',
    );
    expect(documents.map(({ title, metadata }) => [title, metadata])).toEqual([
      ['paper.pdf', { Year: 'x; 2026' }],
    ]);
    expect(messages(notices)).toEqual([
      'Of the PDF “paper.pdf” the text was read, and not the pages.',
      '1 picture was left out.',
      '1 audio recording was left out.',
      '1 video was left out.',
      '1 PDF without its text was left out.',
      '1 set was left out.',
    ]);
  });

  test('selections of one GUID are kept, and links take the first', () => {
    const link = `<Links><Link guid="${GUID(91)}" name="explains" direction="Associative" originGUID="${GUID(40)}" targetGUID="${GUID(41)}"/></Links>`;
    const twins =
      selection(0, 5, 'Night') + selection(6, 11, 'trams') + selection(0, 2, 'Ni', coding(), GUID(41));
    const { documents, notices } = foreign(project(source(twins) + link), 'Night trams');
    const [document] = documents;
    const first = document?.annotations.find(({ quote }) => quote === 'Night');
    expect(document?.annotations).toHaveLength(3);
    expect(document?.relations.map((relation) => relation.source)).toEqual([first?.id]);
    expect(messages(notices)).toEqual(['1 selection has the GUID of an earlier one; links take the first.']);
  });

  test('links lead from span to span of one text, and a GUID of two texts is that of the first', () => {
    const two = `${CODES}<Sources>
      <TextSource guid="${GUID(10)}" name="One" plainTextPath="internal://t.txt">${selection(0, 5, 'Night') + selection(6, 11, 'trams', coding(), GUID(41))}</TextSource>
      <TextSource guid="${GUID(11)}" name="Two" plainTextPath="internal://t.txt">${selection(0, 5, 'Night', coding(), GUID(42)) + selection(6, 11, 'trams', coding(), GUID(41))}</TextSource>
    </Sources>`;
    const link = (number: number, name: string, from: number, to: number) =>
      `<Link guid="${GUID(number)}" name="${name}" originGUID="${GUID(from)}" targetGUID="${GUID(to)}"/>`;
    const links = [
      link(91, 'second', 41, 40),
      link(92, 'first', 40, 41),
      link(93, 'across', 42, 40),
      link(94, 'taken', 42, 41),
      link(95, 'itself', 42, 42),
    ];
    const { documents, notices } = foreign(project(`${two}<Links>${links.join('')}</Links>`), 'Night trams');
    expect(documents.map(({ relations }) => relations.map(({ type }) => type))).toEqual([
      ['second', 'first'],
      ['itself'],
    ]);
    expect(messages(notices)).toEqual(['2 links that are not between two spans of one text were left out.']);
  });

  test('fragments that a link joins are one span; other links are relations', () => {
    const links = (name: string) =>
      `<Links><Link guid="${GUID(91)}" name="${name}" direction="Associative" originGUID="${GUID(40)}" targetGUID="${GUID(41)}"/>
       <Link guid="${GUID(92)}" name="memo" originGUID="${GUID(40)}" targetGUID="${GUID(77)}"/></Links>`;
    const inner = source(selection(0, 5, 'Night') + selection(6, 11, 'trams', coding(), GUID(41)));
    const joined = foreign(project(inner + links('part-of-span')), 'Night trams');
    expect(said(joined)).toEqual([['Theme', 'War', 'Night trams']]);
    expect(joined.documents[0]?.annotations[0]?.fragments).toHaveLength(2);
    expect(messages(joined.notices)).toEqual([
      '1 link that is not between two spans of one text was left out.',
    ]);
    const related = foreign(project(inner + links('explains')), 'Night trams');
    expect(related.documents[0]?.relations.map(({ type }) => type)).toEqual(['explains']);
  });
});

describe('the project of ATLAS.ti in annex A of the standard', () => {
  const qde = new URL('../fixtures-of-others/fixtures/refi-qda/standard-annex-project.qde', import.meta.url);
  const inner = { name: 'Project.qde', bytes: new Uint8Array(readFileSync(qde)) };
  const quote = 'Oh, that was great. See you tomorrow? Eleven thirty. Mm.';

  test('has no texts with it, and is refused for that', () => {
    const { documents, problems } = parse(archiveOf([inner]));
    expect(documents).toEqual([]);
    expect(messages(problems)).toEqual([expect.stringContaining('not in the archive')]);
  });

  test('is half-open: the quotation of 56 characters from 139 to 195, and “granola” from 62 to 69', () => {
    const { documents, problems, notices } = parse(
      archiveOf([
        inner,
        inputOf('Sources/230B768E-5A3D-42B7-BE92-2A3721177944.txt', `${'x '.repeat(69)} ${quote} The end.`),
        inputOf('Sources/B2F54555-0D2D-43B2-B40C-2A1C048F5F1C.txt', 'A text that is another one.'),
      ]),
    );
    expect(problems).toEqual([]);
    expect(
      documents.map(({ title, annotations }) => [
        title,
        annotations.map((one) => [one.label, one.quote, one.annotator]),
      ]),
    ).toEqual([
      [
        '1994 Diet Coke-Diet Coke Break.docx',
        [['Coke::diet Coke', quote, { id: null, name: 'Friedrich Markgraf' }]],
      ],
      ['Mabel.txt', []],
    ]);
    const all = messages(notices).join('\n');
    expect(all).toContain('0–410 is no stretch of the text of “Mabel.txt”');
    expect(all).toMatch(/\d+ pictures? (?:was|were) left out/);
    expect(all).toMatch(/\d+ videos? (?:was|were) left out/);
  });
});

describe('archives', () => {
  const text = inputOf('SOURCES/t.txt', 'Night');
  const good = project(source(selection(0, 5, 'Night')));
  const problem = (...entries: InputFile[]): string => {
    const { documents, problems } = parse(archiveOf(entries));
    expect(documents).toEqual([]);
    return messages(problems).join('\n');
  };

  test('any one .qde at the root is the project, folders in any case', () => {
    expect(
      said(refiQdaCodec.parse?.([archiveOf([inputOf('Trial.QDE', good), text])]) as ParsedFiles),
    ).toHaveLength(1);
    expect(problem(inputOf('a.qde', good), inputOf('b.qde', good), text)).toContain(
      '2 projects: a.qde, b.qde',
    );
    expect(problem(inputOf('folder/a.qde', good), text)).toContain('no project');
  });

  test('a project by itself is read where it holds its texts', () => {
    const inline = source(`<PlainTextContent>Night</PlainTextContent>${selection(0, 5, 'Night')}`).replace(
      / plainTextPath="[^"]*"/,
      '',
    );
    const alone = refiQdaCodec.parse?.([inputOf('project.qde', project(inline))]) as ParsedFiles;
    expect(said(alone)).toEqual([['Theme', 'War', 'Night']]);
    const other = refiQdaCodec.parse?.([inputOf('project.qdpx', 'not a zip')]) as ParsedFiles;
    expect(messages(other.problems)).toEqual([expect.stringContaining('no archive')]);
  });

  test('a source that takes too much memory is refused with its line', () => {
    const rest = `<Sources>\n<TextSource guid="${GUID(10)}">\n${' '.repeat(LARGEST_ITEM + MEBIBYTE)}`;
    const { documents, problems } = parse(archiveOf([inputOf('p.qde', project(rest)), text]));
    expect(documents).toEqual([]);
    expect(problems).toEqual([
      {
        file: 'project.qdpx',
        line: 2,
        message: 'p.qde: What begins here has more than 96 MiB, which is the limit for one part of the file.',
      },
    ]);
  });

  test('paths out of the archive are not followed', () => {
    const at = (path: string) =>
      problem(inputOf('p.qde', project(source('', path))), text, inputOf('t.txt', 'x'));
    expect(at('internal://../t.txt')).toContain('leads out of the archive');
    expect(at('internal://x/..\\t.txt')).toContain('leads out of the archive');
    expect(at('relative:///t.txt')).toContain('outside the archive, at relative:///t.txt');
    expect(at('absolute:///etc/passwd')).toContain('outside the archive');
    expect(at('file:///etc/passwd')).toContain('no place of the archive');
    expect(at('internal://missing.txt')).toContain('not in the archive');
  });

  test('what cannot be read is refused', () => {
    expect(problem(inputOf('p.qde', ''), text)).not.toBe('');
    expect(problem(inputOf('p.qde', '<CodeBook/>'), text)).toContain('no REFI-QDA project');
    expect(problem(inputOf('p.qde', good.slice(0, -5)), text)).toContain('not well-formed');
    expect(problem(inputOf('p.qde', `<!DOCTYPE x [<!ENTITY a "b">]>${good}`), text)).toContain(
      'document type',
    );
    expect(problem({ name: 'p.qde', bytes: Uint8Array.of(0x3c, 0xff) }, text)).toContain('not UTF-8');
    expect(problem(inputOf('p.qde', good), { name: 'sources/t.txt', bytes: Uint8Array.of(0xff) })).toContain(
      'not UTF-8',
    );
    expect(problem(inputOf('p.qde', project('')), text)).toBe('The project has no text sources.');
  });
});
