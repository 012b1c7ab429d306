import { hullOf } from '#model/fragment.ts';
import type {
  DiscontinuousPolicy,
  ExchangeAnnotation,
  ExchangeDocument,
  Loss,
  LossChoice,
  OverlapPolicy,
  WriteOptions,
} from '../exchange.ts';
import type { FlatSpan } from './flatten.ts';
import { annotationsOf } from './flatten.ts';

/** The layer for formats that hold one: the entities where they are exported, or else the first (formats.md 0.4). */
export function singleLayer(layers: readonly string[]): string {
  return layers.includes('entity') ? 'entity' : (layers[0] ?? 'entity');
}

export interface PickedSpans {
  readonly spans: readonly FlatSpan[];
  readonly losses: readonly Loss[];
}

/**
 * The spans of one layer for files that hold neither discontinuous spans nor overlaps (formats.md 0.5, 0.6): one
 * span an annotation, and of those that overlap the ones that the policy prefers. The choice is made over whole
 * spans. `place` names the file in the losses.
 */
export function pickSpans(
  document: ExchangeDocument,
  layer: string,
  options: WriteOptions,
  place: string,
): PickedSpans {
  const losses: Loss[] = [];
  const lose = (annotationId: string | null, what: Loss['what'], why: string, choice: LossChoice) =>
    losses.push({ documentId: document.id, annotationId, what, why: `${place} ${why}`, choice });
  const whole: FlatSpan[] = [];
  for (const annotation of annotationsOf(document, [layer])) {
    if (annotation.fragments.length > 1) {
      const left = options.discontinuous === 'leave-out';
      const what = left ? 'span-left-out' : 'span-changed';
      lose(annotation.id, what, 'holds no discontinuous spans.', 'discontinuous');
      if (left) continue;
    }
    whole.push(wholeSpan(annotation, options.discontinuous));
  }
  const kept = withoutOverlaps(whole, options);
  for (const span of whole) {
    if (kept.has(span)) continue;
    lose(span.annotationId, 'span-left-out', 'holds no overlapping spans.', 'overlap');
  }
  return { spans: whole.filter((span) => kept.has(span)), losses };
}

/** An annotation as one span: its hull or its longest fragment where it has several. */
export function wholeSpan(annotation: ExchangeAnnotation, policy: DiscontinuousPolicy): FlatSpan {
  const { start, end } =
    policy === 'longest-fragment'
      ? annotation.fragments.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a))
      : hullOf(annotation.fragments);
  return {
    key: annotation.id ?? '',
    annotationId: annotation.id,
    layer: annotation.layer,
    label: annotation.label,
    start,
    end,
    isCue: false,
    holder: annotation,
  };
}

/**
 * Spans that do not overlap, preferred by the policy, and of equals the earlier (formats.md 0.6). Those of `first`
 * stay in any case, and what overlaps them goes.
 */
export function withoutOverlaps(
  spans: readonly FlatSpan[],
  { overlap, layers }: Pick<WriteOptions, 'overlap' | 'layers'>,
  first: readonly FlatSpan[] = [],
): Set<FlatSpan> {
  const rank = rankOf(overlap, layers);
  const free = new FreeText(first);
  const kept = new Set(first);
  for (const span of spans.toSorted((a, b) => rank(a, b) || a.start - b.start)) {
    if (!kept.has(span) && free.take(span)) kept.add(span);
  }
  return kept;
}

function rankOf(overlap: OverlapPolicy, layers: readonly string[]) {
  const length = ({ start, end }: FlatSpan): number => end - start;
  const longest = (a: FlatSpan, b: FlatSpan) => length(b) - length(a);
  if (overlap === 'outermost') return longest;
  if (overlap === 'innermost') return (a: FlatSpan, b: FlatSpan) => length(a) - length(b);
  return (a: FlatSpan, b: FlatSpan) => layers.indexOf(a.layer) - layers.indexOf(b.layer) || longest(a, b);
}

/** The stretches that are taken, sorted and merged. */
class FreeText {
  readonly #taken: { start: number; end: number }[] = [];

  constructor(first: readonly FlatSpan[]) {
    for (const { start, end } of first.toSorted((a, b) => a.start - b.start)) {
      const last = this.#taken.at(-1);
      if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
      else this.#taken.push({ start, end });
    }
  }

  /** Takes a stretch that is free; false where it is not. */
  take({ start, end }: FlatSpan): boolean {
    let low = 0;
    let high = this.#taken.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#taken[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const next = this.#taken[low];
    if (next !== undefined && next.start < end) return false;
    this.#taken.splice(low, 0, { start, end });
    return true;
  }
}
