import type { Attributes, AttributeValue, Fragment, LinkTarget } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import { compareAnnotations } from '#model/annotation-order.ts';
import { quoteOf } from '#model/fragment.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../exchange.ts';
import { VALUE_ARTICLE, VALUE_INHERITED, VALUE_NONE, VALUE_NOT_APPLICABLE } from './flatten.ts';
import type { NameReader } from './written-names.ts';

/** A span as a file has it, its names as they are written there. */
export interface ReadSpan {
  /** Unique in the file. */
  readonly id: string;
  readonly layer: string;
  readonly label: string | null;
  /** One of our own sub-spans: not an annotation, but what a link points at. */
  readonly isSubSpan: boolean;
  /** Normalised. UTF-16 units. */
  readonly fragments: readonly Fragment[];
  readonly attributes: readonly ReadAttribute[];
  readonly note: string;
}

export interface ReadAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

export interface ReadRelation {
  readonly type: string;
  /** Ids of spans that are there. */
  readonly source: string;
  readonly target: string;
}

const NO_LINKS: ReadonlyMap<string, readonly LinkTarget[]> = new Map();

/**
 * The other half of `flatten`: puts names back where the manifest has them, makes links of what was a link, and reads
 * the values that stand for something else (formats.md 0.4).
 */
export function restore(
  text: string,
  spans: readonly ReadSpan[],
  relations: readonly ReadRelation[],
  names: NameReader,
): Pick<ExchangeDocument, 'annotations' | 'relations'> {
  const spanOfId = new Map(spans.map((span) => [span.id, span]));
  const linksOf = new Map<string, Map<string, LinkTarget[]>>();
  const linked = new Set<string>();
  const plain: ExchangeRelation[] = [];
  for (const { type, source, target } of relations) {
    const name = names.find('role', type);
    const to = spanOfId.get(target);
    if (name?.kind === 'link' && to !== undefined) {
      const link: LinkTarget = to.isSubSpan
        ? { kind: 'fragments', fragments: to.fragments }
        : { kind: 'annotation', id: asId<AnnotationId>(target) };
      linked.add(target);
      const links = linksOf.get(source) ?? new Map<string, LinkTarget[]>();
      linksOf.set(source, links);
      const same = links.get(name.original);
      if (same === undefined) links.set(name.original, [link]);
      else same.push(link);
    } else {
      plain.push({
        id: null,
        type: name?.original ?? type,
        source,
        target,
        annotator: null,
        createdAt: null,
      });
    }
  }
  const annotations = spans
    .filter(({ id, isSubSpan }) => !(isSubSpan && linked.has(id)))
    .map((span) => annotationOf(text, span, linksOf.get(span.id) ?? NO_LINKS, names))
    .toSorted((a, b) => compareAnnotations(a as never, b as never));
  return { annotations, relations: plain };
}

function annotationOf(
  text: string,
  span: ReadSpan,
  links: ReadonlyMap<string, readonly LinkTarget[]>,
  names: NameReader,
): ExchangeAnnotation {
  const { id, layer, label, fragments, note } = span;
  let certainty: ExchangeAnnotation['certainty'] = null;
  const values = new Map<string, AttributeValue>();
  for (const attribute of span.attributes) {
    const found = names.find('role', attribute.name);
    const sure = CERTAINTIES.find((one) => one === attribute.values[0]);
    if (attribute.name === 'certainty' && attribute.values.length === 1 && sure !== undefined) {
      certainty = sure;
      continue;
    }
    values.set(found?.original ?? attribute.name, readValue(attribute.values, found?.kind === 'link', names));
  }
  for (const [name, targets] of links) values.set(name, withLinks(values.get(name), targets));
  return {
    id,
    layer,
    label,
    fragments,
    quote: quoteOf(text, fragments),
    // Not by assignment: `__proto__` is a legal name in files.
    attributes: Object.fromEntries(values) as Attributes,
    annotator: null,
    origin: null,
    certainty,
    note,
    schemeVersion: null,
    createdAt: null,
    updatedAt: null,
  };
}

function readValue(values: readonly string[], isLink: boolean, names: NameReader): AttributeValue {
  if (values.length === 1 && values[0] === VALUE_NONE) return { is: 'none' };
  if (values.length === 1 && values[0] === VALUE_NOT_APPLICABLE) return { is: 'not-applicable' };
  if (!isLink && !values.includes(VALUE_ARTICLE) && !values.includes(VALUE_INHERITED)) {
    return { is: 'values', values: values.map((value) => names.find('value', value)?.original ?? value) };
  }
  return { is: 'links', links: values.map((value) => linkOf(value, names)) };
}

function linkOf(value: string, names: NameReader): LinkTarget {
  if (value === VALUE_ARTICLE) return { kind: 'article' };
  if (value === VALUE_INHERITED) return { kind: 'inherited' };
  return { kind: 'text', text: names.find('value', value)?.original ?? value };
}

/** Links to spans come before those in words. */
function withLinks(value: AttributeValue | undefined, links: readonly LinkTarget[]): AttributeValue {
  return { is: 'links', links: value?.is === 'links' ? [...links, ...value.links] : links };
}
