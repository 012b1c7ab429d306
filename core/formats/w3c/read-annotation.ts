import type { Attributes, Fragment } from '#model/annotation.ts';
import { CERTAINTIES, ORIGINS } from '#model/annotation.ts';
import { quoteOf } from '#model/fragment.ts';
import type { OffsetIndex } from '#model/offset.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import { readChoice, readInstant } from '../jsonl/reader.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { textsToAttribute } from '../shared/attribute-texts.ts';
import { idOfIri } from '../shared/iri.ts';
import type { Json } from '../shared/json-access.ts';
import { idIn, isObject, listOf, textOf } from '../shared/json-access.ts';
import { DEFAULT_LAYER, readLayerLabel } from '../shared/layer-label.ts';
import { readDescribing } from './describing.ts';
import type { SpanItem } from './place-annotations.ts';

/** Says what was left out of the annotation at hand. */
export type Say = (message: string) => void;

/** An annotation that stands at these fragments of a text. */
export function readAnnotation(
  { json, bodies, gold }: Pick<SpanItem, 'json' | 'bodies' | 'gold'>,
  ground: { readonly text: string; readonly index: OffsetIndex },
  fragments: readonly Fragment[],
  say: Say,
): ExchangeAnnotation {
  const [tag, ...more] = [...bodies.tags, ...bodies.classes];
  if (more.length > 0) say(`has more than one tag; left out: ${more.map((one) => `“${one}”`).join(', ')}.`);
  if (bodies.references.length > 0)
    say(`has bodies that are not texts; left out: ${bodies.references.join(', ')}.`);
  if (bodies.unread > 0)
    say(`has ${bodies.unread === 1 ? 'a body' : `${bodies.unread} bodies`} that cannot be read; left out.`);
  const described = readDescriptions(bodies.descriptions, ground.index, say);
  const notes = [...bodies.comments, ...described.rest];
  return {
    id: idOf(json),
    ...(tag === undefined ? { layer: DEFAULT_LAYER, label: null } : readLayerLabel(tag)),
    fragments,
    quote: quoteOf(ground.text, fragments),
    attributes: described.attributes,
    annotator: readCreator(json),
    origin: described.origin ?? (gold ? 'adjudicated' : null),
    certainty: described.certainty,
    note: notes.join('\n'),
    schemeVersion: described.schemeVersion,
    createdAt: readTime(json.created, 'created', say),
    updatedAt: readTime(json.modified, 'modified', say),
  };
}

function idOf(json: Json): string | null {
  const iri = idIn(json);
  return iri === null || iri === '' ? null : idOfIri('annotation', iri);
}

export function readTime(value: unknown, key: string, say: Say): string | null {
  const report = (_: string, message: string): void => say(`has a time “${key}” that ${message}; left out.`);
  return readInstant({ value, key }, { problem: report, notice: report });
}

/** The first creator: an id, or an object with a nickname or a name. */
export function readCreator(json: Json): AnnotatorRef | null {
  const [creator] = listOf(json.creator);
  const iri = idIn(creator);
  const name = isObject(creator) ? (textOf(creator.nickname) ?? textOf(listOf(creator.name)[0])) : null;
  const id = iri === null || iri === '' ? null : idOfIri('annotator', iri);
  return id === null && !name ? null : { id, name: name || null };
}

function readDescriptions(texts: readonly string[], index: OffsetIndex, say: Say) {
  const report = (key: string, message: string): void => say(`has a ${key} that ${message}; left out.`);
  const values = new Map<string, string[]>();
  const own: { certainty?: string; origin?: string; schemeVersion?: string } = {};
  const rest: string[] = [];
  for (const text of texts) {
    const described = readDescribing(text);
    if (described === null) rest.push(text);
    else if (described.own !== null) own[described.own] = described.value;
    else values.set(described.name, [...(values.get(described.name) ?? []), described.value]);
  }
  const attributes = [...values].map(([name, list]) => [name, textsToAttribute(list, index)] as const);
  const version = own.schemeVersion;
  if (version !== undefined && !/^\d{1,9}$/.test(version)) report('schemeVersion', 'is not a whole number');
  const both = { problem: report, notice: report };
  return {
    attributes: Object.fromEntries(attributes) as Attributes,
    certainty: readChoice({ value: own.certainty, key: 'certainty' }, CERTAINTIES, both),
    origin: readChoice({ value: own.origin, key: 'origin' }, ORIGINS, both),
    schemeVersion: version !== undefined && /^\d{1,9}$/.test(version) ? Number(version) : null,
    rest,
  };
}
