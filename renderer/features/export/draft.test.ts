import { expect, test } from 'vitest';
import { asId, type DocumentId } from '#model/ids.ts';
import type { FormatSummary, ProjectInfo } from '../../client/bridge.ts';
import { choicesOf, draftOf, EVERYTHING, layersOf, problemOf, USUAL_SPLIT } from './draft.ts';

const format = (
  id: FormatSummary['id'],
  choices: FormatSummary['choices'],
  oneLabelPerToken = false,
): FormatSummary => ({
  id,
  name: id,
  extensions: [id],
  reads: null,
  writes: id,
  loses: [],
  folder: false,
  oneLabelPerToken,
  linkedWords: null,
  use: { kind: 'tools', sentence: id },
  choices,
});
const csv = format('csv', ['selection', 'split', 'spreadsheetSafe', 'byteOrderMark']);
const columns = format('conll2003', ['selection', 'tokens', 'overlap'], true);
const codebook = format('refi-qdc', []);
const project = { scheme: { layers: [{ id: 'entity' }, { id: 'quote' }] } } as unknown as ProjectInfo;

test('only what a format understands is asked for', () => {
  const draft = { ...draftOf(undefined), byteOrderMark: true, tokens: 'characters' as const, splits: true };
  expect(choicesOf(csv, EVERYTHING, draft, ['entity'])).toEqual({
    format: 'csv',
    layers: ['entity'],
    byteOrderMark: true,
    split: USUAL_SPLIT,
  });
  expect(choicesOf(columns, EVERYTHING, draft, ['entity'])).toEqual({
    format: 'conll2003',
    layers: ['entity'],
    tokens: 'characters',
  });
  expect(choicesOf(codebook, { ...EVERYTHING, whose: 'gold' }, draft, [])).toEqual({ format: 'refi-qdc' });
});

test('the selection is said in the words of the contract', () => {
  const chosen = [asId<DocumentId>('a')];
  const of = (selection: Partial<typeof EVERYTHING>) =>
    choicesOf(csv, { ...EVERYTHING, ...selection }, draftOf(undefined), ['quote']);
  expect(of({ documents: 'some', chosen })).toMatchObject({ documents: ['a'] });
  expect(of({ documents: 'done', chosen })).toEqual({
    format: 'csv',
    layers: ['quote'],
    states: ['submitted', 'accepted'],
  });
  expect(of({ whose: 'gold', origins: ['manual'], certainties: ['sure'] })).toEqual({
    format: 'csv',
    layers: ['quote'],
    gold: true,
    certainties: ['sure'],
  });
  expect(of({ whose: asId('p'), origins: ['manual'] })).toMatchObject({
    annotators: ['p'],
    origins: ['manual'],
  });
});

test('a format begins as it was left, with the layers that this project has', () => {
  expect(layersOf(draftOf(undefined), project, csv)).toEqual(['entity', 'quote']);
  expect(layersOf(draftOf(undefined), project, columns)).toEqual(['entity']);
  expect(layersOf(draftOf({ layers: ['quote', 'gone'] as never }), project, csv)).toEqual(['quote']);
  expect(layersOf(draftOf({ layers: ['gone'] as never }), project, csv)).toEqual(['entity', 'quote']);
  expect(draftOf({ split: { ...USUAL_SPLIT, seed: 9 } })).toMatchObject({ splits: true, split: { seed: 9 } });
});

test('what cannot be exported is said', () => {
  const takes = (choice: string) => (csv.choices as readonly string[]).includes(choice);
  const none = { ...USUAL_SPLIT, ratio: { train: 0, dev: 0, test: 0 } };
  const draft = draftOf(undefined);
  expect(problemOf(EVERYTHING, draft, ['entity'], takes)).toBe(null);
  expect(problemOf({ ...EVERYTHING, documents: 'some' }, draft, ['entity'], takes)).toBe('no-documents');
  expect(problemOf(EVERYTHING, draft, [], takes)).toBe('no-layers');
  expect(problemOf(EVERYTHING, { ...draft, split: none }, ['entity'], takes)).toBe(null);
  expect(problemOf(EVERYTHING, { ...draft, split: none, splits: true }, ['entity'], takes)).toBe('no-parts');
  expect(problemOf(EVERYTHING, draft, [], () => false)).toBe(null);
});
