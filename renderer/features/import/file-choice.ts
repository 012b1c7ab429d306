import type { RequestOf } from '#contract/contract.ts';
import type { BlockRule } from '#model/document.ts';
import type { PagePart } from '#model/page-part.ts';
import type { InspectedFile } from '../../client/bridge.ts';

export type FoundTable = NonNullable<InspectedFile['table']>;
export type ColumnChoice = NonNullable<RequestOf<'import.inspect'>['files'][number]['columns']>[number];

/** What the user decided for a file against what was found. */
export interface FileChoice {
  readonly format?: NonNullable<InspectedFile['format']>;
  readonly encoding?: string;
  readonly blockRule?: BlockRule;
  /** Name of who annotated it, where it does not say. */
  readonly annotator?: string;
  /** Of a web page. */
  readonly content?: PagePart;
  /** Of a workbook. */
  readonly sheet?: string;
  /** Of a table of articles. */
  readonly columns?: ColumnChoice[];
  /** Of an archive: for all of its tables with columns of these names. */
  readonly columnsOf?: { names: string[]; columns: ColumnChoice[] }[];
  /** Of an archive: for all of its workbooks with sheets of these names. */
  readonly sheetsOf?: { names: string[]; sheet: string }[];
}
