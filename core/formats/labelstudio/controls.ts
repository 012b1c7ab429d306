import type { ExchangeDocument, WrittenNames } from '../exchange.ts';
import type { FlatAttribute, FlatDocument, FlatSpan } from '../json-spans/flatten.ts';
import { CUE_LAYER } from '../json-spans/flatten.ts';
import type { SpanNames } from '../json-spans/span-names.ts';
import type { Survey } from '../writing/survey.ts';
import { xmlSafe } from '../xml/safe.ts';

/** The name of the object tag that shows the text. */
export const TEXT_TAG = 'text';
export const CERTAINTY = 'certainty';
export const NOTE = 'note';

/** What spans of a control get: one of the values that the configuration lists, or any text. */
export type ControlKind = 'choices' | 'textarea';

export interface AttributeControl {
  readonly name: string;
  readonly kind: ControlKind;
  /** The `Labels` that it belongs to; null for all. */
  readonly layer: string | null;
  readonly values: ReadonlySet<string>;
  readonly severalValues: boolean;
}

export interface LabelControl {
  readonly name: string;
  readonly labels: ReadonlySet<string>;
}

/** All that the configuration has to name, or Label Studio rejects the tasks (label_interface of its SDK). */
export interface Controls {
  /** By layer. */
  readonly layers: ReadonlyMap<string, LabelControl>;
  /** By layer and attribute, see `attributeKey`. */
  readonly attributes: ReadonlyMap<string, AttributeControl>;
  readonly relations: ReadonlySet<string>;
  /** Of layers and attributes. */
  readonly names: WrittenNames;
  readonly renamedLayers: ReadonlySet<string>;
}

export interface FlatTask {
  readonly document: ExchangeDocument;
  readonly flat: FlatDocument;
}

export function attributeKey(layer: string, attribute: string): string {
  return JSON.stringify([layer, attribute]);
}

/** What a label is called, without what a configuration in XML cannot say; a span of a layer without labels has the name of the layer with a colon. */
export function labelOf({ layer, label, isCue }: FlatSpan, names: SpanNames): string {
  if (isCue) return xmlSafe(names.type({ kind: 'link', type: label ?? '' }));
  return xmlSafe(label ?? `${layer}:`);
}

const LONGEST_CHOICE = 60;
/** Fewer than the survey keeps. */
const MOST_CHOICES = 60;

/** Controls whose labels and relations are added with the tasks. */
export interface OpenControls extends Controls {
  note(flat: FlatDocument): void;
}

/** The controls that tasks need. `layers` come first and in their order, also those without spans. */
export function createControls(
  survey: Survey,
  layers: readonly string[],
  spanNames: SpanNames,
): OpenControls {
  const taken = new Set([TEXT_TAG, CERTAINTY, NOTE]);
  const names: [string, string][] = [];
  const labels = new Map<string, { name: string; labels: Set<string> }>();
  for (const layer of new Set([...layers, ...(survey.stretches === null ? [] : [CUE_LAYER])])) {
    const name = uniqueName(xmlSafe(layer), taken);
    if (name !== layer) names.push([`layer ${layer}`, name]);
    labels.set(layer, { name, labels: new Set() });
  }
  const relations = new Set<string>();
  const found = new Map<string, { layer: string; name: string; values: Set<string>; most: number }>();
  for (const { layer, name, texts, most } of survey.attributes) {
    if (most === 0) continue;
    const key = attributeKey(layer, name);
    const entry = found.get(key) ?? { layer, name, values: new Set<string>(), most: 0 };
    for (const value of texts) entry.values.add(value);
    found.set(key, { ...entry, most: Math.max(entry.most, most) });
  }
  const layersWith = new Map<string, number>();
  for (const { name } of found.values()) layersWith.set(name, (layersWith.get(name) ?? 0) + 1);
  const attributes = new Map<string, AttributeControl>();
  for (const [key, { layer, name, values, most }] of [...found].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    // One control has one name: an attribute that several layers have, or a layer is named as, has its layer's before it.
    const alone = layersWith.get(name) === 1 && !taken.has(name) && xmlSafe(name) === name;
    const prefixed = `${labels.get(layer)?.name ?? layer}.${xmlSafe(name)}`;
    const written = uniqueName(alone ? name : prefixed, taken);
    if (written !== name && written !== `${layer}.${name}`)
      names.push([`attribute ${layer}.${name}`, written]);
    attributes.set(key, {
      name: written,
      kind: [...values].every(isChoice) && values.size <= MOST_CHOICES ? 'choices' : 'textarea',
      layer,
      values,
      severalValues: most > 1,
    });
  }
  return {
    layers: labels,
    attributes,
    relations,
    names: Object.fromEntries(names),
    renamedLayers: new Set([...labels].flatMap(([layer, { name }]) => (name === layer ? [] : [layer]))),
    note(flat) {
      for (const span of flat.spans) labels.get(span.layer)?.labels.add(labelOf(span, spanNames));
      for (const relation of flat.relations) relations.add(xmlSafe(spanNames.type(relation)));
    },
  };
}

/** A name that is not taken, by `_2`, `_3`, … (formats.md 0.3); it is taken from then on. */
function uniqueName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let count = 2; taken.has(name); count += 1) name = `${wish}_${count}`;
  taken.add(name);
  return name;
}

/** Whether a value can stand in the configuration: XML attributes keep neither line ends nor control characters. */
function isChoice(value: string): boolean {
  return (
    value !== '' &&
    value.length <= LONGEST_CHOICE &&
    value.trim() === value &&
    !/[\n\t]/.test(value) &&
    xmlSafe(value) === value
  );
}

/** The attributes of a span with their controls. */
export function controlled(
  span: FlatSpan,
  attributes: readonly FlatAttribute[],
  controls: Controls,
): { readonly control: AttributeControl; readonly values: readonly string[] }[] {
  return attributes.flatMap(({ name, values }) => {
    const control = controls.attributes.get(attributeKey(span.layer, name));
    return control === undefined ? [] : [{ control, values }];
  });
}
