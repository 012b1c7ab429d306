import { describe, expect, test } from 'vitest';
import { NEWS_LAYERS, nastyDocuments } from '../../test-support/exchange-documents.ts';
import { codecOf } from './codecs.ts';
import { detectFormat, HEAD_BYTES } from './detect.ts';
import { DEFAULT_WRITE_OPTIONS } from './exchange.ts';
import { FORMATS } from './infos.ts';

const alone = (name: string, head: string) => detectFormat({ name, head }, new Set());

/** Formats whose files say what they are; the others are told by their names. */
const read = FORMATS.map(({ id }) => id).filter(
  (id) => codecOf(id)?.serialise != null && codecOf(id)?.parse != null,
);

describe('what we write is known again', () => {
  test.each(read)('%s', (format) => {
    for (const layers of [NEWS_LAYERS, ['entity']]) {
      const files =
        codecOf(format)?.serialise?.(nastyDocuments(), { ...DEFAULT_WRITE_OPTIONS, layers }).files ?? [];
      const names = new Set(files.map(({ path }) => path));
      const found = files.map(({ path, content }) => {
        const head = typeof content === 'string' ? content.slice(0, HEAD_BYTES) : '';
        return detectFormat({ name: path, head }, names);
      });
      expect(found).toContainEqual({ format, sure: true });
    }
  });
});

test.each([
  ['a.jsonl', '{"text":"a"}\n', 'jsonl', false],
  ['a.jsonl', '{"format":"standoff-jsonl","version":1}\n', 'jsonl', true],
  ['a.jsonl', '\ufeff{"text": "a", "label": [[0, 1, "X"]]}', 'doccano', true],
  ['a.jsonl', '{"text":"a","spans":[{"start":0,"end":1,"label":"X"}],"_task_hash":1}', 'prodigy', true],
  ['a.json', '[{"id": 1, "data": {"text": "a"}, "annotations": [', 'labelstudio', true],
  ['a.json', '{"a": 1}', null, false],
  ['a.json', '{"_context":{"_types":{}},"_views":{}}', 'uima-json', true],
  ['a.json', '{\n "_views" : {"_InitialView":{', 'uima-json', true],
  ['a.xml', '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">', 'tei', true],
  ['a.xml', '<note>', null, false],
  ['a.tsv', '#FORMAT=WebAnno TSV 3.3\n', 'webanno-tsv', true],
  ['a.tsv', 'a\tb\n', 'tsv', true],
  ['a.conll', '-DOCSTART- -X- O O\n\nA NN O O\n', 'conll2003', true],
  ['a.txt', 'A O\nb B-PER\nc O\nd', 'conll2002', true],
  ['a.txt', 'A\tO\nb\tB-PER\nc\tO\nd', 'iob2-tab', true],
  ['a.txt', 'A O\nb S-PER\nc O\nd', 'bioes', true],
  ['a.txt', 'O\nThat is a text.\n', 'text', false],
  ['a.md', '# T', 'markdown', true],
  ['a', 'text', 'text', false],
  ['a.HTM', '<p>', 'html', true],
  ['a.mhtml', 'From: x', 'html', true],
  ['a.pdf', '%PDF-', 'pdf', true],
  ['a.docx', 'PK', 'docx', true],
  ['a.epub', 'PK', 'epub', true],
  ['a.mobi', 'BOOKMOBI', null, false],
])('%s that begins %j', (name, head, format, sure) => {
  expect(alone(name, head)).toEqual(format === null ? null : { format, sure });
});

test('a text with annotations beside it is of brat', () => {
  expect(detectFormat({ name: 'x/a.txt', head: 'A.' }, new Set(['x/a.ann', 'x/a.txt']))?.format).toBe('brat');
  expect(detectFormat({ name: 'x/a.txt', head: 'A.' }, new Set(['y/a.ann']))?.format).toBe('text');
});
