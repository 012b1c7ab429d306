import type { Fragment } from '#model/annotation.ts';
import type {
  DiscontinuousPolicy,
  ExchangeAnnotation,
  ExchangeDocument,
  Loss,
  LossChoice,
  TokenEdgePolicy,
} from '../exchange.ts';
import type { PlacedSpan } from './choose-spans.ts';
import { firstEndingAfter } from './sentences.ts';
import { trimToTokens } from './tokenise.ts';
import { WHY } from './why.ts';

export interface PlacedSpans {
  readonly spans: readonly PlacedSpan[];
  readonly losses: readonly Loss[];
}

export interface PlacePolicies {
  readonly discontinuous: DiscontinuousPolicy;
  readonly tokenEdges: TokenEdgePolicy;
}

/**
 * Annotations as stretches of whole tokens: those with several fragments by the policy of formats.md 0.5, edges in
 * white space moved inwards, edges within a token by the policy of formats.md 7. Under `split` the tokens are still
 * to be cut at the edges of those that are written. What cannot be placed, and what was changed, is a loss.
 */
export function placeSpans(
  { id, text }: Pick<ExchangeDocument, 'id' | 'text'>,
  annotations: readonly ExchangeAnnotation[],
  tokens: readonly Fragment[],
  policies: PlacePolicies,
): PlacedSpans {
  const spans: PlacedSpan[] = [];
  const losses: Loss[] = [];
  for (const annotation of annotations) {
    const lose = (what: Loss['what'], why: string, choice?: LossChoice): void => {
      const loss = { documentId: id, annotationId: annotation.id, what, why };
      losses.push(choice === undefined ? loss : { ...loss, choice });
    };
    const whole = wholeSpan(annotation.fragments, policies.discontinuous);
    if (whole === null) {
      lose('span-left-out', WHY.gapsLeftOut, 'discontinuous');
      continue;
    }
    const trimmed = trimToTokens(text, whole.start, whole.end);
    if (trimmed === null) {
      lose('span-left-out', WHY.onlyWhiteSpace);
      continue;
    }
    const expanded = expand(trimmed, tokens);
    const isInside = expanded.start < trimmed.start || expanded.end > trimmed.end;
    if (isInside && policies.tokenEdges === 'leave-out') {
      lose('span-left-out', WHY.edgeInTokenLeftOut, 'tokenEdges');
      continue;
    }
    if (annotation.fragments.length > 1) {
      const why = policies.discontinuous === 'hull' ? WHY.gapsFilled : WHY.longestFragment;
      lose('span-changed', why, 'discontinuous');
    }
    if (trimmed.start > whole.start || trimmed.end < whole.end) lose('span-changed', WHY.whiteSpaceAtEdge);
    if (isInside && policies.tokenEdges === 'expand') {
      lose('span-changed', WHY.edgeInTokenExpanded, 'tokenEdges');
    }
    const { start, end } = policies.tokenEdges === 'expand' ? expanded : trimmed;
    spans.push({ annotation, start, end });
  }
  return { spans, losses };
}

/** One stretch for an annotation; `null` where it has several and they are left out. */
function wholeSpan(fragments: readonly Fragment[], policy: DiscontinuousPolicy): Fragment | null {
  const first = fragments[0];
  const last = fragments.at(-1);
  if (first === undefined || last === undefined) return null;
  if (fragments.length === 1) return first;
  switch (policy) {
    case 'leave-out':
      return null;
    case 'hull':
      return { start: first.start, end: last.end };
    case 'longest-fragment':
      return fragments.reduce((longest, next) =>
        next.end - next.start > longest.end - longest.start ? next : longest,
      );
  }
}

/** From the start of the token that a range begins in to the end of the one that it ends in. */
function expand(range: Fragment, tokens: readonly Fragment[]): Fragment {
  const first = tokens[firstEndingAfter(tokens, range.start)];
  const last = tokens[firstEndingAfter(tokens, range.end - 1)];
  return {
    start: first !== undefined && first.start < range.start ? first.start : range.start,
    end: last !== undefined && last.end > range.end ? last.end : range.end,
  };
}
