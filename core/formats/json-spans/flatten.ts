import type { LinkTarget } from '#model/annotation.ts';
import type { Utf16Offset } from '#model/offset.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss } from '../exchange.ts';
import { valuesToStrings } from './attribute-values.ts';

/** Joins the fragments of a discontinuous span, from each to the next (formats.md 0.5). */
export const PART_OF_SPAN = 'part-of-span';
/** The layer of spans that are no annotations, such as the cue of a quote (formats.md 0.4). */
export const CUE_LAYER = 'cue';

/** One stretch of text with a label: an annotation, a fragment of one, or a stretch that an attribute points at. */
export interface FlatSpan {
  /** Unique in the document: the id of the annotation, with `.1`, `.2`, … for its fragments. */
  readonly key: string;
  /** The annotation it belongs to; for a cue the one that points at it. */
  readonly annotationId: string | null;
  readonly layer: string;
  readonly label: string | null;
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
  /** No annotation, but what a link of one points at; its label is the name of the attribute. */
  readonly isCue: boolean;
  /** The annotation, at its first fragment only. */
  readonly holder: ExchangeAnnotation | null;
}

export interface FlatRelation {
  /** `link`: of an attribute of this name; `join`: between fragments of one span. */
  readonly kind: 'relation' | 'link' | 'join';
  readonly type: string;
  readonly source: FlatSpan;
  readonly target: FlatSpan;
}

export interface FlatAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

export interface FlatDocument {
  /** In the order of the annotations, fragments and cues after their annotation's first. */
  readonly spans: readonly FlatSpan[];
  readonly relations: readonly FlatRelation[];
  /** Of the annotations that have some; links into the text are relations. */
  readonly attributes: ReadonlyMap<FlatSpan, readonly FlatAttribute[]>;
  readonly losses: readonly Loss[];
}

/** Why a link or relation was dropped that has an end outside what is exported. */
const END_NOT_EXPORTED = 'The annotation at its other end is not exported.';

/** The annotations of the layers; all where none are named. */
export function annotationsOf(
  document: ExchangeDocument,
  layers: readonly string[],
): readonly ExchangeAnnotation[] {
  if (layers.length === 0) return document.annotations;
  const chosen = new Set(layers);
  return document.annotations.filter(({ layer }) => chosen.has(layer));
}

/**
 * A document for formats whose spans are continuous and have a label each, and whose relations have a type each
 * (formats.md 0.4, 0.5): one span a fragment, joined by `part-of-span`; links into the text as relations named after
 * the attribute; what else attributes hold as strings.
 */
export function flatten(document: ExchangeDocument, layers: readonly string[]): FlatDocument {
  const annotations = annotationsOf(document, layers);
  const losses: Loss[] = [];
  const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
    losses.push({ documentId: document.id, annotationId, what, why });
  const spans: FlatSpan[] = [];
  const joins: FlatRelation[] = [];
  const keys = new Set<string>();

  const addParts = (
    wish: string,
    place: Pick<ExchangeAnnotation, 'fragments' | 'layer' | 'label'>,
    annotationId: string | null,
    holder: ExchangeAnnotation | null,
  ): FlatSpan | null => {
    const base = freeKey(wish, keys);
    const parts = place.fragments.map(({ start, end }, index): FlatSpan => {
      const key = place.fragments.length === 1 ? base : `${base}.${index + 1}`;
      keys.add(key);
      return {
        key,
        annotationId,
        layer: place.layer,
        label: place.label,
        start,
        end,
        isCue: holder === null,
        holder: index === 0 ? holder : null,
      };
    });
    spans.push(...parts);
    for (const [index, target] of parts.entries()) {
      const source = parts[index - 1];
      if (source !== undefined) joins.push({ kind: 'join', type: PART_OF_SPAN, source, target });
    }
    return parts[0] ?? null;
  };

  const cueOf = new Map<LinkTarget, FlatSpan>();
  const attributes = new Map<FlatSpan, FlatAttribute[]>();
  const firsts: { readonly annotation: ExchangeAnnotation; readonly span: FlatSpan }[] = [];
  const spanOf = new Map<string, FlatSpan>();
  for (const [index, annotation] of annotations.entries()) {
    const base = annotation.id ?? `#${index + 1}`;
    const span = addParts(base, annotation, annotation.id, annotation);
    if (span === null) continue;
    firsts.push({ annotation, span });
    if (annotation.id !== null) spanOf.set(annotation.id, span);
    const strings: FlatAttribute[] = [];
    for (const [name, value] of Object.entries(annotation.attributes)) {
      if (value === undefined) continue;
      const values = valuesToStrings(value);
      if (values.length > 0) strings.push({ name, values });
      if (value.is !== 'links') continue;
      for (const link of value.links) {
        if (link.kind !== 'fragments') continue;
        const place = { layer: CUE_LAYER, label: name, fragments: link.fragments };
        const cue = addParts(`${base}.${name}`, place, annotation.id, null);
        if (cue !== null) cueOf.set(link, cue);
      }
    }
    if (strings.length > 0) attributes.set(span, strings);
  }

  const links: FlatRelation[] = [];
  for (const { annotation, span } of firsts) {
    for (const [name, value] of Object.entries(annotation.attributes)) {
      if (value?.is !== 'links') continue;
      for (const link of value.links) {
        if (link.kind !== 'annotation' && link.kind !== 'fragments') continue;
        const target = link.kind === 'annotation' ? spanOf.get(link.id) : cueOf.get(link);
        if (target === undefined) lose(annotation.id, 'attribute-dropped', END_NOT_EXPORTED);
        else links.push({ kind: 'link', type: name, source: span, target });
      }
    }
  }
  const relations: FlatRelation[] = [];
  for (const { type, source, target } of document.relations) {
    const from = spanOf.get(source);
    const to = spanOf.get(target);
    if (from !== undefined && to !== undefined)
      relations.push({ kind: 'relation', type, source: from, target: to });
    // With neither end exported there is nothing that it could be missed at.
    else if (from !== undefined || to !== undefined) lose(source, 'relation-dropped', END_NOT_EXPORTED);
  }
  return { spans, relations: [...relations, ...links, ...joins], attributes, losses };
}

/** Fragments get `.1`, so that a key must be free with and without it. */
function freeKey(wish: string, keys: ReadonlySet<string>): string {
  let key = wish;
  for (let count = 2; keys.has(key) || keys.has(`${key}.1`); count += 1) key = `${wish}_${count}`;
  return key;
}

/** Losses of formats that have no place for attributes, certainty and notes. `format` is its name. */
export function lossesOfAttributes(
  document: ExchangeDocument,
  { spans, attributes }: Pick<FlatDocument, 'spans' | 'attributes'>,
  format: string,
): Loss[] {
  return spans.flatMap((span) => {
    const { holder } = span;
    if (holder === null) return [];
    const lost = (why: string): Loss => ({
      documentId: document.id,
      annotationId: holder.id,
      what: 'attribute-dropped',
      why,
    });
    return [
      ...(attributes.get(span) ?? []).map(({ name }) => ({
        ...lost(`${format} has no attributes.`),
        attribute: name,
      })),
      ...(holder.note === '' ? [] : [lost(`${format} has no notes on spans.`)]),
      ...(holder.certainty === 'unsure' ? [lost(`${format} has no certainty.`)] : []),
    ];
  });
}

/** The names of all who annotated, in the order in which they come; null for those without one. */
export function annotatorsOf(annotations: readonly ExchangeAnnotation[]): ReadonlySet<string | null> {
  return new Set(annotations.map(({ annotator }) => annotator?.name ?? annotator?.id ?? null));
}
