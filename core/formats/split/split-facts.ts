import type { ExchangeDocument } from '../exchange.ts';

/** What a split is decided by: all that is kept of a document while the others are read. */
export interface SplitFacts {
  readonly id: string;
  /** See `sourceOf`. */
  readonly source: string | null;
  /** How many annotations have each layer and label; the keys are those of `labelKey`. */
  readonly labels: ReadonlyMap<string, number>;
}

export function splitFactsOf(document: Pick<ExchangeDocument, 'id' | 'source' | 'annotations'>): SplitFacts {
  const labels = new Map<string, number>();
  for (const { layer, label } of document.annotations) {
    const key = labelKey(layer, label);
    labels.set(key, (labels.get(key) ?? 0) + 1);
  }
  return { id: document.id ?? '', source: sourceOf(document), labels };
}

export function labelKey(layer: string, label: string | null): string {
  return JSON.stringify([layer, label]);
}

export function readLabelKey(key: string): readonly [layer: string, label: string | null] {
  return JSON.parse(key) as [string, string | null];
}

/** The publisher, or else the host of the address; `null` where neither is known: such a document stands alone. */
export function sourceOf({ source }: Pick<ExchangeDocument, 'source'>): string | null {
  const publisher = source.publisher?.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
  if (publisher !== '') return publisher;
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(source.url ?? '')?.[1];
  return host?.toLowerCase().replace(/^www\./, '') ?? null;
}
