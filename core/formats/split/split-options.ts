export const SPLITS = ['train', 'dev', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** What stays in one split: texts that are nearly the same, documents of one source, both, or nothing. */
export const SPLIT_GROUPINGS = ['near-duplicate', 'source', 'both', 'none'] as const;
export type SplitGrouping = (typeof SPLIT_GROUPINGS)[number];

export interface SplitOptions {
  /** Parts of whatever sum, such as 80, 10 and 10. What is negative or no number counts as 0; all 0 is all for train. */
  readonly ratio: Readonly<Record<Split, number>>;
  /** An integer. The same documents and choices with the same seed give the same splits. */
  readonly seed: number;
  readonly groupBy: SplitGrouping;
}
