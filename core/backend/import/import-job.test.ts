import { mkdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_TEXT_FILE } from '#formats/registry.ts';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';

const { backend, putAll } = await backendWithProjects();

type Content = string | Uint8Array;
type FileRequest = Parameters<typeof backend.call<'import.start'>>[1]['files'][number];

/** Writes the files and imports them as one batch. */
async function importAll(
  contents: Readonly<Record<string, Content>>,
  more: Omit<FileRequest, 'file' | 'name'> & { duplicates?: 'skip' | 'import' } = {},
) {
  const { duplicates = 'skip', ...choices } = more;
  const outcome = await backend.job('import.start', { files: await filesOf(contents, choices), duplicates });
  if (outcome.is !== 'imported') throw new Error(JSON.stringify(outcome));
  return outcome.imported;
}

async function filesOf(
  contents: Readonly<Record<string, Content>>,
  choices: object = {},
): Promise<FileRequest[]> {
  return (await putAll(contents)).map((file) => ({ ...file, ...choices }));
}

async function documents() {
  const { documents: rows } = await backend.call('document.list', {});
  return Promise.all(rows.map(({ id }) => backend.read(id)));
}

function jsonl(...lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

const person = { layer: 'entity', label: 'person' };

describe('documents of other programs', () => {
  const fixture = (path: string) => readFile(new URL(`../../formats/${path}`, import.meta.url));

  test('DOCX, EPUB and PDF come in with their blocks, language and author; notices are told', async () => {
    const imported = await importAll({
      'plan.docx': await fixture('docx/fixtures/harbour-libreoffice.docx'),
      'plan.epub': await fixture('epub/fixtures/harbour-epub3.epub'),
      'study.pdf': await fixture('pdf/fixtures/harbour-weasyprint.pdf'),
    });
    expect(imported).toMatchObject({ documents: 3, filesLeftOut: 0 });
    expect(imported.problems.map(({ file, message }) => `${file}: ${message}`)).toContainEqual(
      expect.stringMatching(/^study\.pdf: Left out 6 lines that come again/),
    );
    const found = await documents();
    for (const { document } of found) {
      expect(document.blocks[0]).toMatchObject({ kind: 'heading', level: 1, start: 0 });
      expect(document.source.author).toMatch(/Moreau/);
      expect(document.language).toMatch(/^en/);
    }
  });

  test('what cannot be read is told: damaged, of the old kind, under a wrong name', async () => {
    const docx = await fixture('docx/fixtures/harbour-pandoc.docx');
    const { problems } = await importAll({
      'cut.docx': docx.subarray(0, 3000),
      'book.epub': docx,
      'old.doc': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'broken.pdf': '%PDF-1.4',
      'renamed.txt': docx,
    });
    const told = Object.fromEntries(problems.map(({ file, message }) => [file, message]));
    expect(told).toEqual({
      'cut.docx': expect.stringMatching(/end is missing|not whole/),
      'book.epub': expect.stringContaining('no book in it'),
      'old.doc': expect.stringContaining('a Word document of the old kind'),
      'broken.pdf': expect.stringContaining('damaged or not whole'),
      'renamed.txt': expect.stringContaining('give the file the ending .docx or .epub'),
    });
    expect(await documents()).toEqual([]);
  });

  test('of a page the article is taken, or all where that is chosen, in the preview as in the import', async () => {
    const page = await fixture('web/fixtures/saved-news-page.html');
    const [article] = await backend.call('import.inspect', { files: await filesOf({ 'a.html': page }) });
    const [all] = await backend.call('import.inspect', {
      files: await filesOf({ 'a.html': page }, { content: 'all' }),
    });
    expect(article?.notices.join()).toContain('Left out 22 blocks');
    expect(all?.notices).toEqual([]);
    expect(all?.blockCount).toBe((article?.blockCount ?? 0) + 22);
    await importAll({ 'a.html': page }, { content: 'all' });
    const [found] = await documents();
    expect(found?.document.blocks).toHaveLength(all?.blockCount ?? 0);
  });
});

describe('texts', () => {
  test('a whole article on one line comes in to the character and reads as an article', async () => {
    const wire = await readFile(new URL('../../../resources/sample/wire-copy.txt', import.meta.url), 'utf8');
    expect(wire).not.toContain('\n');
    expect(await importAll({ 'wire.txt': wire })).toMatchObject({ documents: 1, problems: [] });
    const [read] = await documents();
    expect(read?.text).toBe(wire);
    expect(read?.text.endsWith('   ')).toBe(true);
    expect(read?.document.title).toBe('Harbour ferry fares to rise by a fifth in April');
    expect(read?.document.blockRule).toBe('double-space');
    const dek =
      'Passengers on the harbour ferries will pay 20 per cent more from 1 April, the port authority said on Monday.';
    expect(read?.document.blocks.map(({ start, end }) => read.text.slice(start, end)).slice(1, 3)).toEqual([
      dek,
      dek,
    ]);
  });

  test('only the mark and the line ends change; bytes and encoding are recorded', async () => {
    const bytes = Buffer.from('\ufeffTitle \r\n\r\n\tBody\u00a0o\u0308 🚋  \rend ');
    await importAll({ 'a.txt': bytes });
    const [read] = await documents();
    expect(read?.text).toBe('Title \n\n\tBody\u00a0o\u0308 🚋  \nend ');
    expect(read?.document.source).toMatchObject({
      fileName: 'a.txt',
      mediaType: 'text/plain',
      encoding: 'utf-8',
      bytesSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('Markdown keeps its marks; headings are blocks', async () => {
    await importAll({ 'a.MD': '# A *title*\n\nText.\n' });
    const [read] = await documents();
    expect(read?.text).toBe('# A *title*\n\nText.\n');
    expect(read?.document.blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
    expect(read?.document.source.mediaType).toBe('text/markdown');
  });

  test('the user overrules encoding, blocks and format', async () => {
    const latin = Buffer.from('Fu\xdf\nzwei', 'latin1');
    await importAll({ 'a.data': latin }, { encoding: 'iso-8859-2', blockRule: 'blank-line', format: 'text' });
    const [read] = await documents();
    expect(read?.text).toBe('Fuß\nzwei');
    expect(read?.document).toMatchObject({ blockRule: 'blank-line', source: { encoding: 'iso-8859-2' } });
  });

  test('what cannot be read stays out with a reason, the others go in', async () => {
    const contents = {
      'good.txt': 'Good.',
      'empty.txt': '',
      'blank.txt': ' \n\t\n',
      'picture.txt': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
      'binary.txt': new Uint8Array([1, 0, 2, 0, 0, 0, 3, 0, 255, 254]),
      'page.html': '<div id=app></div>',
      'also-good.txt': 'Also good.',
    };
    const files = await filesOf(contents);
    await mkdir(join(backend.folder, 'folder.txt'), { recursive: true });
    files.push({ file: backend.adopt('folder.txt').file, name: 'folder.txt' });
    files.push({ file: backend.adopt('missing.txt').file, name: 'missing.txt' });
    await backend.put('large.txt', 'x');
    await truncate(join(backend.folder, 'large.txt'), LARGEST_TEXT_FILE + 1);
    files.push({ file: backend.adopt('large.txt').file, name: 'large.txt' });

    const outcome = await backend.job('import.start', { files });
    expect(outcome).toMatchObject({ is: 'imported', imported: { documents: 2, filesLeftOut: 8 } });
    const said = Object.fromEntries(
      outcome.is === 'imported' ? outcome.imported.problems.map(({ file, message }) => [file, message]) : [],
    );
    expect(said).toEqual({
      'empty.txt': 'The file is empty.',
      'blank.txt': 'The file holds nothing but white space.',
      'picture.txt': expect.stringContaining('picture (PNG)'),
      'binary.txt': expect.stringContaining('not a text file'),
      'page.html': expect.stringContaining('shows no text'),
      'folder.txt': expect.stringContaining('not a file'),
      'missing.txt': expect.stringContaining('no such file'),
      'large.txt': expect.stringContaining('the limit is 64 MiB'),
    });
  });

  test('the same text twice is noticed in the batch and in the project', async () => {
    const twice = { 'one.txt': 'Same text.\n', 'two.txt': '\ufeffSame text.\r\n' };
    expect(await importAll(twice)).toMatchObject({ documents: 1, duplicates: 1, filesLeftOut: 0 });
    expect(await importAll(twice)).toMatchObject({ documents: 0, duplicates: 2, firstDocumentId: null });
    expect(await importAll(twice, { duplicates: 'import' })).toMatchObject({ documents: 2, duplicates: 2 });
    expect(await documents()).toHaveLength(3);
  });

  test('one import is one step of undo', async () => {
    await importAll({ 'a.txt': 'A.', 'b.txt': 'B.' });
    await backend.call('history.undo', {});
    expect(await documents()).toHaveLength(0);
    await backend.call('history.redo', {});
    expect(await documents()).toHaveLength(2);
  });

  test('cancelled, nothing is imported', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}.txt`, `Text ${n}.`]));
    const files = await filesOf(many);
    const outcome = await backend.job('import.start', { files }, (jobId) =>
      backend.call('job.cancel', { jobId }),
    );
    expect(outcome).toEqual({ is: 'cancelled' });
    expect(await documents()).toHaveLength(0);
    expect(await importAll({ 'after.txt': 'After.' })).toMatchObject({ documents: 1 });
  });
});

describe('JSON Lines', () => {
  test('annotations land on their words, in the name of their annotator', async () => {
    const imported = await importAll({
      'a.jsonl': jsonl({
        text: 'A 🚋 for the minister.',
        annotations: [
          { id: 'm', ...person, start: 12, end: 20, annotator: { name: 'carla' } },
          {
            ...{ layer: 'quote', label: 'indirect', start: 0, end: 3 },
            attributes: { speaker: [{ annotation: 'm' }], cue: null },
          },
        ],
      }),
    });
    expect(imported).toMatchObject({ documents: 1, annotations: 2, problems: [] });
    const [read] = await documents();
    const project = await backend.call('project.read', {});
    const [quote, minister] = read?.annotations ?? [];
    expect(minister).toMatchObject({
      quote: 'minister',
      fragments: [{ start: 13, end: 21 }],
      origin: 'imported',
    });
    expect(project?.annotators.find(({ id }) => id === minister?.annotatorId)?.name).toBe('carla');
    expect(quote?.annotatorId).toBe(project?.annotator.id);
    expect(quote?.attributes).toEqual({
      speaker: { is: 'links', links: [{ kind: 'annotation', id: minister?.id }] },
      cue: { is: 'none' },
    });
    expect(read?.state).toBe('in-progress');
  });

  test('a file without ids twice adds nothing the second time', async () => {
    const content = jsonl({
      text: 'One two three.',
      annotations: [
        { ...person, start: 0, end: 3 },
        { ...person, start: 0, end: 3 },
        { id: 'c', layer: 'claim', label: 'other', start: 0, end: 7 },
        { id: 'd', layer: 'claim', label: 'other', start: 4, end: 13 },
      ],
      relations: [{ type: 'supports', source: 'c', target: 'd' }],
    });
    expect(await importAll({ 'a.jsonl': content })).toMatchObject({
      documents: 1,
      annotations: 4,
      relations: 1,
    });
    expect(await importAll({ 'a.jsonl': content })).toMatchObject({
      documents: 0,
      annotations: 0,
      relations: 0,
      duplicates: 1,
    });
  });

  test('the work of another annotator on a text that is there lands beside ours', async () => {
    await importAll({ 'a.txt': 'One two three.' });
    const theirs = jsonl({
      text: 'One two three.',
      annotations: [{ ...person, start: 0, end: 3, annotator: { name: 'dora' } }],
    });
    expect(await importAll({ 'theirs.jsonl': theirs })).toMatchObject({
      documents: 0,
      annotations: 1,
      duplicates: 1,
    });
    expect(await documents()).toHaveLength(1);
  });

  test('one bad line keeps its file out, whole; the other file goes in', async () => {
    const imported = await importAll({
      'bad.jsonl': `${jsonl({ text: 'Good.' }, { text: 'Bad.', annotations: [{ ...person, start: 2, end: 1 }] })}{"text":"Cut`,
      'good.jsonl': jsonl({ text: 'Fine.' }),
    });
    expect(imported).toMatchObject({ documents: 1, filesLeftOut: 1 });
    expect(imported.problems).toEqual([
      {
        file: 'bad.jsonl',
        line: null,
        message: expect.stringContaining('Nothing of this file was imported'),
      },
      {
        file: 'bad.jsonl',
        line: 2,
        message: 'annotations[0].end is not after start, so the range holds no text.',
      },
      { file: 'bad.jsonl', line: 3, message: expect.stringMatching(/^At column 13 the line breaks off/) },
    ]);
    expect((await documents()).map(({ text }) => text)).toEqual(['Fine.']);
  });

  test.each([
    ['a layer', { layer: 'sentiment', label: 'x' }, 'the scheme has no “sentiment: x”'],
    ['a label', { layer: 'entity', label: 'alien' }, 'the scheme has no “entity: alien”'],
    ['a label of another layer', { layer: 'other', label: 'person' }, 'the scheme has no “other: person”'],
    ['no label', { layer: 'entity' }, 'the scheme has no “entity”'],
  ])('the scheme lacks %s: its spans are left out, and named', async (_, annotation, why) => {
    const imported = await importAll({
      'a.jsonl': jsonl(
        { text: 'Abc.' },
        { text: 'Def.', annotations: [{ start: 0, end: 3, ...annotation }] },
      ),
    });
    expect(imported).toMatchObject({ documents: 2, annotations: 0, spansLeftOut: 1, filesLeftOut: 0 });
    expect(imported.problems).toEqual([
      { file: 'a.jsonl', line: null, message: `1 span is left out: ${why}.` },
    ]);
  });

  test.each([
    ['an attribute', { mood: 'x' }, 'Entity has no attribute “mood”'],
    ['a note as an attribute', { note: 'x' }, 'Entity has no attribute “note”'],
    ['a choice', { mention: 'x' }, 'it does not fit “Mention” of Entity'],
    ['a link for a choice', { mention: [{ article: true }] }, 'it does not fit “Mention” of Entity'],
  ])('the scheme lacks %s: the attribute is left out, and named', async (_, attributes, why) => {
    const imported = await importAll({
      'a.jsonl': jsonl({ text: 'Def.', annotations: [{ start: 0, end: 3, ...person, attributes }] }),
    });
    expect(imported).toMatchObject({ documents: 1, annotations: 1 });
    expect(imported.problems).toEqual([
      { file: 'a.jsonl', line: null, message: `1 attribute is left out: ${why}.` },
    ]);
    expect((await documents())[0]?.annotations[0]).toMatchObject({ attributes: {}, note: '' });
  });

  test('relations that the scheme lacks or does not allow', async () => {
    const annotations = [
      { id: 'a', ...person, start: 0, end: 1 },
      { id: 'b', layer: 'claim', label: 'other', start: 0, end: 2 },
    ];
    const lines = [
      { text: 'Abc.', annotations, relations: [{ type: 'likes', source: 'a', target: 'b' }] },
      { text: 'Abd.', annotations, relations: [{ type: 'supports', source: 'a', target: 'b' }] },
    ];
    const imported = await importAll({ 'a.jsonl': jsonl(...lines) });
    expect(imported).toMatchObject({ documents: 2, annotations: 4, relations: 0 });
    expect(imported.problems.map(({ message }) => message)).toEqual([
      '1 relation is left out: the scheme has no place for “likes” there.',
      '1 relation is left out: the scheme has no place for “supports” there.',
    ]);
  });

  test('ids that come twice in a file, a hash that is wrong, bytes that are not UTF-8', async () => {
    const id = '01990000-0000-7000-8000-000000000001';
    const { problems } = await importAll({
      'twice.jsonl': jsonl(
        { id, text: 'A.' },
        { text: 'B.', annotations: [{ id, ...person, start: 0, end: 1 }] },
      ),
      'hash.jsonl': jsonl({ text: 'A.', textSha256: '0'.repeat(64) }),
      'latin.jsonl': new Uint8Array(Buffer.from('{"text":"ok"}\n{"text":"Stra\xdfe"}\n', 'latin1')),
      'none.jsonl': '\n \n',
    });
    expect(problems.filter(({ message }) => !message.startsWith('Nothing of'))).toEqual([
      { file: 'twice.jsonl', line: 2, message: `annotations[0].id is "${id}", as in line 1.` },
      {
        file: 'hash.jsonl',
        line: 1,
        message: expect.stringContaining('textSha256 is not the hash of the text'),
      },
      { file: 'latin.jsonl', line: 2, message: expect.stringMatching(/^Byte 14 of the line is not UTF-8/) },
      { file: 'none.jsonl', line: null, message: 'The file holds no documents.' },
    ]);
  });

  test('an id of the project with other content is never overwritten', async () => {
    const id = '01990000-0000-7000-8000-0000000000aa';
    const line = (label: string) =>
      jsonl({ text: 'Abc.', annotations: [{ id, layer: 'entity', label, start: 0, end: 3 }] });
    expect(await importAll({ 'a.jsonl': line('person') })).toMatchObject({ annotations: 1 });
    expect(await importAll({ 'a.jsonl': line('person') })).toMatchObject({ annotations: 0, problems: [] });
    const { filesLeftOut, problems } = await importAll({ 'a.jsonl': line('group') });
    expect(filesLeftOut).toBe(1);
    expect(problems[1]?.message).toContain('is in this project with other content');
    expect((await documents())[0]?.annotations[0]?.label).toBe('person');
  });

  test('a large file is read line by line, with a mark, CRLF and no LF at its end', async () => {
    const lines = Array.from({ length: 3000 }, (_, n) =>
      JSON.stringify({ text: `Text ${n} ${'🚋 word '.repeat(100)}` }),
    );
    const imported = await importAll({ 'large.jsonl': `\ufeff${lines.join('\r\n')}` });
    expect(imported).toMatchObject({ documents: 3000, problems: [] });
  });
});

describe('paste', () => {
  test('comes in to the character and is refused where it cannot', async () => {
    const paste = (text: string, more = {}) => backend.reply('import.paste', { text, ...more });
    expect(await paste('Title\r\n\r\n Text 🚋 ')).toMatchObject({ ok: true });
    const [read] = await documents();
    expect(read?.text).toBe('Title\n\n Text 🚋 ');
    expect(await paste('Title\n\n Text 🚋 ')).toMatchObject({
      ok: false,
      error: { code: 'import.duplicate' },
    });
    expect(await paste('Title\n\n Text 🚋 ', { duplicates: 'import' })).toMatchObject({ ok: true });
    expect(await paste(' \n')).toMatchObject({ ok: false, error: { code: 'import.empty' } });
    expect(await paste('🚋 half: \ud83d')).toMatchObject({
      ok: false,
      error: {
        code: 'import.lone-surrogate',
        message: expect.stringContaining('Character 9 '),
        data: { offset: 8 },
      },
    });
  });
});

describe('inspect', () => {
  test('says what each file is, what stands in its way and what it doubles', async () => {
    await importAll({ 'there.txt': 'A title\n\nThere already.' });
    const files = await filesOf({
      'a.txt': 'Title here\n\nOne.\n\nTwo.',
      'same.txt': 'A title\n\nThere already.',
      'again.md': 'Title here\n\nOne.\n\nTwo.',
      'guess.txt': Buffer.from(
        "Le conseil municipal a décidé que les tramways de nuit rouleront jusqu'à trois heures. « C'est une décision attendue », a déclaré le ministre.",
        'latin1',
      ),
      'lines.jsonl': jsonl(
        { title: 'First', text: 'Abc.', annotations: [{ ...person, start: 0, end: 1 }] },
        { text: 'B.' },
      ),
      'bad.jsonl': '{"text":1}\n{"text":2}\n',
      'empty.txt': '',
      'long.txt': `${'x'.repeat(1999)}🚋${'y'.repeat(5000)}`,
    });
    const found = await backend.call('import.inspect', { files });
    expect(found.map(({ name, format }) => [name, format])).toEqual([
      ['a.txt', 'text'],
      ['same.txt', 'text'],
      ['again.md', 'markdown'],
      ['guess.txt', 'text'],
      ['lines.jsonl', 'jsonl'],
      ['bad.jsonl', null],
      ['empty.txt', null],
      ['long.txt', 'text'],
    ]);
    expect(found[0]).toMatchObject({
      ...{ title: 'Title here', encoding: 'utf-8', encodingCertain: true, blockCount: 3, duplicateOf: null },
    });
    expect(found[1]?.duplicateOf).toEqual({ where: 'project', title: 'A title' });
    expect(found[2]?.duplicateOf).toEqual({ where: 'import', title: 'a.txt' });
    expect(found[3]).toMatchObject({ encoding: 'windows-1252', encodingCertain: false });
    expect(found[3]?.sample).toContain('a décidé');
    expect(found[4]).toMatchObject({ title: 'First', documentCount: 2, annotationCount: 1, encoding: null });
    expect(found[5]?.problem).toBe('Line 1: text must be a string, and is 1. There is 1 more problem.');
    expect(found[6]?.problem).toBe('The file is empty.');
    expect(found[7]?.sample).toBe('x'.repeat(1999));
    expect((await documents()).length).toBe(1);
  });
});

describe('ids that come twice', () => {
  const id = (number: number) => `01990000-0000-7000-8000-0000000000${number}`;
  const row = (document: string, text: string, annotation: string) => ({
    id: document,
    text,
    spans: [
      { id: annotation, layer: 'claim', label: 'other', start: 0, end: 3 },
      { id: 'b', layer: 'claim', label: 'other', start: 4, end: 7 },
    ],
    relations: [{ id: id(31), type: 'supports', from_id: annotation, to_id: 'b' }],
    source: {},
    metadata: {},
  });

  test.each([
    [
      'of a document',
      row(id(11), 'Bob Ann left.', id(22)),
      /^“Bob Ann left\.”: id is that of another document/,
    ],
    [
      'of an annotation',
      row(id(12), 'Bob Ann left.', id(21)),
      /^“Bob Ann left\.”: the id of the span “Bob” \(claim: other\) is /,
    ],
  ])(
    'in a file of another tool, %s: each stays whole, and the second gets a new one',
    async (_, second, said) => {
      const rows = jsonl(row(id(11), 'Ann Bob came.', id(21)), second);
      const imported = await importAll({ 'train.jsonl': rows }, { format: 'huggingface' });
      expect(imported).toMatchObject({ documents: 2, annotations: 4, relations: 2, filesLeftOut: 0 });
      expect(imported.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(said));
      const read = await documents();
      expect(read.map(({ text, annotations }) => [text, annotations.map(({ quote }) => quote)])).toEqual([
        ['Ann Bob came.', ['Ann', 'Bob']],
        ['Bob Ann left.', ['Bob', 'Ann']],
      ]);
      expect((await backend.call('project.check', {})).problems).toEqual([]);
    },
  );
});
