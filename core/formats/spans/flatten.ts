import type { AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import type { ExchangeAnnotation, ExchangeDocument, Loss, WriteSink, WrittenCounts } from '../exchange.ts';
import type { NameWriter } from './written-names.ts';

/** A document as formats see it that have spans, attributes with a value, and relations, and nothing else. */
export interface FlatDocument {
  readonly document: ExchangeDocument;
  readonly spans: readonly FlatSpan[];
  readonly relations: readonly FlatRelation[];
}

export interface FlatSpan {
  /** Of the annotation; `null` for a sub-span, which is no annotation of its own. */
  readonly annotation: ExchangeAnnotation | null;
  /** Index of the span that a sub-span belongs to and is left out with; `null` for annotations. */
  readonly owner: number | null;
  /** Of the annotation that loses if the span cannot be written. */
  readonly ownerId: string | null;
  readonly layer: string;
  readonly label: string | null;
  readonly fragments: readonly Fragment[];
  readonly attributes: readonly FlatAttribute[];
  readonly note: string;
}

export interface FlatAttribute {
  readonly kind: 'attribute' | 'link';
  /** As in the scheme; `certainty` with kind `attribute` and `isCertainty` is the annotation's own. */
  readonly name: string;
  readonly isCertainty: boolean;
  /** As they are written. */
  readonly values: readonly string[];
}

export interface FlatRelation {
  readonly kind: 'relation' | 'link';
  /** Of the relation, or the name of the link attribute. */
  readonly type: string;
  /** Index of a span. */
  readonly source: number;
  readonly target: number;
  /** Whose loss it is if it cannot be written. */
  readonly id: string | null;
}

export const VALUE_NONE = 'none';
export const VALUE_NOT_APPLICABLE = 'n/a';
export const VALUE_ARTICLE = '@article';
export const VALUE_INHERITED = '@inherited';
/** Values that mean something else than themselves (formats.md 0.4). */
export const RESERVED_VALUES = [VALUE_NONE, VALUE_NOT_APPLICABLE, VALUE_ARTICLE, VALUE_INHERITED];

const LINK_TO_NOTHING = 'It links to a span that is not in the export.';
const RELATION_TO_NOTHING = 'One of the two spans of the relation is not in the export.';
const LINK_TO_OTHER = 'It links to a span of another annotator, and each has a file of their own.';
const RELATION_TO_OTHER = 'It leads to a span of another annotator, and each has a file of their own.';
const VALUE_CHANGED = 'The format does not allow this value; it was written with other characters.';

export interface FlattenOptions {
  readonly layers: readonly string[];
  readonly names: NameWriter;
  /** Of attributes that hold links somewhere in the export. */
  readonly linkNames: ReadonlySet<string>;
  /** Makes a value legal. */
  readonly legalValue: (value: string) => string;
}

/**
 * Links become relations, or values where they have no span to point at; a sub-span becomes a span of layer `cue`,
 * with the attribute's name for its label (formats.md 0.4).
 */
export function flatten(
  document: ExchangeDocument,
  options: FlattenOptions,
  sink: Pick<WriteSink, 'lose'>,
  isOfOther: (annotationId: string) => boolean = () => false,
): FlatDocument {
  const annotations = document.annotations.filter(({ layer }) => options.layers.includes(layer));
  const indexOfId = new Map<string, number>();
  for (const [index, { id }] of annotations.entries()) if (id !== null) indexOfId.set(id, index);
  const subSpans: FlatSpan[] = [];
  const relations: FlatRelation[] = [];
  const lose = (annotationId: string | null, what: Loss['what'], why: string) =>
    sink.lose({ documentId: document.id, annotationId, what, why });

  const writtenValue = (value: string, annotation: ExchangeAnnotation): string => {
    const written = options.names.write('value', value, options.legalValue);
    if (written !== value) lose(annotation.id, 'name-changed', VALUE_CHANGED);
    return written;
  };
  /** The value that stands for a link, or `null` where it became a relation. */
  const valueOfLink = (link: LinkTarget, name: string, source: number): string | null => {
    const annotation = annotations[source] as ExchangeAnnotation;
    switch (link.kind) {
      case 'article':
        return VALUE_ARTICLE;
      case 'inherited':
        return VALUE_INHERITED;
      case 'text':
        return writtenValue(link.text, annotation);
      case 'annotation': {
        const target = indexOfId.get(link.id);
        const why = isOfOther(link.id) ? LINK_TO_OTHER : LINK_TO_NOTHING;
        if (target === undefined) lose(annotation.id, 'attribute-dropped', why);
        else relations.push({ kind: 'link', type: name, source, target, id: annotation.id });
        return null;
      }
      case 'fragments': {
        const target = annotations.length + subSpans.length;
        const { fragments } = link;
        const ownerId = annotation.id;
        subSpans.push({
          annotation: null,
          owner: source,
          ownerId,
          layer: 'cue',
          label: name,
          fragments,
          attributes: [],
          note: '',
        });
        relations.push({ kind: 'link', type: name, source, target, id: annotation.id });
        return null;
      }
    }
  };
  const valuesOf = (value: AttributeValue, name: string, source: number): string[] => {
    switch (value.is) {
      case 'none':
        return [VALUE_NONE];
      case 'not-applicable':
        return [VALUE_NOT_APPLICABLE];
      case 'values':
        return value.values.map((one) => writtenValue(one, annotations[source] as ExchangeAnnotation));
      case 'links':
        return value.links.flatMap((link) => valueOfLink(link, name, source) ?? []);
    }
  };

  const spans = annotations.map((annotation, index): FlatSpan => {
    const attributes: FlatAttribute[] = [];
    if (annotation.certainty !== null) {
      const { certainty } = annotation;
      attributes.push({ kind: 'attribute', name: 'certainty', isCertainty: true, values: [certainty] });
    }
    for (const [name, value] of Object.entries(annotation.attributes)) {
      if (value === undefined) continue;
      const isLink = value.is === 'links' || (value.is !== 'values' && options.linkNames.has(name));
      const values = valuesOf(value, name, index);
      if (values.length === 0) continue;
      attributes.push({ kind: isLink ? 'link' : 'attribute', name, isCertainty: false, values });
    }
    const { layer, label, fragments, note } = annotation;
    return { annotation, owner: null, ownerId: annotation.id, layer, label, fragments, attributes, note };
  });
  for (const { id, type, source, target } of document.relations) {
    const from = indexOfId.get(source);
    const to = indexOfId.get(target);
    const why = isOfOther(source) || isOfOther(target) ? RELATION_TO_OTHER : RELATION_TO_NOTHING;
    if (from === undefined || to === undefined) lose(id, 'relation-dropped', why);
    else relations.push({ kind: 'relation', type, source: from, target: to, id });
  }
  return { document, spans: [...spans, ...subSpans], relations };
}

/** What is in the files where these spans are, by their index, and the relations between them. */
export function writtenOf(
  { spans, relations }: FlatDocument,
  isWritten: (span: number) => boolean,
): WrittenCounts {
  const kept = spans.filter((_, index) => isWritten(index));
  const held = relations.filter(({ source, target }) => isWritten(source) && isWritten(target));
  const annotations = kept.filter(({ annotation }) => annotation !== null).length;
  return {
    documents: 1,
    annotations,
    relations: held.filter(({ kind }) => kind === 'relation').length,
    links: held.filter(({ kind }) => kind === 'link').length,
    linkedWords: kept.length - annotations,
  };
}
