import type { Fragment, LinkTarget } from '#model/annotation.ts';
import { fragmentsEqual } from '#model/fragment.ts';
import type { ExchangeAnnotation, ExchangeRelation } from '../exchange.ts';
import type { ExportedAnnotation, ExportedRelation } from './exported.ts';

/**
 * Links are written twice (formats.md 0.4): among the attributes of their annotation, where nothing of them is lost,
 * and, for readers who look for relations, as a relation of the attribute's name. A stretch of text that is not an
 * annotation of its own gets a span, with the attribute's name for its layer, for the relation to point at. These copies
 * are known by their ids, and taken out again at import where the attribute says the same.
 */
export interface LinkCopies {
  readonly spans: readonly ExportedAnnotation[];
  readonly relations: readonly ExportedRelation[];
}

/** The copies of the links of an annotation; links to annotations that are not exported have none. */
export function linkCopiesOf(
  annotation: ExportedAnnotation,
  isExported: (id: string) => boolean,
): LinkCopies {
  const spans: ExportedAnnotation[] = [];
  const relations: ExportedRelation[] = [];
  // By name, as relations are by id: the order in which attributes were set is no part of what they say.
  const attributes = Object.entries(annotation.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [attribute, value] of attributes) {
    if (value?.is !== 'links') continue;
    for (const [index, link] of value.links.entries()) {
      const id = `${annotation.id}#${encodeURIComponent(attribute.toWellFormed())}.${index}`;
      const target = targetOf(link, id, isExported);
      if (target === null) continue;
      const { annotator, createdAt } = annotation;
      relations.push({ id, type: attribute, source: annotation.id, target, annotator, createdAt });
      if (link.kind === 'fragments') spans.push(copySpan(annotation, target, attribute, link.fragments));
    }
  }
  return { spans, relations };
}

function targetOf(link: LinkTarget, id: string, isExported: (id: string) => boolean): string | null {
  if (link.kind === 'annotation') return isExported(link.id) ? link.id : null;
  return link.kind === 'fragments' ? `${id}.span` : null;
}

function copySpan(
  { annotator, createdAt }: ExportedAnnotation,
  id: string,
  layer: string,
  fragments: readonly Fragment[],
): ExportedAnnotation {
  return {
    id,
    layer,
    label: null,
    fragments,
    quote: '',
    attributes: {},
    annotator,
    origin: null,
    certainty: null,
    note: '',
    schemeVersion: null,
    createdAt,
    updatedAt: null,
  };
}

const COPY = /^(.*)#([^#]*)\.(\d+)(\.span)?$/s;

/** The annotations and relations of a file without the copies that `linkCopiesOf` made. */
export function withoutLinkCopies(
  annotations: readonly ExchangeAnnotation[],
  relations: readonly ExchangeRelation[],
): { annotations: ExchangeAnnotation[]; relations: ExchangeRelation[] } {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const linkOf = (found: RegExpExecArray): LinkTarget | null => {
    const attributes = byId.get(found[1] ?? '')?.attributes ?? {};
    const name = decoded(found[2] ?? '');
    const value = Object.entries(attributes).find(([attribute]) => attribute === name)?.[1];
    return value?.is === 'links' ? (value.links[Number(found[3])] ?? null) : null;
  };
  const copies = new Set<string>();
  for (const { id, fragments } of annotations) {
    const found = id === null ? null : COPY.exec(id);
    if (id === null || found?.[4] === undefined) continue;
    const link = linkOf(found);
    if (link?.kind === 'fragments' && fragmentsEqual(link.fragments, fragments)) copies.add(id);
  }
  const isCopy = ({ id, source, target }: ExchangeRelation): boolean => {
    const found = id === null ? null : COPY.exec(id);
    if (found === null || found[4] !== undefined || found[1] !== source) return false;
    const link = linkOf(found);
    return link?.kind === 'annotation' ? link.id === target : copies.has(target) && target === `${id}.span`;
  };
  return {
    annotations: annotations.filter(({ id }) => id === null || !copies.has(id)),
    relations: relations.filter((relation) => !isCopy(relation)),
  };
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    return component;
  }
}
