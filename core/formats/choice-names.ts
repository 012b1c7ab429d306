import type { ExportChoice } from '#model/export-choice.ts';

/** What each choice of an export is called in a sentence. */
export const CHOICE_NAMES: Readonly<Record<ExportChoice, string>> = {
  selection: 'a selection of documents or annotations',
  pseudonyms: 'pseudonyms for annotators',
  split: 'a split',
  unit: 'the unit of offsets',
  tokens: 'what a token is',
  sentences: 'what a sentence is',
  tokenEdges: 'what becomes of spans that end within a token',
  overlap: 'what becomes of overlapping spans',
  discontinuous: 'what becomes of discontinuous spans',
  card: 'a dataset card',
  spreadsheetSafe: 'whether formulas are guarded',
  byteOrderMark: 'a byte order mark',
};
