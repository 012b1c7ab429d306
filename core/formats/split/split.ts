import type { ExchangeDocument } from '../exchange.ts';
import { assign } from './assign.ts';
import { groupDocuments } from './group-documents.ts';
import type { Groups } from './groups.ts';
import type { ComparedTexts } from './near-duplicates.ts';
import { createTextComparison, textSignature } from './near-duplicates.ts';
import { createSplitCounts } from './split-counts.ts';
import type { SplitFacts } from './split-facts.ts';
import { splitFactsOf } from './split-facts.ts';
import type { Split, SplitOptions } from './split-options.ts';
import { SPLITS } from './split-options.ts';
import type { SplitPlan } from './split-plan.ts';

/**
 * Splits documents so that nothing leaks from one split into another: whole documents (formats.md 11), stratified by
 * label, and groups never parted. Stops for a moment now and then.
 */
function* decideSplit(
  documents: readonly SplitFacts[],
  groups: Groups,
  options: SplitOptions,
): Generator<void, SplitPlan, void> {
  const numberOf = new Map<string, number>();
  const sets = groups.list();
  const units = sets.map((members) => {
    const labels = new Map<number, number>();
    for (const index of members) {
      for (const [key, count] of documents[index]?.labels ?? []) {
        const number = numberOf.get(key) ?? numberOf.size;
        numberOf.set(key, number);
        labels.set(number, (labels.get(number) ?? 0) + count);
      }
    }
    return { size: members.length, labels };
  });
  const assigned = yield* assign(units, sharesOf(options.ratio), options.seed);
  const splits = new Array<Split>(documents.length).fill('train');
  const kept = sets.map((members, at) => {
    const split = SPLITS[assigned[at] ?? 0] ?? 'train';
    for (const index of members) splits[index] = split;
    return { split, documents: members.map((index) => documents[index]?.id ?? '') };
  });
  const counts = createSplitCounts();
  for (const [index, facts] of documents.entries()) counts.add(facts, splits[index] ?? 'train');
  return {
    options,
    splitOf: new Map(documents.map(({ id }, index) => [id, splits[index] ?? 'train'])),
    groups: kept.filter((group) => group.documents.length > 1),
    ...counts.result(),
  };
}

/**
 * Groups documents and splits them. `texts` need not be in memory, see `joinNearDuplicates`. Stops for a moment after each
 * piece of work, so that the caller can let others go first or give up.
 */
export function* splitDocuments(
  documents: readonly SplitFacts[],
  options: SplitOptions,
  texts: Pick<ComparedTexts, 'signature' | 'common'>,
): Generator<void, SplitPlan, void> {
  const groups = yield* groupDocuments(documents, options, texts);
  return yield* decideSplit(documents, groups, options);
}

/** The split of documents that are all in memory and have an id of their own each. */
export function planSplit(documents: readonly ExchangeDocument[], options: SplitOptions): SplitPlan {
  const facts = documents.map(splitFactsOf);
  const textAt = (index: number) => documents[index]?.text ?? '';
  const splitting = splitDocuments(facts, options, {
    signature: (index) => textSignature(textAt(index)),
    common: createTextComparison(textAt),
  });
  let step = splitting.next();
  while (step.done !== true) step = splitting.next();
  return step.value;
}

function sharesOf(ratio: SplitOptions['ratio']): readonly number[] {
  const parts = SPLITS.map((split) => (Number.isFinite(ratio[split]) ? Math.max(ratio[split], 0) : 0));
  const sum = parts.reduce((total, part) => total + part, 0);
  return sum > 0 ? parts.map((part) => part / sum) : [1, 0, 0];
}
