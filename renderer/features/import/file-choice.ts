import type { BlockRule } from '#model/document.ts';

/** What the user decided for a file against what was found. */
export interface FileChoice {
  readonly encoding?: string;
  readonly blockRule?: BlockRule;
}
