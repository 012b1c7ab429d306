import type { ExchangeDocument } from '#formats/exchange.ts';
import type { AnnotatorRef } from '#formats/jsonl/record.ts';
import type { Annotator } from '#model/document.ts';

/** From the id of an annotator to the name that stands for it. */
export type Pseudonyms = ReadonlyMap<string, string>;

/** A1, A2, … by the ids of all annotators of the project, which follow time: the same whatever is exported. */
export function pseudonymsOf(annotators: readonly Pick<Annotator, 'id'>[]): Pseudonyms {
  const ids = annotators.map(({ id }): string => id).toSorted();
  return new Map(ids.map((id, index) => [id, `A${index + 1}`]));
}

/** The document with a pseudonym wherever it names an annotator, and no id of one. */
export function withPseudonyms(document: ExchangeDocument, pseudonyms: Pseudonyms): ExchangeDocument {
  const renamed = ({ id }: AnnotatorRef): AnnotatorRef => ({
    id: null,
    // Nobody is told by name because something went wrong.
    name: pseudonyms.get(id ?? '') ?? 'A0',
  });
  const hidden = <Held extends { readonly annotator: AnnotatorRef | null }>(one: Held): Held =>
    one.annotator === null ? one : { ...one, annotator: renamed(one.annotator) };
  return {
    ...document,
    states: document.states.map((one) => ({ ...one, annotator: renamed(one.annotator) })),
    annotations: document.annotations.map(hidden),
    relations: document.relations.map(hidden),
  };
}
