import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../exchange.ts';
import { withoutLinkCopies } from './link-copies.ts';

/** An annotation or relation as read, with the place that messages name, such as a line. */
export interface Placed<Item> {
  readonly item: Item;
  readonly line: number | null;
}

/**
 * What a document has in common at the end of each import: an id used twice stays with the first (formats.md 0.8.5),
 * relations need both ends, and the copies of links go. Each message begins with what it is about.
 */
export function finishDocument(
  document: Omit<ExchangeDocument, 'annotations' | 'relations'>,
  read: {
    readonly annotations: readonly Placed<ExchangeAnnotation>[];
    readonly relations: readonly Placed<ExchangeRelation>[];
  },
  notice: (line: number | null, message: string) => void,
): ExchangeDocument {
  const unique = <Item extends { readonly id: string | null }>(
    what: string,
    ids: Set<string>,
    { item, line }: Placed<Item>,
  ): Item => {
    if (item.id !== null && ids.has(item.id)) {
      notice(line, `The ${what} has the id “${item.id}” of another one and gets a new id.`);
      return { ...item, id: null };
    }
    if (item.id !== null) ids.add(item.id);
    return item;
  };
  const ends = new Set<string>();
  const annotations = read.annotations.map((placed) => unique('annotation', ends, placed));
  const relationIds = new Set<string>();
  const relations = read.relations.flatMap(({ item, line }) => {
    const missing = [item.source, item.target].find((id) => !ends.has(id));
    if (missing === undefined) return [unique('relation', relationIds, { item, line })];
    notice(
      line,
      `The relation “${item.type}” needs the annotation “${missing}”, which is not there; left out.`,
    );
    return [];
  });
  return { ...document, ...withoutLinkCopies(annotations, relations) };
}
