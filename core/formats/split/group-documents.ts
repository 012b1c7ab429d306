import type { Groups } from './groups.ts';
import { createGroups } from './groups.ts';
import type { ComparedTexts } from './near-duplicates.ts';
import { joinNearDuplicates } from './near-duplicates.ts';
import type { SplitFacts } from './split-facts.ts';
import type { SplitOptions } from './split-options.ts';

/**
 * Which documents stay together, by index: those of one source and near-duplicates, as the options ask, without those
 * that are to stay alone, and with those that are to stay together. Stops for a moment after each piece of work.
 */
export function* groupDocuments(
  documents: readonly SplitFacts[],
  options: SplitOptions,
  texts: Pick<ComparedTexts, 'signature' | 'common'>,
): Generator<void, Groups, void> {
  const { groupBy, similarity, together = [], alone = [] } = options;
  const groups = createGroups(documents.length);
  const apart = new Set(alone);
  const isApart = (index: number) => apart.has(documents[index]?.id ?? '');
  if (groupBy === 'near-duplicate' || groupBy === 'both') {
    const compared: ComparedTexts = {
      count: documents.length,
      signature: (index) => (isApart(index) ? null : texts.signature(index)),
      common: texts.common,
    };
    yield* joinNearDuplicates(compared, groups, similarity);
  }
  if (groupBy === 'source' || groupBy === 'both') {
    const firstOf = new Map<string, number>();
    for (const [index, { source }] of documents.entries()) {
      if (source === null || isApart(index)) continue;
      const first = firstOf.get(source);
      if (first === undefined) firstOf.set(source, index);
      else groups.join(first, index);
    }
  }
  const indexOf = new Map(documents.map(({ id }, index) => [id, index]));
  for (const ids of together) {
    const [first, ...others] = ids.flatMap((id) => indexOf.get(id) ?? []);
    if (first !== undefined) for (const other of others) groups.join(first, other);
  }
  return groups;
}
