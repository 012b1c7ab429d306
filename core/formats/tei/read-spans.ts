import type { Attributes, AttributeValue, Certainty, Fragment, Origin } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { eachFragmentProblem, normaliseFragments, quoteOf } from '#model/fragment.ts';
import { asUtf16 } from '#model/offset.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import type { FileIndex } from './file-index.ts';
import type { TeiText } from './read-text.ts';
import { readValue } from './values.ts';
import { GOLD, OWN_FEATURES, TYPES } from './write.ts';

/** A span as read: one `span`, or several in a chain. */
export interface TeiSpan {
  /** In the order of the chain; the first stands for all. */
  readonly elements: readonly [XmlElement, ...XmlElement[]];
  readonly group: XmlElement;
  readonly fragments: readonly Fragment[];
}

/** The spans of all `spanGrp`; one whose place cannot be found is told in the log and left out. */
export function readTeiSpans(index: FileIndex, text: TeiText, log: FileLog): TeiSpan[] {
  const groupOf = new Map<XmlElement, XmlElement>();
  for (const group of index.all.filter(({ name }) => name === 'spanGrp')) {
    for (const span of childElements(group, 'span')) groupOf.set(span, group);
  }
  const seen = new Set<XmlElement>();
  const spans: TeiSpan[] = [];
  const isFirst = (span: XmlElement) => !index.targetsOf(span, 'prev').some((before) => groupOf.has(before));
  const each = [...groupOf.keys()];
  // What is left after the chains that have a beginning are rings, which begin anywhere.
  for (const first of [...each.filter(isFirst), ...each]) {
    const group = groupOf.get(first);
    if (seen.has(first) || group === undefined) continue;
    const chain: XmlElement[] = [];
    for (let next: XmlElement | undefined = first; next !== undefined && !seen.has(next); ) {
      seen.add(next);
      chain.push(next);
      next = index.targetsOf(next, 'next').find((element) => groupOf.has(element));
    }
    const fragments: Fragment[] = [];
    for (const element of chain) {
      const found = fragmentsOf(element, index, text);
      if (typeof found === 'string') log.notice(element.line, `The span ${found}; left out.`);
      else for (const fragment of found) fragments.push(fragment);
    }
    if (fragments.length > 0) {
      spans.push({ elements: [first, ...chain.slice(1)], group, fragments: normaliseFragments(fragments) });
    }
  }
  return spans;
}

/** By `from` and `to`, anchors or elements, or by `target`, elements; a string says what is wrong. */
function fragmentsOf(element: XmlElement, index: FileIndex, text: TeiText): readonly Fragment[] | string {
  const attribute = element.attributes.has('from') ? 'from' : 'target';
  const given = index.pointersOf(element, attribute);
  const from = placesOf(index.targetsOf(element, attribute), text);
  if (given.length === 0) return 'has neither from and to nor a target';
  if (from.length < given.length) return `points at ${given.join(' ')}, which is not in the text`;
  const ranges: { start: number; end: number }[] = [];
  if (attribute === 'target') {
    for (const place of from) {
      const last = ranges.at(-1);
      const gap = last === undefined ? 'x' : text.text.slice(last.end, place.start);
      // Words with nothing but white space between them are one stretch.
      if (last !== undefined && last.end <= place.start && gap.trim() === '') last.end = place.end;
      else ranges.push({ start: place.start, end: place.end });
    }
  } else {
    const to = placesOf(index.targetsOf(element, 'to'), text);
    if (to.length < index.pointersOf(element, 'to').length) {
      return `points at ${element.attributes.get('to')}, which is not in the text`;
    }
    ranges.push({ start: from[0]?.start ?? 0, end: (to[0] ?? from[0])?.end ?? 0 });
  }
  const fragments = ranges.map(({ start, end }) => ({ start: asUtf16(start), end: asUtf16(end) }));
  const reversed = fragments.find(({ start, end }) => start >= end);
  if (reversed !== undefined) return `from ${reversed.start} to ${reversed.end} is empty or reversed`;
  return eachFragmentProblem(text.text, fragments) === null ? fragments : 'cuts a character in two';
}

function placesOf(elements: readonly XmlElement[], text: TeiText) {
  return elements.flatMap((element) => text.placeOf.get(element) ?? []);
}

export function isStretch(span: TeiSpan): boolean {
  return span.group.attributes.get('subtype') === TYPES.stretch;
}

/** The name of the category that an element's `ana` points at. */
export function categoryOf(element: XmlElement, index: FileIndex): string | null {
  for (const target of index.targetsOf(element, 'ana')) {
    if (target.name === 'category') {
      const description = childElements(target, 'catDesc')[0];
      return description === undefined ? index.idOf(target) : xmlTextOf(description);
    }
    if (target.name === 'interp') return xmlTextOf(target).trim() || index.idOf(target);
  }
  return null;
}

/** The features that an element's `ana` points at: by name, ours apart. `empty` are names of those that hold no text. */
export function featuresOf(element: XmlElement, index: FileIndex) {
  const empty: string[] = [];
  const attributes = new Map<string, AttributeValue>();
  const own = new Map<string, string>();
  for (const target of index.targetsOf(element, 'ana')) {
    if (target.name !== 'fs') continue;
    for (const feature of childElements(target, 'f')) {
      const name = feature.attributes.get('name') ?? '';
      const original = feature.attributes.get('n');
      const value = readValue(feature);
      if (value === null) {
        empty.push(original ?? name);
        continue;
      }
      const isOwn = original === undefined && OWN_NAMES.has(name) && value.is === 'values';
      if (isOwn) own.set(name, value.values[0] ?? '');
      else attributes.set(original ?? name, value);
    }
  }
  return { attributes, own, empty };
}

const OWN_NAMES: ReadonlySet<string> = new Set([...Object.values(OWN_FEATURES), 'certainty']);

/** A span as an annotation, without the attributes that are links. What of it is not read is told in the log. */
export function annotationOf(
  span: TeiSpan,
  id: string | null,
  text: string,
  index: FileIndex,
  isOurs: boolean,
  log: FileLog,
): ExchangeAnnotation {
  const [first] = span.elements;
  const { group, fragments } = span;
  const { attributes, own, empty } = featuresOf(first, index);
  const type =
    (isOurs ? group.attributes.get('n') : undefined) ??
    group.attributes.get('type') ??
    first.attributes.get('type');
  const quote = quoteOf(text, fragments);
  // In files of others what a span without a category holds is what it says of the text.
  const said = span.elements.map(xmlTextOf).join(' ').trim();
  const differs = said !== '' && spaced(said) !== spaced(quote);
  const category = categoryOf(first, index);
  const isLabel = !isOurs && differs && category === null;
  if (differs && !isLabel) {
    log.notice(first.line, `The span holds “${said}”, and the text there is “${quote}”; the text counts.`);
  }
  for (const name of empty)
    log.notice(first.line, `The feature “${name}” has no value that is text; left out.`);
  if (index.targetsOf(first, 'ana').length < index.pointersOf(first, 'ana').length) {
    const pointers = index.pointersOf(first, 'ana').join(' ');
    log.notice(
      first.line,
      `The span’s ana “${pointers}” points at something that is not in the file; left out.`,
    );
  }
  const statedCertainty = own.get('certainty');
  const certainty = certaintyOf(first) ?? CERTAINTIES.find((known) => known === statedCertainty) ?? null;
  if (statedCertainty !== undefined && certainty === null) {
    attributes.set('certainty', { is: 'values', values: [statedCertainty] });
  }
  const version = own.get(OWN_FEATURES.schemeVersion) ?? '';
  const isGold = [first, group].some((element) => index.pointersOf(element, 'resp').includes(`#${GOLD}`));
  return {
    id,
    layer: type ?? 'span',
    label: category ?? (isLabel ? said : null),
    fragments,
    quote,
    // Not by assignment: `__proto__` may be a name.
    attributes: Object.fromEntries(attributes) as Attributes,
    // Of gold of ours that nobody decided, only the group has somebody responsible.
    annotator: isOurs && isGold && !first.attributes.has('resp') ? null : index.annotatorOf(first, group),
    origin: originOf(own.get(OWN_FEATURES.origin)) ?? (isGold ? 'adjudicated' : null),
    certainty,
    note: '',
    schemeVersion: /^[1-9]\d{0,8}$/.test(version) ? Number(version) : null,
    createdAt: own.get(OWN_FEATURES.createdAt) ?? null,
    updatedAt: own.get(OWN_FEATURES.updatedAt) ?? null,
  };
}

/** White space around and within counts for nothing: XML editors change it. */
function spaced(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}

function originOf(stated: string | undefined): Origin | null {
  return ORIGINS.find((origin) => origin === stated) ?? null;
}

/** TEI takes high, medium, low, unknown or a number from 0 to 1. */
function certaintyOf(element: XmlElement): Certainty | null {
  const cert = element.attributes.get('cert');
  return cert === 'high' ? 'sure' : cert === 'low' || cert === 'medium' ? 'unsure' : null;
}
