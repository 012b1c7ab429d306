import type {
  ExchangeAnnotation,
  ExchangeDocument,
  ExchangeRelation,
  WriteOptions,
  WriteSink,
} from '../exchange.ts';
import type { Survey } from '../writing/survey.ts';

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

/** Takes documents in their order and says of each what is written of it, see `exportedDocument`. */
export function createExporter(
  { takenIds }: Survey,
  { layers }: WriteOptions,
  sink: WriteSink,
): (document: ExchangeDocument) => ExportedDocument {
  const taken = new Set<string | null>(takenIds);
  let count = 0;
  return (document) => {
    count += 1;
    const id = document.id ?? freeId('document', count - 1, taken);
    return exportedDocument(document, id, layers, sink.lose);
  };
}

/**
 * What is written of a document: the annotations of the chosen layers, and the relations between them. Whatever has no id
 * gets one that says its number, such as `annotation-3`.
 */
export function exportedDocument(
  document: ExchangeDocument,
  id: string,
  layers: readonly string[],
  lose: WriteSink['lose'],
): ExportedDocument {
  const annotations = withIds('annotation', document.annotations).filter(({ layer }) =>
    layers.includes(layer),
  );
  const ids = new Set(annotations.map((annotation) => annotation.id));
  const relations = withIds('relation', document.relations).filter((relation) => {
    const kept = ids.has(relation.source) && ids.has(relation.target);
    if (!kept) {
      lose({
        documentId: id,
        annotationId: relation.source,
        what: 'relation-dropped',
        why: END_NOT_EXPORTED,
      });
    }
    return kept;
  });
  return { document, id, annotations, relations };
}

function withIds<Item extends { readonly id: string | null }>(
  word: string,
  items: readonly Item[],
): (Item & { readonly id: string })[] {
  const ids = new Set(items.map(({ id }) => id));
  return items.map((item, index) => (hasId(item) ? item : { ...item, id: freeId(word, index, ids) }));
}

function hasId<Item extends { readonly id: string | null }>(
  item: Item,
): item is Item & { readonly id: string } {
  return item.id !== null;
}

/** A name that is not taken; it is then. */
function freeId(word: string, index: number, taken: Set<string | null>): string {
  let id = `${word}-${index + 1}`;
  while (taken.has(id)) id = `${id}-`;
  taken.add(id);
  return id;
}
