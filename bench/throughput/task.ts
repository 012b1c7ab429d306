import type { FormatId } from '../../core/model/format-id.ts';
import type { JsonLimit } from './json-limit.ts';
import type { Watched } from './watch.ts';

/** What one process does: make the project, or take it through one format one way. */
export type ThroughputTask = {
  /** What the backend keeps beside projects. */
  readonly dataFolder: string;
  /** A path; the project is made by `make` and by `import`. */
  readonly project: string;
} & (
  | { readonly step: 'make'; readonly source: string; readonly articles: number; readonly spans: number }
  | { readonly step: 'export'; readonly format: FormatId; readonly out: string }
  | { readonly step: 'import'; readonly out: string }
);

export interface ThroughputResult {
  readonly watched: Watched;
  /** Written or stored. */
  readonly spans: number;
  /** Of the export, without its manifest; 0 for other steps. */
  readonly bytes: number;
}

type Figures = Watched & Pick<ThroughputResult, 'spans'>;

export interface FormatFigures {
  readonly format: FormatId;
  readonly bytes: number;
  readonly exported: Figures;
  readonly imported: Figures;
}

export interface ThroughputFigures {
  readonly articles: number;
  readonly spans: number;
  readonly formats: readonly FormatFigures[];
  readonly json: JsonLimit;
}
