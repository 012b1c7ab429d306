import type { Fragment } from '#model/annotation.ts';
import type { ExchangeAnnotation, OverlapPolicy } from '../exchange.ts';

/** An annotation as one stretch of whole tokens. UTF-16 units. */
export interface PlacedSpan extends Fragment {
  readonly annotation: ExchangeAnnotation;
}

/**
 * The spans that a format with one tag a token can hold, by the policy of formats.md 0.6, in the order of the
 * text. The choice is over whole spans: of two that share a token one is kept as it is, and the other is left out.
 *
 * `outermost`: the longer first; `innermost`: the shorter first; `first-layer`: that of the earlier layer first,
 * within a layer the longer. Then the one that begins first, the one whose layer comes first, the smaller id.
 */
export function chooseSpans(
  spans: readonly PlacedSpan[],
  policy: OverlapPolicy,
  layers: readonly string[],
): { readonly kept: readonly PlacedSpan[]; readonly left: readonly PlacedSpan[] } {
  const layerOf = new Map(layers.map((layer, index) => [layer, index]));
  const rank = ({ annotation }: PlacedSpan) => layerOf.get(annotation.layer) ?? layers.length;
  const length = ({ start, end }: PlacedSpan) => end - start;
  const byPolicy: Record<OverlapPolicy, (a: PlacedSpan, b: PlacedSpan) => number> = {
    outermost: (a, b) => length(b) - length(a),
    innermost: (a, b) => length(a) - length(b),
    'first-layer': (a, b) => rank(a) - rank(b) || length(b) - length(a),
  };
  const wanted = spans.toSorted(
    (a, b) =>
      byPolicy[policy](a, b) ||
      a.start - b.start ||
      rank(a) - rank(b) ||
      compareStrings(a.annotation.id ?? '', b.annotation.id ?? ''),
  );
  const kept: PlacedSpan[] = [];
  const left: PlacedSpan[] = [];
  for (const span of wanted) {
    const at = insertionPoint(kept, span.start);
    const before = kept[at - 1];
    const after = kept[at];
    const isFree = (before?.end ?? 0) <= span.start && (after?.start ?? span.end) >= span.end;
    if (isFree) kept.splice(at, 0, span);
    else left.push(span);
  }
  return { kept, left };
}

/** The index of the first span that starts after a place. */
function insertionPoint(sorted: readonly Fragment[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
