import { describe, expect, test } from 'vitest';
import type { Annotation, Relation } from '#model/annotation.ts';
import type { Change } from '#model/change.ts';
import { invertChanges } from '#model/change.ts';
import type { DocumentRecord } from '#model/document.ts';
import type { AnnotatorId, DocumentId, LayerId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { DocumentRow } from './bridge.ts';
import { applyRelations, deltaOf } from './document-changes.ts';
import { patchRows } from './document-rows.ts';

const me = asId<AnnotatorId>('me');
const other = asId<AnnotatorId>('other');
const one = asId<DocumentId>('one');
const two = asId<DocumentId>('two');

function annotation(name: string, documentId: DocumentId, annotatorId = me, layer = 'entity'): Annotation {
  return { id: asId(name), documentId, annotatorId, layer: asId<LayerId>(layer) } as Annotation;
}
const made = (record: Annotation): Change => ({
  kind: 'annotation',
  id: record.id,
  before: null,
  after: record,
});
const gone = (record: Annotation): Change => ({
  kind: 'annotation',
  id: record.id,
  before: record,
  after: null,
});
const row = (id: DocumentId): DocumentRow =>
  ({
    id,
    title: `Title of ${id}`,
    length: 10,
    language: null,
    state: 'unassigned',
    counts: {},
    others: {},
    distinctions: [],
    importedAt: '',
  }) as DocumentRow;

describe('changes of one document', () => {
  test('are picked out, the later change of a record winning', () => {
    const a = annotation('a', one);
    const delta = deltaOf([made(a), made(annotation('b', two)), gone(a)], one, me);
    expect(delta.put).toEqual([]);
    expect(delta.removed).toEqual(['a']);
    expect(deltaOf([gone(a), made(a)], one, me)).toMatchObject({ put: [a], removed: [] });
  });

  test('say that the document is gone, and whose state changed', () => {
    const document = { id: one } as DocumentRecord;
    expect(deltaOf([{ kind: 'document', id: one, before: document, after: null }], one, me).document).toBe(
      'gone',
    );
    const status = (annotatorId: AnnotatorId): Change => ({
      kind: 'document-status',
      id: `${one}/${annotatorId}`,
      before: null,
      after: { documentId: one, annotatorId, state: 'submitted' },
    });
    expect(deltaOf([status(other)], one, me).state).toBeNull();
    expect(deltaOf([status(me)], one, me).state).toBe('submitted');
    expect(deltaOf(invertChanges([status(me)]), one, me).state).toBe('unassigned');
  });

  test('add and remove relations, and keep the list where none changed', () => {
    const relation = { id: 'r', documentId: one } as unknown as Relation;
    const change: Change = { kind: 'relation', id: 'r', before: null, after: relation };
    const relations = applyRelations([], deltaOf([change], one, me));
    expect(relations).toEqual([relation]);
    expect(applyRelations(relations, deltaOf(invertChanges([change]), one, me))).toEqual([]);
    expect(applyRelations(relations, deltaOf([], one, me))).toBe(relations);
  });
});

describe('the rows of the document list', () => {
  const rows = [row(one), row(two)];

  test('count the working annotator’s spans by layer, those of others by annotator, and undo takes them off again', () => {
    const changes = [
      made(annotation('a', one)),
      made(annotation('b', one, me, 'claim')),
      made(annotation('c', one, other)),
    ];
    const after = patchRows(rows, changes, me);
    expect(after?.[0]?.counts).toEqual({ entity: 1, claim: 1 });
    expect(after?.[0]?.others).toEqual({ other: 1 });
    expect(after?.[1]).toBe(rows[1]);
    const undone = patchRows(after ?? [], invertChanges(changes), me);
    expect(undone?.[0]?.counts).toEqual({ entity: 0, claim: 0 });
    expect(undone?.[0]?.others).toEqual({});
  });

  test('follow a span that changes its layer', () => {
    const before = annotation('a', two);
    const after = { ...before, layer: asId<LayerId>('quote') };
    const listed = [row(one), { ...row(two), counts: { entity: 3 } }];
    const change: Change = { kind: 'annotation', id: 'a', before, after };
    expect(patchRows(listed, [change], me)?.[1]?.counts).toEqual({ entity: 2, quote: 1 });
  });

  test('are read again where documents come or go, or where one is called or said to come from something else', () => {
    const document = { id: one, title: 'Old', language: null } as DocumentRecord;
    const renamed: Change = {
      kind: 'document',
      id: one,
      before: document,
      after: { ...document, title: 'New' },
    };
    expect(patchRows(rows, [renamed], me)).toBeNull();
    expect(patchRows(rows, [{ kind: 'document', id: one, before: null, after: document }], me)).toBeNull();
    expect(patchRows(rows, [], me)).toBe(rows);
  });
});
