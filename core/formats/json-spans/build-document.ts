import type {
  Attributes,
  AttributeValue,
  Certainty,
  Fragment,
  LinkTarget,
  Origin,
} from '#model/annotation.ts';
import { normaliseFragments, quoteOf } from '#model/fragment.ts';
import type { AnnotationId, AttributeId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ExchangeAnnotation, ExchangeDocument, ExchangeRelation } from '../exchange.ts';
import { CUE_LAYER, PART_OF_SPAN } from './flatten.ts';

/** A span as a file has it. */
export interface ReadSpan {
  /** What relations call it; unique in the document. */
  readonly key: string;
  /** Its id where the file has one that is worth keeping. */
  readonly id: string | null;
  readonly layer: string;
  readonly label: string | null;
  readonly fragment: Fragment;
  readonly attributes?: Attributes;
  readonly certainty?: Certainty | null;
  readonly note?: string;
  readonly annotator?: ExchangeAnnotation['annotator'];
  readonly origin?: Origin | null;
  /** ISO 8601, UTC, milliseconds. */
  readonly createdAt?: string | null;
  readonly updatedAt?: string | null;
}

export interface ReadRelation {
  readonly id: string | null;
  readonly type: string;
  /** Whether it is a link of the attribute of this name, as the manifest says. */
  readonly isLink?: boolean;
  /** Keys of spans. */
  readonly source: string;
  readonly target: string;
  readonly annotator?: ExchangeAnnotation['annotator'];
}

export interface DocumentHead {
  readonly id: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A document of a format that knows text, spans and relations: fragments are joined and cues become links again. */
export function buildDocument(
  head: DocumentHead,
  spans: readonly ReadSpan[],
  relations: readonly ReadRelation[],
): ExchangeDocument {
  const joined = joinFragments(spans, relations);
  const cues = cuesOf(joined);
  const idOf = new Map(joined.spans.map(({ span, id }) => [span.key, id ?? span.key]));
  const { links, rest } = linksOf(joined, cues, (key) => idOf.get(key) ?? key);
  const needed = new Set(rest.flatMap(({ source, target }) => [source, target]));
  for (const { isLink, target } of joined.relations) if (isLink === true) needed.add(target);
  const annotations = joined.spans
    .filter(({ span }) => !cues.has(span.key))
    .map(
      ({ span, fragments, id }): ExchangeAnnotation => ({
        id: id ?? (needed.has(span.key) ? span.key : null),
        layer: span.layer,
        label: span.label,
        fragments,
        quote: quoteOf(head.text, fragments),
        attributes: withLinks(span.attributes ?? {}, links.get(span.key) ?? []),
        annotator: span.annotator ?? null,
        origin: span.origin ?? null,
        certainty: span.certainty ?? null,
        note: span.note ?? '',
        schemeVersion: null,
        createdAt: span.createdAt ?? null,
        updatedAt: span.updatedAt ?? null,
      }),
    );
  return {
    ...head,
    textSha256: null,
    language: null,
    blockRule: null,
    blocks: null,
    source: NO_SOURCE,
    states: [],
    annotations,
    relations: rest.map(
      ({ id, type, source, target, annotator }): ExchangeRelation => ({
        id,
        type,
        source: idOf.get(source) ?? source,
        target: idOf.get(target) ?? target,
        annotator: annotator ?? null,
        createdAt: null,
      }),
    ),
  };
}

const NO_SOURCE: ExchangeDocument['source'] = {
  publisher: null,
  author: null,
  url: null,
  publishedAt: null,
  fileName: null,
  mediaType: null,
  encoding: null,
  bytesSha256: null,
  importedAt: null,
};

interface JoinedSpan {
  readonly span: ReadSpan;
  readonly fragments: readonly Fragment[];
  readonly id: string | null;
}

interface Joined {
  readonly spans: readonly JoinedSpan[];
  /** Their ends are keys of `spans`. */
  readonly relations: readonly ReadRelation[];
}

/**
 * Puts the fragments that `part-of-span` joins together again (formats.md 0.5). Only chains of one layer and label
 * are: where a span has two next ones, or the chain bites its tail, the relation stays a relation.
 */
function joinFragments(spans: readonly ReadSpan[], relations: readonly ReadRelation[]): Joined {
  const byKey = new Map(spans.map((span) => [span.key, span]));
  const next = new Map<string, string>();
  const previous = new Map<string, string>();
  const rest: ReadRelation[] = [];
  for (const relation of relations) {
    const { type, source, target } = relation;
    const from = byKey.get(source);
    const to = byKey.get(target);
    if (from === undefined || to === undefined) continue;
    const joins =
      type === PART_OF_SPAN &&
      source !== target &&
      from.layer === to.layer &&
      from.label === to.label &&
      !next.has(source) &&
      !previous.has(target);
    if (!joins) {
      rest.push(relation);
      continue;
    }
    next.set(source, target);
    previous.set(target, source);
  }
  const headOf = new Map<string, string>();
  const joined: JoinedSpan[] = [];
  for (const span of spans) {
    if (previous.has(span.key)) continue;
    const chain: ReadSpan[] = [];
    for (let at: string | undefined = span.key; at !== undefined; at = next.get(at)) {
      const part = byKey.get(at);
      if (part !== undefined) chain.push(part);
      headOf.set(at, span.key);
    }
    joined.push({
      span,
      fragments: normaliseFragments(chain.map(({ fragment }) => fragment)),
      id: chain.length > 1 && span.id !== null ? span.id.replace(/\.1$/, '') : span.id,
    });
  }
  // What has no head stands in a ring: each span for itself.
  for (const span of spans) {
    if (headOf.has(span.key)) continue;
    joined.push({ span, fragments: [span.fragment], id: span.id });
    headOf.set(span.key, span.key);
  }
  return {
    spans: joined,
    relations: rest.map((relation) => ({
      ...relation,
      source: headOf.get(relation.source) ?? relation.source,
      target: headOf.get(relation.target) ?? relation.target,
    })),
  };
}

/** Spans of the cue layer that one relation of their label points at and nothing else: stretches that a link names. */
function cuesOf({ spans, relations }: Joined): ReadonlyMap<string, JoinedSpan> {
  const cues = new Map(
    spans.filter(({ span }) => span.layer === CUE_LAYER).map((joined) => [joined.span.key, joined]),
  );
  if (cues.size === 0) return cues;
  const pointedAt = new Map<string, number>();
  for (const { source, target, type } of relations) {
    const isLink = type === cues.get(target)?.span.label && !cues.has(source);
    pointedAt.set(target, (pointedAt.get(target) ?? 0) + (isLink ? 1 : 2));
    if (cues.has(source)) pointedAt.set(source, 2);
  }
  for (const key of cues.keys()) if (pointedAt.get(key) !== 1) cues.delete(key);
  return cues;
}

interface NamedLink {
  readonly name: string;
  readonly link: LinkTarget;
}

/** The relations that are links, by the key of the span whose they are, and the rest. */
function linksOf(
  { relations }: Joined,
  cues: ReadonlyMap<string, JoinedSpan>,
  idOf: (key: string) => string,
): { readonly links: ReadonlyMap<string, readonly NamedLink[]>; readonly rest: readonly ReadRelation[] } {
  const links = new Map<string, NamedLink[]>();
  const rest: ReadRelation[] = [];
  for (const relation of relations) {
    const { type: name, source, target } = relation;
    const cue = cues.get(target);
    if (cue === undefined && relation.isLink !== true) {
      rest.push(relation);
      continue;
    }
    const link: LinkTarget =
      cue === undefined
        ? { kind: 'annotation', id: asId<AnnotationId>(idOf(target)) }
        : { kind: 'fragments', fragments: cue.fragments };
    const own = links.get(source);
    if (own === undefined) links.set(source, [{ name, link }]);
    else own.push({ name, link });
  }
  return { links, rest };
}

function withLinks(attributes: Attributes, links: readonly NamedLink[]): Attributes {
  if (links.length === 0) return attributes;
  const entries = new Map<string, AttributeValue | undefined>(Object.entries(attributes));
  for (const { name, link } of links) {
    entries.set(name, { is: 'links', links: [...linksIn(entries.get(name)), link] });
  }
  return attributesFrom(entries);
}

/** Names of other links came as values: see `valuesFromStrings`. */
function linksIn(value: AttributeValue | undefined): readonly LinkTarget[] {
  if (value?.is === 'links') return value.links;
  return value?.is === 'values' ? value.values.map((text) => ({ kind: 'text', text })) : [];
}

/** Not by assignment: `__proto__` is a legal key of JSON. */
export function attributesFrom(entries: Iterable<readonly [string, AttributeValue | undefined]>): Attributes {
  return Object.fromEntries(entries) as Partial<Record<AttributeId, AttributeValue>>;
}
