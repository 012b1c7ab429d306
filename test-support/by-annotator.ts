import type { ExchangeDocument } from '../core/formats/exchange.ts';

/** What formats without annotators write as documents of their own: each annotator's part, by the name. */
export function partsByAnnotator(documents: readonly ExchangeDocument[]): ExchangeDocument[] {
  const nameOf = ({ annotator }: ExchangeDocument['annotations'][number]) => annotator?.name ?? '';
  const all = new Set(documents.flatMap(({ annotations }) => annotations.map(nameOf)));
  if (all.size <= 1) return [...documents];
  return documents.flatMap((document) => {
    const names = [...new Set(document.annotations.map(nameOf))].toSorted();
    if (names.length === 0) return [document];
    return names.map((name) => ({
      ...document,
      annotations: document.annotations.filter((annotation) => nameOf(annotation) === name),
    }));
  });
}
