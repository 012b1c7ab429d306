import type { ExchangeDocument } from '../exchange.ts';
import type { Split } from './split-options.ts';
import type { LabelCount, SplitPlan } from './split-plan.ts';

/** Counts documents and labels in each split, document by document. */
export interface SplitCounts {
  add(document: Pick<ExchangeDocument, 'annotations'>, split: Split): void;
  result(): Pick<SplitPlan, 'documents' | 'labels'>;
}

export function createSplitCounts(): SplitCounts {
  const documents = { train: 0, dev: 0, test: 0 };
  const labels = new Map<string, LabelCount & { readonly counts: Record<Split, number> }>();
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return {
    add({ annotations }, split) {
      documents[split] += 1;
      for (const { layer, label } of annotations) {
        const key = JSON.stringify([layer, label]);
        const counted = labels.get(key) ?? { layer, label, counts: { train: 0, dev: 0, test: 0 } };
        counted.counts[split] += 1;
        labels.set(key, counted);
      }
    },
    result: () => ({
      documents,
      labels: [...labels.values()].toSorted(
        (a, b) => compare(a.layer, b.layer) || compare(a.label ?? '', b.label ?? ''),
      ),
    }),
  };
}
