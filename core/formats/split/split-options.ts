import type { Split, SplitGrouping } from '#model/export-choice.ts';

export { SPLIT_GROUPINGS, SPLITS } from '#model/export-choice.ts';
export type { Split, SplitGrouping };

export interface SplitOptions {
  /** Parts of whatever sum, such as 80, 10 and 10. What is negative or no number counts as 0; all 0 is all for train. */
  readonly ratio: Readonly<Record<Split, number>>;
  /** An integer. The same documents and choices with the same seed give the same splits. */
  readonly seed: number;
  readonly groupBy: SplitGrouping;
  /** How much two texts must have in common to be near-duplicates, 0.5 to 1; `NEAR_DUPLICATE` where it is not given. */
  readonly similarity?: number;
  /** Ids of documents that stay together whatever they are. */
  readonly together?: readonly (readonly string[])[];
  /** Ids of documents that belong to no group but those of `together`. Nothing is joined by way of them. */
  readonly alone?: readonly string[];
}
