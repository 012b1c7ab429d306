import type { BlockRule } from '#model/document.ts';
import type { PagePart } from '#model/page-part.ts';
import type { InspectedFile } from '../../client/bridge.ts';

/** What the user decided for a file against what was found. */
export interface FileChoice {
  readonly format?: NonNullable<InspectedFile['format']>;
  readonly encoding?: string;
  readonly blockRule?: BlockRule;
  /** Of a web page. */
  readonly content?: PagePart;
}
