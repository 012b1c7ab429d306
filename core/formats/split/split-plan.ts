import type { Split, SplitOptions } from './split-options.ts';

export interface LabelCount {
  readonly layer: string;
  readonly label: string | null;
  /** How many annotations have it. */
  readonly counts: Readonly<Record<Split, number>>;
}

/** Documents that were kept together, at least two, by their ids in the order of the export. */
export interface SplitGroup {
  readonly split: Split;
  readonly documents: readonly string[];
}

/** Which document goes where, decided over all documents before any of them is written. */
export interface SplitPlan {
  readonly options: SplitOptions;
  /** By the document's id; what is not in it is for training. */
  readonly splitOf: ReadonlyMap<string, Split>;
  /** By their first document. */
  readonly groups: readonly SplitGroup[];
  readonly documents: Readonly<Record<Split, number>>;
  /** Of the annotations that are exported. By layer, then label, in the order of their characters. */
  readonly labels: readonly LabelCount[];
}

/** Everything is for training where nothing was split. */
export function splitOfDocument(plan: SplitPlan | undefined, { id }: { readonly id: string | null }): Split {
  return plan?.splitOf.get(id ?? '') ?? 'train';
}
