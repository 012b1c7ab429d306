import type { ExchangeAnnotation, ExchangeDocument, Loss } from '#formats/exchange.ts';
import type { KeptFact } from '#formats/kept-facts.ts';
import { spanName } from '#formats/shared/span-name.ts';
import type { Attributes } from '#model/annotation.ts';
import { canonicalJson } from '#model/canonical-json.ts';
import { annotationDifferences, documentDifferences } from './compare-facts.ts';

/** How many differences are told. */
export const MOST_DIFFERENCES = 20;

/**
 * What differs between the documents that were written and those that were read back, once what was reported as
 * lost is taken away: sentences, none where nothing differs. `read` has the names of the scheme again. Formats
 * may part a document by annotator, so documents are compared by text, all spans of a text together. What else belongs to
 * them is compared as far as the format keeps it (`FormatInfo.keeps`); ids and times are not.
 */
export function compareDocuments(
  written: readonly ExchangeDocument[],
  read: readonly ExchangeDocument[],
  losses: readonly Loss[],
  keeps: readonly KeptFact[] = [],
): string[] {
  const kept = new Set(keeps);
  const differences: string[] = [];
  const lost = lossesByAnnotation(losses);
  for (const { expected, actual } of pairs(written, read)) {
    const title = expected[0]?.title ?? actual[0]?.title ?? '';
    if (actual.length === 0) differences.push(`“${title}” did not come back.`);
    else if (expected.length === 0) differences.push(`“${title}” came back and was not written.`);
    else compareOne(title, expected, actual, { lost, kept }, differences);
    if (differences.length > MOST_DIFFERENCES) break;
  }
  return differences.length <= MOST_DIFFERENCES
    ? differences
    : [...differences.slice(0, MOST_DIFFERENCES), '… and more.'];
}

interface Pair {
  readonly expected: ExchangeDocument[];
  readonly actual: ExchangeDocument[];
}

function pairs(written: readonly ExchangeDocument[], read: readonly ExchangeDocument[]): Pair[] {
  const byText = new Map<string, Pair>();
  const byId = new Map<string, Pair>();
  const byTitle = new Map<string, Pair>();
  for (const document of written) {
    const ink = inkOf(document.text);
    const pair = byText.get(ink) ?? { expected: [], actual: [] };
    pair.expected.push(document);
    byText.set(ink, pair);
    if (document.id !== null) byId.set(document.id, pair);
    if (document.title !== null && !byTitle.has(document.title)) byTitle.set(document.title, pair);
  }
  const all = [...new Set(byText.values())];
  const homeless: ExchangeDocument[] = [];
  for (const document of read) {
    const home =
      byId.get(document.id ?? '') ?? byText.get(inkOf(document.text)) ?? byTitle.get(document.title ?? '');
    if (home === undefined) homeless.push(document);
    else home.actual.push(document);
  }
  // Formats that rebuild the text and keep neither id nor title keep the order.
  for (const document of homeless) {
    const home = all.find(({ actual }) => actual.length === 0);
    if (home === undefined) all.push({ expected: [], actual: [document] });
    else home.actual.push(document);
  }
  return all;
}

/** What is left of a text that was split into tokens, or whose control characters were replaced. */
function inkOf(text: string): string {
  return text.normalize('NFC').replace(/[\s\p{C}]+/gu, '');
}

interface Lost {
  readonly spans: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  readonly relations: ReadonlyMap<string, number>;
  readonly texts: ReadonlySet<string>;
  /** Documents of which something besides their text was changed. */
  readonly facts: ReadonlySet<string>;
}

function lossesByAnnotation(losses: readonly Loss[]): Lost {
  const spans = new Set<string>();
  const changed = new Set<string>();
  const attributes = new Set<string>();
  const relations = new Map<string, number>();
  const texts = new Set<string>();
  const facts = new Set<string>();
  for (const { what, documentId, annotationId } of losses) {
    const id = annotationId ?? '';
    if (what === 'span-left-out') spans.add(id);
    else if (what === 'span-changed') changed.add(id);
    else if (what === 'attribute-dropped') attributes.add(id);
    else if (what === 'text-changed') texts.add(documentId ?? '');
    else if (what === 'name-changed' && annotationId === null) facts.add(documentId ?? '');
    else if (what === 'relation-dropped') {
      // A link that a format writes as a relation is an attribute here.
      attributes.add(id);
      relations.set(documentId ?? '', (relations.get(documentId ?? '') ?? 0) + 1);
    }
  }
  return { spans, changed, attributes, relations, texts, facts };
}

function compareOne(
  title: string,
  expected: readonly ExchangeDocument[],
  actual: readonly ExchangeDocument[],
  { lost, kept }: { readonly lost: Lost; readonly kept: ReadonlySet<KeptFact> },
  differences: string[],
): void {
  const whole = expected.filter(({ id }) => !lost.texts.has(id ?? '') && !lost.facts.has(id ?? ''));
  differences.push(...documentDifferences(whole, actual, kept));
  const texts = new Set(expected.map(({ text }) => text));
  const back = new Set(actual.map(({ text }) => text));
  const sameText = texts.size === back.size && [...texts].every((text) => back.has(text));
  const textLost = expected.some(({ id }) => lost.texts.has(id ?? ''));
  if (!sameText && !textLost) {
    differences.push(`The text of “${title}” came back different.`);
    return;
  }
  const spans = new Map<
    string,
    { missing: ExchangeAnnotation[]; extra: ExchangeAnnotation[]; reported: number }
  >();
  const numbers = new Map([...texts].map((text, index) => [text, index]));
  const groundOf = ({ text }: ExchangeDocument): number | null =>
    sameText ? (numbers.get(text) ?? null) : null;
  const at = (document: ExchangeDocument, annotation: ExchangeAnnotation) => {
    const key = placeKey(annotation, groundOf(document));
    const entry = spans.get(key) ?? { missing: [], extra: [], reported: 0 };
    spans.set(key, entry);
    return entry;
  };
  let changed = 0;
  const gone = new Set<string>();
  for (const document of expected) {
    for (const annotation of document.annotations) {
      const id = annotation.id ?? '';
      if (lost.spans.has(id) || lost.changed.has(id)) gone.add(id);
      // Of several files that an export writes, one may hold what another leaves out.
      if (lost.spans.has(id)) at(document, annotation).reported += 1;
      else if (lost.changed.has(id)) changed += 1;
      else at(document, annotation).missing.push(annotation);
    }
  }
  for (const document of actual)
    for (const annotation of document.annotations) at(document, annotation).extra.push(annotation);

  let extra = 0;
  for (const { missing, extra: found, reported } of spans.values()) {
    for (const annotation of missing.slice(found.length)) {
      differences.push(`The ${spanName(annotation)} in “${title}” did not come back.`);
    }
    extra += Math.max(0, found.length - missing.length - reported);
    differences.push(...attributeDifferences(title, missing, found, lost));
    differences.push(...annotationDifferences(title, missing, found, kept));
  }
  // A span that was changed comes back as another; one in fragments perhaps as several.
  if (extra > 0 && changed === 0)
    differences.push(`“${title}” came back with ${counted(extra, 'span')} more.`);
  compareRelations(title, expected, actual, { lost, gone, groundOf }, differences);
}

/** By the place in the text of that number, where texts came back; by the words otherwise. */
function placeKey(annotation: ExchangeAnnotation, ground: number | null): string {
  const place = ground === null ? inkOf(annotation.quote) : [ground, annotation.fragments];
  return canonicalJson([annotation.layer, annotation.label, place]);
}

/** Spans of one place have their attributes compared as a set: which is which cannot be told without ids. */
function attributeDifferences(
  title: string,
  missing: readonly ExchangeAnnotation[],
  found: readonly ExchangeAnnotation[],
  lost: Lost,
): string[] {
  if (missing.some(({ id }) => lost.attributes.has(id ?? ''))) return [];
  const counts = new Map<string, number>();
  for (const annotation of found) {
    const key = contentKey(annotation);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return missing.slice(0, found.length).flatMap((annotation) => {
    const key = contentKey(annotation);
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count > 0 ? [] : [`The ${spanName(annotation)} in “${title}” came back with other attributes.`];
  });
}

/** Attributes with the number of their links to spans: these have other ids in most formats. */
function contentKey({ attributes, certainty, note }: ExchangeAnnotation): string {
  return canonicalJson([withoutIds(attributes), certainty ?? 'sure', note]);
}

function withoutIds(attributes: Attributes): unknown {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      value?.is === 'links'
        ? value.links
            .map((link) => canonicalJson(link.kind === 'annotation' ? { kind: link.kind } : link))
            .sort()
        : (value ?? null),
    ]),
  );
}

function compareRelations(
  title: string,
  expected: readonly ExchangeDocument[],
  actual: readonly ExchangeDocument[],
  how: {
    readonly lost: Lost;
    readonly gone: ReadonlySet<string>;
    readonly groundOf: (document: ExchangeDocument) => number | null;
  },
  differences: string[],
): void {
  const keysOf = (documents: readonly ExchangeDocument[]): string[] =>
    documents.flatMap((document) => {
      const { annotations, relations } = document;
      const ground = how.groundOf(document);
      const spanOf = new Map(annotations.map((one) => [one.id, one]));
      return relations.flatMap(({ type, source, target }) => {
        const from = spanOf.get(source);
        const to = spanOf.get(target);
        if (from === undefined || to === undefined || how.gone.has(source) || how.gone.has(target)) return [];
        return [canonicalJson([type, placeKey(from, ground), placeKey(to, ground)])];
      });
    });
  const counts = new Map<string, number>();
  for (const key of keysOf(actual)) counts.set(key, (counts.get(key) ?? 0) + 1);
  let missing = 0;
  for (const key of keysOf(expected)) {
    const count = counts.get(key) ?? 0;
    if (count === 0) missing += 1;
    else counts.set(key, count - 1);
  }
  const reported = expected.reduce((sum, { id }) => sum + (how.lost.relations.get(id ?? '') ?? 0), 0);
  if (missing > reported) {
    differences.push(`${counted(missing - reported, 'relation')} of “${title}” did not come back.`);
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
