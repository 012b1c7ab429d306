import type { ExchangeDocument } from '../exchange.ts';
import { assign } from './assign.ts';
import { createGroups } from './groups.ts';
import { joinNearDuplicates } from './near-duplicates.ts';
import { createSplitCounts } from './split-counts.ts';
import type { Split, SplitGrouping, SplitOptions } from './split-options.ts';
import { SPLITS } from './split-options.ts';
import type { LabelCount, SplitPlan } from './split-plan.ts';

export interface SplitResult {
  /** Of each document, by its index. */
  readonly splitOf: readonly Split[];
  /** Documents that were kept together, by their indices; only where there are several. By their first. */
  readonly groups: readonly { readonly split: Split; readonly documents: readonly number[] }[];
  readonly documents: Readonly<Record<Split, number>>;
  /** By layer, then label, in the order of their characters. */
  readonly labels: readonly LabelCount[];
}

/**
 * Splits documents so that nothing leaks from one split into another: whole documents (formats.md 11), stratified by
 * label, and groups never parted.
 */
export function splitDocuments(documents: readonly ExchangeDocument[], options: SplitOptions): SplitResult {
  const groups = groupsOf(documents, options.groupBy);
  const numberOf = new Map<string, number>();
  const units = groups.map((members) => {
    const labels = new Map<number, number>();
    for (const { layer, label } of members.flatMap((index) => documents[index]?.annotations ?? [])) {
      const key = JSON.stringify([layer, label]);
      const number = numberOf.get(key) ?? numberOf.size;
      numberOf.set(key, number);
      labels.set(number, (labels.get(number) ?? 0) + 1);
    }
    return { size: members.length, labels };
  });
  const assigned = assign(units, sharesOf(options.ratio), options.seed);
  const splitOf = new Array<Split>(documents.length).fill('train');
  const kept = groups.map((members, at) => {
    const split = SPLITS[assigned[at] ?? 0] ?? 'train';
    for (const index of members) splitOf[index] = split;
    return { split, documents: members };
  });
  return {
    splitOf,
    groups: kept.filter((group) => group.documents.length > 1),
    ...splitStatistics(documents, splitOf),
  };
}

/** The same by the ids of the documents, which all have one of their own: as writers take it. */
export function planSplit(documents: readonly ExchangeDocument[], options: SplitOptions): SplitPlan {
  const { splitOf, groups, ...statistics } = splitDocuments(documents, options);
  const idOf = (index: number) => documents[index]?.id ?? '';
  return {
    options,
    splitOf: new Map(splitOf.map((split, index) => [idOf(index), split])),
    groups: groups.map(({ split, documents: members }) => ({ split, documents: members.map(idOf) })),
    ...statistics,
  };
}

/** Counts documents and labels in each split. */
export function splitStatistics(
  documents: readonly ExchangeDocument[],
  splitOf: readonly Split[],
): Pick<SplitResult, 'documents' | 'labels'> {
  const counts = createSplitCounts();
  for (const [index, document] of documents.entries()) counts.add(document, splitOf[index] ?? 'train');
  return counts.result();
}

function groupsOf(
  documents: readonly ExchangeDocument[],
  groupBy: SplitGrouping,
): readonly (readonly number[])[] {
  const groups = createGroups(documents.length);
  if (groupBy === 'near-duplicate' || groupBy === 'both') {
    joinNearDuplicates(
      documents.map(({ text }) => text),
      groups,
    );
  }
  if (groupBy === 'source' || groupBy === 'both') {
    const firstOf = new Map<string, number>();
    for (const [index, document] of documents.entries()) {
      const source = sourceOf(document);
      if (source === null) continue;
      const first = firstOf.get(source);
      if (first === undefined) firstOf.set(source, index);
      else groups.join(first, index);
    }
  }
  return groups.list();
}

/** The publisher, or else the host of the address; `null` where neither is known: such a document stands alone. */
export function sourceOf({ source }: Pick<ExchangeDocument, 'source'>): string | null {
  const publisher = source.publisher?.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
  if (publisher !== '') return publisher;
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(source.url ?? '')?.[1];
  return host?.toLowerCase().replace(/^www\./, '') ?? null;
}

function sharesOf(ratio: SplitOptions['ratio']): readonly number[] {
  const parts = SPLITS.map((split) => (Number.isFinite(ratio[split]) ? Math.max(ratio[split], 0) : 0));
  const sum = parts.reduce((total, part) => total + part, 0);
  return sum > 0 ? parts.map((part) => part / sum) : [1, 0, 0];
}
