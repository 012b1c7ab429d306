import type { ExchangeDocument, WrittenCounts } from '../exchange.ts';
import { createSplitCounts } from '../split/split-counts.ts';
import { splitFactsOf } from '../split/split-facts.ts';
import type { Split } from '../split/split-options.ts';
import type { SplitPlan } from '../split/split-plan.ts';
import { addWritten, NOTHING_WRITTEN } from '../writing/written-counts.ts';
import type { Row } from './row.ts';

/** What the card says of the documents that were written. */
export interface CardFacts extends Pick<SplitPlan, 'documents' | 'labels'> {
  /** Of all documents. */
  readonly count: number;
  readonly annotations: number;
  readonly splits: Readonly<Record<Split, Readonly<WrittenCounts & { tokens: number }>>>;
  /** In lower case, without script and region. */
  readonly languages: ReadonlySet<string>;
  /** How many documents are of each; what is not stated has a name of its own here, as in the next two. */
  readonly sources: ReadonlyMap<string, number>;
  /** How many annotations are by each. */
  readonly annotators: ReadonlyMap<string, number>;
  readonly origins: ReadonlyMap<string, number>;
  /** As the documents say, the first and the last in the order of characters. */
  readonly published: { readonly first: string; readonly last: string } | null;
}

/** Counts document by document. `document` has the annotations that are exported, and no others. */
export interface CardTally {
  add(document: ExchangeDocument, row: Row, written: WrittenCounts, split: Split): void;
  facts(): CardFacts;
}

export function createCardTally(): CardTally {
  const counts = createSplitCounts();
  const none = { ...NOTHING_WRITTEN, tokens: 0 };
  const splits = { train: none, dev: none, test: none };
  const languages = new Set<string>();
  const sources = new Map<string, number>();
  const annotators = new Map<string, number>();
  const origins = new Map<string, number>();
  let published: CardFacts['published'] = null;
  const count = (counted: Map<string, number>, value: string | null): void => {
    const name = value === null || value === '' ? '(not stated)' : value;
    counted.set(name, (counted.get(name) ?? 0) + 1);
  };
  return {
    add(document, row, written, split) {
      const { annotations, language, source } = document;
      counts.add(splitFactsOf(document), split);
      const before = splits[split];
      splits[split] = { ...addWritten(before, written), tokens: before.tokens + row.tokens.length };
      const short = /^[a-z]{2,3}(?=-|$)/i.exec(language ?? '')?.[0].toLowerCase();
      if (short !== undefined) languages.add(short);
      count(sources, source.publisher);
      for (const { annotator, origin } of annotations) {
        count(annotators, annotator?.name ?? annotator?.id ?? null);
        count(origins, origin);
      }
      const at = source.publishedAt;
      if (at === null) return;
      published = {
        first: published === null || at < published.first ? at : published.first,
        last: published === null || at > published.last ? at : published.last,
      };
    },
    facts() {
      const { documents, labels } = counts.result();
      const all = Object.values(splits);
      return {
        documents,
        labels,
        count: documents.train + documents.dev + documents.test,
        annotations: all.reduce((sum, { annotations }) => sum + annotations, 0),
        splits,
        languages,
        sources,
        annotators,
        origins,
        published,
      };
    },
  };
}
