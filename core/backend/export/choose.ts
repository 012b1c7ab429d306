import type { ExchangeAnnotation, ExchangeDocument, Loss } from '#formats/exchange.ts';
import type { Attributes, AttributeValue, LinkTarget } from '#model/annotation.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { withPseudonyms } from './pseudonyms.ts';

/** Which annotations are exported; `null` means all of that kind. */
export interface ExportFilter {
  readonly layers: ReadonlySet<string> | null;
  readonly annotators: ReadonlySet<string> | null;
  readonly origins: ReadonlySet<string> | null;
  readonly certainties: ReadonlySet<string> | null;
  /** What annotators are called instead of their names. */
  readonly pseudonyms?: Pseudonyms;
}

export interface ChosenDocument {
  readonly document: ExchangeDocument;
  /** What goes with the annotations that were not chosen. */
  readonly losses: readonly Loss[];
  /** The layers of annotations that were not chosen for their layer alone, one for each annotation. */
  readonly otherLayers: readonly string[];
}

export function isEverything(filter: ExportFilter): boolean {
  return Object.values(filter).every((part) => part === null);
}

/**
 * The document with the chosen annotations, the relations between them and the links to them. A link or a relation
 * of a chosen annotation that leads to one that is not there is a loss: it cannot be kept whole.
 */
export function chooseFrom(document: ExchangeDocument, filter: ExportFilter): ChosenDocument {
  const losses: Loss[] = [];
  const chosen = document.annotations.filter((annotation) => isChosen(annotation, filter));
  const ids = new Set(chosen.map(({ id }) => id));
  const present = new Set(document.annotations.map(({ id }) => id));
  const lose = (annotationId: string | null, what: Loss['what'], target: string) => {
    const why = present.has(target)
      ? 'It leads to a span that was not chosen.'
      : 'It leads to a span that is not in the document any more.';
    losses.push({ documentId: document.id, annotationId, what, why });
  };
  const annotations = chosen.map((annotation) => {
    const attributes = withoutLinks(annotation.attributes, (link) => {
      if (link.kind !== 'annotation' || ids.has(link.id)) return false;
      lose(annotation.id, 'attribute-dropped', link.id);
      return true;
    });
    return attributes === annotation.attributes ? annotation : { ...annotation, attributes };
  });
  const relations = document.relations.filter(({ source, target, annotator }) => {
    if (filter.annotators !== null && !filter.annotators.has(annotator?.id ?? '')) return false;
    if (ids.has(source) && ids.has(target)) return true;
    if (ids.has(source)) lose(source, 'relation-dropped', target);
    else if (ids.has(target)) lose(target, 'relation-dropped', source);
    return false;
  });
  const kept = { ...document, annotations, relations };
  const inAnyLayer = { ...filter, layers: null };
  const { pseudonyms } = filter;
  return {
    document: pseudonyms === undefined ? kept : withPseudonyms(kept, pseudonyms),
    losses,
    otherLayers:
      filter.layers === null
        ? []
        : document.annotations.flatMap((annotation) =>
            !ids.has(annotation.id) && isChosen(annotation, inAnyLayer) ? [annotation.layer] : [],
          ),
  };
}

function isChosen(annotation: ExchangeAnnotation, filter: ExportFilter): boolean {
  return (
    (filter.layers?.has(annotation.layer) ?? true) &&
    (filter.annotators?.has(annotation.annotator?.id ?? '') ?? true) &&
    (filter.origins?.has(annotation.origin ?? '') ?? true) &&
    (filter.certainties?.has(annotation.certainty ?? '') ?? true)
  );
}

/** The same object where nothing is taken out. An attribute without a link left is not set any more. */
function withoutLinks(attributes: Attributes, isGone: (link: LinkTarget) => boolean): Attributes {
  let changed = false;
  const entries = Object.entries(attributes).flatMap(
    ([name, value]): [string, AttributeValue | undefined][] => {
      if (value?.is !== 'links') return [[name, value]];
      const links = value.links.filter((link) => !isGone(link));
      if (links.length === value.links.length) return [[name, value]];
      changed = true;
      return links.length === 0 ? [] : [[name, { is: 'links', links }]];
    },
  );
  return changed ? (Object.fromEntries(entries) as Attributes) : attributes;
}
