import type { FormatId } from '../../core/model/format-id.ts';
import type { JsonLimit } from './json-limit.ts';
import type { Watched } from './watch.ts';

export interface ThroughputTask {
  /** An empty folder. */
  readonly folder: string;
  readonly articles: number;
  readonly spans: number;
  readonly formats: readonly FormatId[];
}

export interface FormatFigures {
  readonly format: FormatId;
  /** Of the export, without its manifest. */
  readonly bytes: number;
  readonly exported: Watched & { readonly spans: number };
  readonly imported: Watched & { readonly spans: number };
}

export interface ThroughputFigures {
  readonly formats: readonly FormatFigures[];
  readonly json: JsonLimit;
}
