import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation, Loss } from '../exchange.ts';

/** Records in which everything has an id: what formats refer by. */
export interface ExportedDocument {
  readonly document: ExchangeDocument;
  readonly id: string;
  readonly annotations: readonly ExportedAnnotation[];
  readonly relations: readonly ExportedRelation[];
}
export type ExportedAnnotation = ExchangeAnnotation & { readonly id: string };
export type ExportedRelation = ExchangeRelation & { readonly id: string };

const END_NOT_EXPORTED = 'One of the two spans of the relation is not in the export.';

/**
 * What is written of the documents: the annotations of the chosen layers, and the relations between them. Whatever
 * has no id gets one that says its number, such as `annotation-3`.
 */
export function exportedOf(
  documents: readonly ExchangeDocument[],
  layers: readonly string[],
): { readonly exported: readonly ExportedDocument[]; readonly losses: readonly Loss[] } {
  const losses: Loss[] = [];
  const documentIds = new Set(documents.map(({ id }) => id));
  const exported = documents.map((document, index) => {
    const id = document.id ?? freeId('document', index, documentIds);
    const annotations = withIds('annotation', document.annotations).filter(({ layer }) =>
      layers.includes(layer),
    );
    const ids = new Set(annotations.map((annotation) => annotation.id));
    const relations = withIds('relation', document.relations).filter((relation) => {
      const kept = ids.has(relation.source) && ids.has(relation.target);
      if (!kept) {
        losses.push({
          documentId: id,
          annotationId: relation.source,
          what: 'relation-dropped',
          why: END_NOT_EXPORTED,
        });
      }
      return kept;
    });
    return { document, id, annotations, relations };
  });
  return { exported, losses };
}

function withIds<Item extends { readonly id: string | null }>(
  word: string,
  items: readonly Item[],
): (Item & { readonly id: string })[] {
  const ids = new Set(items.map(({ id }) => id));
  return items.map((item, index) => ({ ...item, id: item.id ?? freeId(word, index, ids) }));
}

/** A name that is not taken; it is then. */
function freeId(word: string, index: number, taken: Set<string | null>): string {
  let id = `${word}-${index + 1}`;
  while (taken.has(id)) id = `${id}-`;
  taken.add(id);
  return id;
}
