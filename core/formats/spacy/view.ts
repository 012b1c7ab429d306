import type { ExchangeAnnotation, ExchangeDocument, Loss, WriteOptions } from '../exchange.ts';
import { annotationsOf } from '../json-spans/flatten.ts';
import { singleLayer, wholeSpan, withoutOverlaps } from '../json-spans/pick-spans.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import { plainNames } from '../json-spans/span-names.ts';
import { trimToTokens } from '../tokens/tokenise.ts';

/** `[start, end, label]`, UTF-16 units. */
export type Triple = readonly [number, number, string];

/** What `spans.jsonl` says of a document outside of its `meta`. */
export interface SpacyView {
  /** Of one layer, without overlaps: spaCy refuses them (E103). */
  readonly entities: readonly Triple[];
  /** All other spans. */
  readonly group: readonly Triple[];
  readonly losses: readonly Loss[];
  readonly names: readonly SpanNames[];
}

/**
 * Entities are spans of one layer, the entities where these are exported, that do not overlap; everything else is in
 * the span group, with its layer. No span begins or ends with white space, which spaCy refuses in training (E024), and
 * each is one stretch; `meta` has them as they are.
 */
export function viewOf(document: ExchangeDocument, options: WriteOptions): SpacyView {
  const losses: Loss[] = [];
  const layer = singleLayer(options.layers);
  const spans = annotationsOf(document, options.layers).flatMap((annotation) => {
    const lose = (what: Loss['what'], why: string, more: Pick<Loss, 'choice'> = {}) =>
      losses.push({ documentId: document.id, annotationId: annotation.id, what, why, ...more });
    const span = spacySpan(document.text, annotation, options, lose);
    return span === null ? [] : [span];
  });
  const entities = withoutOverlaps(
    spans.filter((span) => span.layer === layer),
    options,
  );
  const entityNames = plainNames([layer]);
  const groupNames = plainNames(options.layers);
  return {
    entities: spans
      .filter((span) => entities.has(span))
      .map((span) => [span.start, span.end, entityNames.label(span)]),
    group: spans
      .filter((span) => !entities.has(span))
      .map((span) => [span.start, span.end, groupNames.label(span)]),
    losses,
    names: [entityNames, groupNames],
  };
}

const META_HAS_IT = 'In spans.jsonl only “meta” has it as it is.';

function spacySpan(
  text: string,
  annotation: ExchangeAnnotation,
  options: WriteOptions,
  lose: (what: Loss['what'], why: string, more?: Pick<Loss, 'choice'>) => void,
) {
  if (annotation.fragments.length > 1) {
    const isLeftOut = options.discontinuous === 'leave-out';
    const what = isLeftOut ? 'span-left-out' : 'span-changed';
    lose(what, `spaCy has no spans with gaps. ${META_HAS_IT}`, { choice: 'discontinuous' });
    if (isLeftOut) return null;
  }
  const span = wholeSpan(annotation, options.discontinuous);
  const trimmed = trimToTokens(text, span.start, span.end);
  if (trimmed === null) {
    lose('span-left-out', `spaCy has no spans of nothing but white space. ${META_HAS_IT}`);
    return null;
  }
  if (trimmed.start !== span.start || trimmed.end !== span.end) {
    lose('span-changed', `spaCy has no spans with white space at their ends. ${META_HAS_IT}`);
  }
  return { ...span, ...trimmed };
}
