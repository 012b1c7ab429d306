/** What the user can choose for an export: the words of the contract, of the formats and of the command line. */

/** What to do with discontinuous spans where a format has none: see `docs/formats`. */
export const DISCONTINUOUS_POLICIES = ['leave-out', 'hull', 'longest-fragment'] as const;
export type DiscontinuousPolicy = (typeof DISCONTINUOUS_POLICIES)[number];

/** Which span a token belongs to where a format gives it one tag. */
export const OVERLAP_POLICIES = ['outermost', 'innermost', 'first-layer'] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** What to do where a span begins or ends within a token, and the format tags whole tokens (formats.md 7). */
export const TOKEN_EDGE_POLICIES = ['split', 'expand', 'leave-out'] as const;
export type TokenEdgePolicy = (typeof TOKEN_EDGE_POLICIES)[number];

/** What a token is: a word or mark of punctuation (UAX #29), what stands between white space, or each character (a grapheme cluster). */
export const TOKEN_RULES = ['words', 'whitespace', 'characters'] as const;
export type TokenRule = (typeof TOKEN_RULES)[number];

/** What a sentence is: as found within the blocks, each block as one, or the whole document as one. */
export const SENTENCE_RULES = ['found', 'block', 'none'] as const;
export type SentenceRule = (typeof SENTENCE_RULES)[number];

/** What offsets count, in formats whose readers can be set to either. */
export const WRITTEN_UNITS = ['utf-16', 'code-points', 'graphemes'] as const;
export type WrittenUnit = (typeof WRITTEN_UNITS)[number];

export const SPLITS = ['train', 'dev', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** What stays in one split: texts that are nearly the same, documents of one source, both, or nothing. */
export const SPLIT_GROUPINGS = ['near-duplicate', 'source', 'both', 'none'] as const;
export type SplitGrouping = (typeof SPLIT_GROUPINGS)[number];

/** Choices that a format may understand; `selection` is documents, layers, annotators, gold, certainty and origin. */
export const EXPORT_CHOICES = [
  'selection',
  'pseudonyms',
  'split',
  'unit',
  'tokens',
  'sentences',
  'tokenEdges',
  'overlap',
  'discontinuous',
  'card',
  'spreadsheetSafe',
  'byteOrderMark',
] as const;
export type ExportChoice = (typeof EXPORT_CHOICES)[number];

/** What an export is for. */
export const FORMAT_USES = ['training', 'tools', 'reading', 'everything'] as const;
export type FormatUse = (typeof FORMAT_USES)[number];

/** Whether an export is a folder: of formats that are one, and of a split, which has a file for each of its parts. */
export function isFolderExport(
  format: { readonly folder?: boolean },
  choices: { readonly split?: unknown },
): boolean {
  return format.folder === true || choices.split !== undefined;
}
