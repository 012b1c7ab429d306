import type { ExchangeDocument, WriteOptions } from '../exchange.ts';
import type { FlatDocument, FlatRelation, FlatSpan } from '../json-spans/flatten.ts';
import { flatten } from '../json-spans/flatten.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { plainNames } from '../json-spans/span-names.ts';

/** A span as lists of numbers and its label, to compare by: UTF-16 units. */
export type SpanView = readonly [number, number, string];

/** What `spans.jsonl` says of a document outside of its `meta`. */
export interface ProdigyView {
  readonly spans: readonly SpanView[];
  readonly relations: readonly (readonly [SpanView, SpanView, string])[];
}

export function viewOf(flat: FlatDocument, labels: SpanNames): ProdigyView {
  const shown = (span: FlatSpan): SpanView => [span.start, span.end, labels.label(span)];
  return {
    spans: flat.spans.map(shown),
    relations: flat.relations.map(({ type, source, target }: FlatRelation) => [
      shown(source),
      shown(target),
      type,
    ]),
  };
}

export function viewOfDocument(document: ExchangeDocument, options: WriteOptions): ProdigyView {
  return viewOf(flatten(document, options.layers), plainNames(options.layers));
}
