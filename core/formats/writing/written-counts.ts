import type { WrittenCounts } from '../exchange.ts';
import type { FlatDocument, FlatSpan } from '../json-spans/flatten.ts';
import type { LinkCopies } from '../shared/link-copies.ts';

export const NOTHING_WRITTEN: WrittenCounts = {
  documents: 0,
  annotations: 0,
  relations: 0,
  links: 0,
  linkedWords: 0,
};

/** What is in the files of one document. */
export function writtenDocument(
  counts: Pick<WrittenCounts, 'annotations'> & Partial<WrittenCounts>,
): WrittenCounts {
  return { ...NOTHING_WRITTEN, documents: 1, ...counts };
}

interface Whole {
  readonly annotations: readonly unknown[];
  readonly relations: readonly unknown[];
}

/** All of a document, with its links in its attributes alone. */
export function writtenWhole({ annotations, relations }: Whole): WrittenCounts {
  return writtenDocument({ annotations: annotations.length, relations: relations.length });
}

/** All of a document, with its links among its relations as well. */
export function writtenWithCopies(whole: Whole, copies: readonly LinkCopies[]): WrittenCounts {
  return {
    ...writtenWhole(whole),
    links: sum(copies, ({ relations }) => relations.length),
    linkedWords: sum(copies, ({ spans }) => spans.length),
  };
}

/** A document with `spans`, and all of its relations. */
export function writtenFlat({ spans, relations }: Pick<FlatDocument, 'spans' | 'relations'>): WrittenCounts {
  const links = relations.filter(({ kind }) => kind === 'link');
  return writtenDocument({
    annotations: annotationsIn(spans),
    relations: relations.filter(({ kind }) => kind === 'relation').length,
    links: links.length,
    linkedWords: links.filter(({ target }) => target.isCue).length,
  });
}

/** A span is the holder of its annotation at its first fragment alone. */
export function annotationsIn(spans: readonly FlatSpan[]): number {
  return spans.filter(({ holder }) => holder !== null).length;
}

export function addWritten(a: WrittenCounts, b: WrittenCounts): WrittenCounts {
  return {
    documents: a.documents + b.documents,
    annotations: a.annotations + b.annotations,
    relations: a.relations + b.relations,
    links: a.links + b.links,
    linkedWords: a.linkedWords + b.linkedWords,
  };
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
