import type { Split, SplitGrouping } from '#model/export-choice.ts';

export { SPLIT_GROUPINGS, SPLITS } from '#model/export-choice.ts';
export type { Split, SplitGrouping };

export interface SplitOptions {
  /** Parts of whatever sum, such as 80, 10 and 10. What is negative or no number counts as 0; all 0 is all for train. */
  readonly ratio: Readonly<Record<Split, number>>;
  /** An integer. The same documents and choices with the same seed give the same splits. */
  readonly seed: number;
  readonly groupBy: SplitGrouping;
}
