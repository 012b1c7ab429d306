import { fragmentsEqual } from '#model/fragment.ts';
import type { ExchangeAnnotation, ExchangeDocument } from '../exchange.ts';

/**
 * The document that a file shows, with what the record beside it says of the annotations that are still in it: those
 * of the same place, layer and label. The rest of the record was true of spans that are no more.
 */
export function withOldRecord(shown: ExchangeDocument, record: ExchangeDocument): ExchangeDocument {
  const unused = [...record.annotations];
  const renamed = new Map<string, string>();
  const annotations = shown.annotations.map((annotation): ExchangeAnnotation => {
    const at = unused.findIndex(
      ({ layer, label, fragments }) =>
        layer === annotation.layer &&
        label === annotation.label &&
        fragmentsEqual(fragments, annotation.fragments),
    );
    const old = unused[at];
    if (old === undefined) return annotation;
    unused.splice(at, 1);
    if (annotation.id !== null && old.id !== null) renamed.set(annotation.id, old.id);
    return old;
  });
  return {
    ...record,
    annotations,
    relations: shown.relations.map((relation) => ({
      ...relation,
      source: renamed.get(relation.source) ?? relation.source,
      target: renamed.get(relation.target) ?? relation.target,
    })),
  };
}
