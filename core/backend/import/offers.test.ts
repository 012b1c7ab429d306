import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LARGEST_TEXT_FILE } from '#formats/registry.ts';
import { backendWithProjects } from '../../../test-support/backend-with-projects.ts';
import { makeZip } from '../../../test-support/make-zip.ts';

const { backend, putAll } = await backendWithProjects();

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);
const OLD_OFFICE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
const NONE = { formats: 0, encoding: false };

async function inspect(
  contents: Readonly<Record<string, string | Uint8Array>>,
  choice: { readonly format?: 'text' | 'doccano'; readonly encoding?: string } = {},
) {
  const put = await putAll(contents);
  const files = put.map((file) => ({ ...file, ...choice }));
  return backend.call('import.inspect', { files });
}

async function offersOf(...given: Parameters<typeof inspect>) {
  const inspected = await inspect(...given);
  return Object.fromEntries(
    inspected.map(({ name, offers: { formats, encoding } }) => [name, { formats: formats.length, encoding }]),
  );
}

describe('what is offered for a file', () => {
  test('nothing where it is read, and where no format could read it', async () => {
    const files = {
      'good.txt': 'Ana saw the tram.\n',
      'photo.png': PNG,
      'photo.txt': PNG,
      'old.doc': OLD_OFFICE,
      'locked.docx': OLD_OFFICE,
      'letter.rtf': '{\\rtf1 Ana}',
      'letter.odt': await makeZip({ 'content.xml': '<a/>' }),
      'train.parquet': 'PAR1\u0000\u0001',
      'cut.docx': (await makeZip({ 'word/document.xml': '<a/>' })).subarray(0, 60),
      'bytes.dat': Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 256),
      'empty.txt': '',
    };
    expect(await offersOf(files)).toEqual(Object.fromEntries(Object.keys(files).map((name) => [name, NONE])));
  });

  test('the formats of what it holds, whatever its name says', async () => {
    const zip = await makeZip({ 'word/document.xml': '<a/>' });
    const inspected = await inspect({
      'thesis.bak': zip,
      'paper.epub': zip,
      'scan.bak': '%PDF-1.7\n',
      'words.docx': 'Ana saw the tram.\n',
      'lines.jsonl': '{"text": 7}\n',
      'unknown.json': '{"a": 7}',
      'unknown.xml': '<a/>',
    });
    const formats = Object.fromEntries(inspected.map(({ name, offers }) => [name, offers.formats]));
    for (const name of ['thesis.bak', 'paper.epub']) {
      expect(formats[name]?.toSorted()).toEqual(['docx', 'epub', 'refi-qda', 'xlsx']);
    }
    expect(formats['scan.bak']).toEqual(['pdf']);
    for (const name of ['words.docx', 'lines.jsonl', 'unknown.json', 'unknown.xml']) {
      expect(formats[name]).toEqual(expect.arrayContaining(['text', 'doccano', 'tei']));
      expect(formats[name]).not.toContain('docx');
    }
  });

  test('the encoding where its format may be in any', async () => {
    const latin = Uint8Array.of(0x41, 0xe9, 0x20, 0xff, 0x0a);
    const bad = await inspect({ 'a.txt': latin, 'a.csv': latin, 'a.jsonl': latin }, { encoding: 'utf-8' });
    expect(bad.map(({ name, problem, offers }) => [name, problem !== null, offers.encoding])).toEqual([
      ['a.txt', true, true],
      ['a.csv', true, true],
      ['a.jsonl', true, false],
    ]);
  });

  test('for a file that is too large, formats that may be as large, and no encoding', async () => {
    const large = await backend.put('large.txt', 'Ana saw the tram.\n'.repeat(400));
    await truncate(join(backend.folder, 'large.txt'), LARGEST_TEXT_FILE + 1);
    const [file] = await backend.call('import.inspect', { files: [{ ...large, name: 'large.txt' }] });
    expect(file?.problem).toContain('the limit is 64 MiB');
    expect(file?.offers.encoding).toBe(false);
    expect(file?.offers.formats).toContain('jsonl');
    for (const format of ['text', 'markdown']) expect(file?.offers.formats).not.toContain(format);
  });

  test('as before once a format was chosen, so that another can be', async () => {
    const lines = { 'a.jsonl': '{"text":"Ana.","label":[]}\n' };
    for (const format of ['doccano', 'text'] as const) {
      const [file] = await inspect(lines, { format });
      expect(file).toMatchObject({ problem: null, format });
      expect(file?.offers.formats).toContain('jsonl');
    }
  });

  test('for an archive, what helps one of its files', async () => {
    const zips = {
      'pictures.zip': await makeZip({ 'a.png': PNG, 'b.gif': PNG }),
      'mixed.zip': await makeZip({ 'a.png': PNG, 'b.jsonl': '{"text": 7}\n' }),
      'damaged.zip': 'PK\u0003\u0004',
    };
    const [pictures, mixed, damaged] = await inspect(zips);
    expect(pictures?.offers).toEqual({ formats: [], encoding: false });
    expect(mixed?.offers.formats).toContain('doccano');
    expect(damaged?.offers).toEqual({ formats: [], encoding: false });
  });
});

test('what is not read says what to do instead', async () => {
  const inspected = await inspect({
    'letter.rtf': '{\\rtf1 Ana}',
    'letter.odt': 'PK',
    'old.doc': OLD_OFFICE,
    'train.parquet': 'PAR1',
    'photo.webp': 'RIFF',
  });
  expect(inspected.every(({ isForeign }) => isForeign)).toBe(true);
  expect(inspected.map(({ problem }) => problem)).toEqual([
    'This is an RTF document, which is not read. Save the article as .docx or .txt in the program it belongs to, and import that.',
    'This is an OpenDocument text, which is not read. Save the article as .docx or .txt in the program it belongs to, and import that.',
    'This is a Word document of the old kind, which is not read. Save the article as .docx or .txt in the program it belongs to, and import that.',
    'This is a Parquet file, which is not read. Choose the .jsonl file beside it, which an export for Hugging Face has as well, or save it as .jsonl.',
    'This is a picture, and texts in pictures are not read. Copy the text into a .txt file, and import that.',
  ]);
});
