import { expect, test } from 'vitest';
import { annotatorPathOf } from './annotator-path.ts';

test.each([
  ['annotation/doc.txt/anna.xmi', 'doc.txt', 'anna'],
  ['export.zip/annotation/doc.txt/anna.tsv', 'doc.txt', 'anna'],
  ['curation/doc.txt/CURATION_USER.xmi', 'doc.txt', 'CURATION_USER'],
  ['p/annotation/doc.txt/anna.zip/anna.xmi', 'doc.txt', 'anna'],
  ['annotation/doc.txt/anna.zip/doc.txt.xmi', 'doc.txt', 'anna'],
  ['annotation/doc.txt/anna.zip/doc.xmi', 'doc.txt', 'anna'],
  ['annotation/doc.txt/webanno325991export.zip/anna.xmi', 'doc.txt', 'anna'],
  ['annotation/doc.txt/anna.b.xmi', 'doc.txt', 'anna.b'],
  ['annotation/doc.txt/INITIAL_CAS.xmi', 'doc.txt', null],
])('%s is of the document %s by %s', (path, document, name) => {
  const annotator = name === null ? null : { id: null, name };
  expect(annotatorPathOf(path)).toEqual({ document, annotator, isGold: path.startsWith('curation/') });
});

test.each(['doc.xmi', 'annotation/doc.xmi', 'annotations/doc.txt/anna.xmi', 'a/b/c.xmi'])(
  '%s says nothing',
  (path) => {
    expect(annotatorPathOf(path)).toBeNull();
  },
);
