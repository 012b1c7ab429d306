import type { SplitFacts } from './split-facts.ts';
import { readLabelKey } from './split-facts.ts';
import type { Split } from './split-options.ts';
import type { LabelCount, SplitPlan } from './split-plan.ts';

/** Counts documents and labels in each split, document by document. */
export interface SplitCounts {
  add(facts: Pick<SplitFacts, 'labels'>, split: Split): void;
  result(): Pick<SplitPlan, 'documents' | 'labels'>;
}

export function createSplitCounts(): SplitCounts {
  const documents = { train: 0, dev: 0, test: 0 };
  const labels = new Map<string, Record<Split, number>>();
  return {
    add(facts, split) {
      documents[split] += 1;
      for (const [key, count] of facts.labels) {
        const counted = labels.get(key) ?? { train: 0, dev: 0, test: 0 };
        counted[split] += count;
        labels.set(key, counted);
      }
    },
    result: () => ({ documents, labels: [...labels].map(labelCount).toSorted(byLabel) }),
  };
}

function labelCount([key, counts]: readonly [string, Readonly<Record<Split, number>>]): LabelCount {
  const [layer, label] = readLabelKey(key);
  return { layer, label, counts };
}

function byLabel(a: LabelCount, b: LabelCount): number {
  return compare(a.layer, b.layer) || compare(a.label ?? '', b.label ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
