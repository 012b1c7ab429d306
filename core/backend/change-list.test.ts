import { expect, test } from 'vitest';
import { type Change, invertChanges } from '#model/change.ts';
import { asId, type DocumentId } from '#model/ids.ts';
import { createChangeList, MOST_CHANGES_IN_EVENT } from './change-list.ts';

const id = asId<DocumentId>('one');
const document = { kind: 'document', id, before: { id }, after: null } as unknown as Change;
const span = (at: number): Change =>
  ({ kind: 'annotation', id: String(at), before: { id: String(at), documentId: id }, after: null }) as never;
const removed = [...Array.from({ length: MOST_CHANGES_IN_EVENT }, (_, at) => span(at)), document];

test('a step says in which document it was, however many changes it has, unless the document is gone', () => {
  const placeOf = (changes: readonly Change[]) => {
    const list = createChangeList();
    for (const change of changes) list.add(change);
    return list.documentId();
  };
  expect(placeOf([span(1)])).toBe(id);
  expect(placeOf(removed)).toBeNull();
  expect(placeOf(invertChanges(removed))).toBe(id);
  expect(placeOf([])).toBeNull();
});

test('changes are listed until there are too many', () => {
  const list = createChangeList();
  for (const change of removed.slice(1)) list.add(change);
  expect(list.listed()).toHaveLength(MOST_CHANGES_IN_EVENT);
  list.add(document);
  expect(list.listed()).toBeNull();
  expect(list.count()).toBe(MOST_CHANGES_IN_EVENT + 1);
});
