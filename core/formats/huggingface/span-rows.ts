import { canonicalJson } from '#model/canonical-json.ts';
import { asCodePoint, OffsetIndex } from '#model/offset.ts';
import type { ExchangeDocument } from '../exchange.ts';
import type { Row } from './row.ts';

/** A row of the configuration `spans`: a fragment of a span, with the columns of our tables (formats.md 11, 15). */
export interface SpanRow {
  readonly doc_id: string;
  readonly annotation_id: string;
  /** From 1. */
  readonly fragment: number;
  readonly fragments: number;
  readonly layer: string;
  readonly label: string;
  /** Code points. */
  readonly start: number;
  readonly end: number;
  /** UTF-16 units. */
  readonly start_utf16: number;
  readonly end_utf16: number;
  readonly text: string;
  readonly annotator: string;
  /** How far the annotator is with the document. */
  readonly status: string;
  /** JSON: a list of values for each name. */
  readonly attributes: string;
}

/** The spans of a row, fragment by fragment. */
export function spanRowsOf({ states }: ExchangeDocument, row: Row): SpanRow[] {
  const index = new OffsetIndex(row.text);
  const stateOf = new Map(states.map(({ annotator, state }) => [annotator.name ?? annotator.id, state]));
  return row.spans.flatMap(({ id, layer, label, fragments, attributes, annotator }) => {
    const values = Map.groupBy(attributes, ({ key }) => key);
    const named = [...values].map(([key, list]) => [key, list.map(({ value }) => value)] as const);
    const json = canonicalJson(Object.fromEntries(named));
    return fragments.map(({ start, end, text }, at) => ({
      doc_id: row.id,
      annotation_id: id,
      fragment: at + 1,
      fragments: fragments.length,
      layer,
      label,
      start,
      end,
      start_utf16: index.toUtf16(asCodePoint(start)),
      end_utf16: index.toUtf16(asCodePoint(end)),
      text,
      annotator,
      status: stateOf.get(annotator) ?? '',
      attributes: json,
    }));
  });
}
