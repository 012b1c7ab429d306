import type { AttributeValue, Certainty } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import type { ExchangeAnnotation } from '../exchange.ts';
import { valuesFromStrings } from '../json-spans/attribute-values.ts';
import type { ReadRelation, ReadSpan } from '../json-spans/build-document.ts';
import { attributesFrom } from '../json-spans/build-document.ts';
import { CUE_LAYER } from '../json-spans/flatten.ts';
import type { GivenText } from '../json-spans/given-text.ts';
import { placeSpans } from '../json-spans/given-text.ts';
import type { JsonObject } from '../json-spans/read-json.ts';
import { isObject, listIn, nameIn, own } from '../json-spans/read-json.ts';
import type { SpanNameReader } from '../json-spans/span-names.ts';
import type { ClaimedSpan } from '../unit-check.ts';
import { UNIT_NAMES } from '../unit-check.ts';
import { CERTAINTY, NOTE } from './controls.ts';
import type { RenderedText } from './rendered-text.ts';

/** What the readers of one task share. */
export interface TaskReader {
  readonly ground: GivenText;
  /** Where the text is what a page shows of `ground`. */
  readonly page: RenderedText | null;
  /** `<document id>_`, which our own ids begin with. */
  readonly prefix: string | null;
  readonly originals: SpanNameReader;
  readonly notice: (message: string) => void;
}

/** What is the same for a whole result list. */
export interface ResultHead {
  readonly annotator: ExchangeAnnotation['annotator'];
  readonly origin: ExchangeAnnotation['origin'];
  /** Before ids, where those of another list of the task are the same. */
  readonly scope: string;
}

export interface ReadResult {
  readonly spans: readonly ReadSpan[];
  readonly relations: readonly ReadRelation[];
}

interface Region {
  readonly id: string;
  readonly layer: string;
  readonly labels: readonly (string | null)[];
  readonly claimed: ClaimedSpan;
  /** Of gold of ours that several decided: who. */
  readonly annotator: string | null;
}

/** Parts of one region that are not its labels. */
interface Extra {
  readonly name: string;
  readonly values: readonly string[];
}

const LABEL_TYPES: ReadonlySet<string> = new Set(['labels', 'hypertextlabels']);

/**
 * One result list (formats.md 2): regions with labels are spans, and what else has the id of a region are its
 * attributes. Offsets are code points unless the texts that the regions state fit another unit; `scope` parts the
 * ids of one annotator's regions from another's.
 */
export function readResult(
  result: readonly unknown[],
  { annotator, origin, scope }: ResultHead,
  reader: TaskReader,
): ReadResult {
  const { notice } = reader;
  const regions: Region[] = [];
  const extras = new Map<string, Extra[]>();
  const relations: JsonObject[] = [];
  for (const [index, item] of result.entries()) {
    const place = `result ${index + 1}`;
    if (!isObject(item)) notice(`${place} is not an object. It was left out.`);
    else if (own(item, 'type') === 'relation') relations.push(item);
    else if (LABEL_TYPES.has(String(own(item, 'type')))) {
      const region = readRegion(item, index, reader);
      if (typeof region === 'string') notice(`${place} ${region} It was left out.`);
      else regions.push(region);
    } else {
      const extra = readExtra(item);
      const id = nameIn(item, 'id');
      if (typeof extra === 'string') notice(`${place} ${extra} It was left out.`);
      else if (id !== null) extras.set(id, [...(extras.get(id) ?? []), extra]);
    }
  }

  const claims = regions.map(({ claimed }) => claimed);
  const placed =
    reader.page === null
      ? placeSpans(reader.ground, claims, 'code-points')
      : { unit: 'code-points' as const, spans: reader.page.place(claims) };
  if (placed.unit !== 'code-points') {
    notice(`the offsets count ${UNIT_NAMES[placed.unit]}: so the spans have the texts that the file states.`);
  }
  const spans: ReadSpan[] = [];
  const keys = new Set<string>();
  const twice = new Set<string>();
  for (const [index, region] of regions.entries()) {
    const at = placed.spans[index];
    if (at === undefined) continue;
    if (at.fragment === null) {
      notice(`region ${region.id} ${at.problem} It was left out.`);
      continue;
    }
    for (const label of region.labels) {
      const wish = scope + region.id;
      if (keys.has(wish) && label === region.labels[0]) twice.add(wish);
      const key = keys.has(wish) ? `${wish}#${index}-${region.labels.indexOf(label)}` : wish;
      keys.add(key);
      spans.push({
        key,
        id: key === wish ? ownId(region.id, scope, reader.prefix) : null,
        layer: region.layer,
        label,
        fragment: at.fragment,
        annotator: region.annotator === null ? annotator : { id: null, name: region.annotator },
        origin,
        ...describe(extras.get(region.id) ?? [], region.layer, reader),
      });
    }
  }
  for (const id of extras.keys()) {
    if (!keys.has(scope + id)) notice(`the values of region ${id}, which has no label, were left out.`);
  }
  for (const id of twice)
    notice(`several regions have the id ${id.slice(scope.length)}; relations take the first.`);
  return { spans, relations: readRelations(relations, keys, scope, annotator, reader) };
}

/** The id of an annotation in an id that we wrote; null where it had none, but its number. */
function ownId(id: string, scope: string, prefix: string | null): string | null {
  const isOurs = prefix !== null && id.startsWith(prefix) && id.length > prefix.length;
  const own = isOurs ? id.slice(prefix.length) : id;
  return isOurs && /^#\d+(?:\.\d+)?$/.test(own) ? null : scope + own;
}

function readRegion(item: JsonObject, index: number, reader: TaskReader): Region | string {
  const value = own(item, 'value');
  if (!isObject(value)) return 'has no value.';
  const offsets = own(value, 'globalOffsets');
  const place = isObject(offsets) ? offsets : value;
  const start = own(place, 'start');
  const end = own(place, 'end');
  if (typeof start !== 'number' || typeof end !== 'number') {
    return typeof start === 'string' && reader.page !== null
      ? 'has its place in the page as a path alone, which is not read: it needs globalOffsets, which newer versions of Label Studio write.'
      : 'has no start and end that are numbers.';
  }
  const name = nameIn(item, 'from_name');
  const labels = [...listIn(value, 'labels'), ...listIn(value, 'hypertextlabels')].filter(
    (label) => typeof label === 'string' && label !== '' && label.isWellFormed(),
  ) as string[];
  if (name === null || labels.length === 0) return 'has no label.';
  const layer = reader.originals.layer(name);
  const stated = own(value, 'text');
  const meta = own(item, 'meta');
  return {
    annotator: isObject(meta) ? nameIn(meta, 'annotator') : null,
    id: nameIn(item, 'id') ?? `#${index + 1}`,
    layer,
    labels: labels.map((label) => {
      if (layer === CUE_LAYER) return reader.originals.cueName(label);
      return label === `${layer}:` ? null : label;
    }),
    claimed: {
      start,
      end,
      text: typeof stated === 'string' ? statedText(stated, reader.ground, start, end) : null,
    },
  };
}

/** The editor writes a line feed of a selection as a backslash and an n; where the text has these, they stay. */
function statedText(stated: string, { given }: GivenText, start: number, end: number): string {
  if (!stated.includes('\\n')) return stated;
  const characters = Array.from(given).slice(start, end).join('');
  return characters === stated || given.slice(start, end) === stated
    ? stated
    : stated.replaceAll('\\n', '\n');
}

/** Values of a region: choices, texts, numbers; those of a whole task have no start. */
function readExtra(item: JsonObject): Extra | string {
  const value = own(item, 'value');
  const name = nameIn(item, 'from_name');
  if (!isObject(value) || name === null) return 'has no value or no from_name.';
  if (own(value, 'start') === undefined || nameIn(item, 'id') === null) return 'is about the whole text.';
  const type = String(own(item, 'type'));
  const found = type === 'textarea' ? own(value, 'text') : own(value, type);
  const values = (Array.isArray(found) ? (found as unknown[]) : [found]).flatMap((entry) => {
    if (typeof entry === 'string') return [entry.toWellFormed()];
    if (typeof entry === 'number' || typeof entry === 'boolean') return [String(entry)];
    // A taxonomy lists the way to each choice.
    return Array.isArray(entry) ? [(entry as unknown[]).map(String).join('/').toWellFormed()] : [];
  });
  return values.length === 0 ? `is of the type “${type}”, which cannot be read.` : { name, values };
}

function describe(
  extras: readonly Extra[],
  layer: string,
  { originals }: TaskReader,
): Pick<ReadSpan, 'attributes' | 'certainty' | 'note'> {
  const attributes = new Map<string, AttributeValue>();
  let certainty: Certainty | null = null;
  let note = '';
  for (const { name, values } of extras) {
    const stated = CERTAINTIES.find((word) => word === values[0]);
    if (name === CERTAINTY && values.length === 1 && stated !== undefined) certainty = stated;
    else if (name === NOTE) note = values.join('\n');
    else {
      const attribute = attributeName(originals.attribute(name), layer);
      attributes.set(attribute, asLinks(valuesFromStrings(values), originals.isLinkAttribute(attribute)));
    }
  }
  return { attributes: attributesFrom(attributes), certainty, note };
}

/** Names that links point at are written as values are; the manifest says which attributes hold links. */
function asLinks(value: AttributeValue, isLink: boolean): AttributeValue {
  if (!isLink || value.is !== 'values') return value;
  return { is: 'links', links: value.values.map((text) => ({ kind: 'text', text })) };
}

/** A control that belongs to one of several layers has the name of its layer before its own. */
function attributeName(name: string, layer: string): string {
  return name.startsWith(`${layer}.`) && name.length > layer.length + 1 ? name.slice(layer.length + 1) : name;
}

function readRelations(
  items: readonly JsonObject[],
  keys: ReadonlySet<string>,
  scope: string,
  annotator: ExchangeAnnotation['annotator'],
  { originals, notice }: TaskReader,
): ReadRelation[] {
  return items.flatMap((item): ReadRelation[] => {
    const from = nameIn(item, 'from_id') ?? '';
    const to = nameIn(item, 'to_id') ?? '';
    if (!keys.has(scope + from) || !keys.has(scope + to)) {
      notice(`a relation from ${from} to ${to} has an end that is not there. It was left out.`);
      return [];
    }
    const isLeft = own(item, 'direction') === 'left';
    const labels = listIn(item, 'labels').filter(
      (label): label is string => typeof label === 'string' && label !== '' && label.isWellFormed(),
    );
    // Relations without a label are allowed, and a type is needed here.
    return (labels.length === 0 ? ['relation'] : labels).map((label) => ({
      id: null,
      ...originals.relation(label),
      source: scope + (isLeft ? to : from),
      target: scope + (isLeft ? from : to),
      annotator,
    }));
  });
}
