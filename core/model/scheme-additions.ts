import type { Change } from './change.ts';
import { createKeys, KEYS_OF_THE_WINDOW, shortName } from './free-names.ts';
import type { AttributeId, LabelId, LayerId, RelationTypeId } from './ids.ts';
import { asId } from './ids.ts';
import { NamedThings } from './named-things.ts';
import { recordChange } from './record-change.ts';
import { failure, type Result, success } from './result.ts';
import type { Attribute, Choice, Label, Layer, LayerHue, LineStyle, RelationType, Scheme } from './scheme.ts';
import { LAYER_HUES, LINE_STYLES } from './scheme.ts';
import type {
  SchemeWishes,
  WishedAttribute,
  WishedLabel,
  WishedLayer,
  WishedRelationType,
} from './scheme-wishes.ts';

/** The scheme with what was missing, and the id of each thing wished, in the order of the wishes. */
export interface SchemeAdditions {
  /** The same object where everything was there; otherwise one version later. */
  readonly scheme: Scheme;
  readonly layers: readonly LayerId[];
  readonly labels: readonly LabelId[];
  readonly attributes: readonly AttributeId[];
  readonly relationTypes: readonly RelationTypeId[];
  /** How many were not there. */
  readonly added: Readonly<Record<'layers' | 'labels' | 'attributes' | 'relationTypes', number>>;
}

export interface SchemeAdditionError {
  readonly code: 'scheme.bad-name' | 'scheme.unknown-layer' | 'scheme.bad-attribute';
  readonly message: string;
}

const MOST_QUICK_ATTRIBUTES = 2;

/**
 * Adds to a scheme what it does not have. A thing is there where the scheme has its id, or else its name in any case and
 * with any signs between the words; what is there stays as it is. Wishes of one id or one name are one wish. Pure.
 */
export function addToScheme(
  scheme: Scheme,
  wishes: SchemeWishes,
): Result<SchemeAdditions, SchemeAdditionError> {
  const draft = new SchemeDraft(scheme);
  try {
    const layers = (wishes.layers ?? []).map((wish) => draft.layer(wish));
    const labels = (wishes.labels ?? []).map((wish) => draft.label(wish));
    const attributes = (wishes.attributes ?? []).map((wish) => draft.attribute(wish));
    const relationTypes = (wishes.relationTypes ?? []).map((wish) => draft.relationType(wish));
    return success({
      scheme: draft.finished(),
      layers,
      labels,
      attributes,
      relationTypes,
      added: draft.added,
    });
  } catch (error) {
    if (error instanceof Refusal) return failure(error.reason);
    throw error;
  }
}

/** The change that puts a scheme in force; undone, the one before it is in force again. */
export function schemeChange(scheme: Scheme): Change {
  return recordChange('scheme', String(scheme.version), null, scheme);
}

/** Ends the walk through the wishes; never leaves this file. */
class Refusal extends Error {
  readonly reason: SchemeAdditionError;
  constructor(code: SchemeAdditionError['code'], message: string) {
    super(message);
    this.reason = { code, message };
  }
}

interface LayerParts {
  readonly labels: NamedThings<Label>;
  readonly labelKey: (name: string, wished?: string) => string;
  readonly attributes: NamedThings<Attribute>;
}

class SchemeDraft {
  readonly added = { layers: 0, labels: 0, attributes: 0, relationTypes: 0 };
  readonly #scheme: Scheme;
  readonly #layers: NamedThings<Layer>;
  readonly #layerKey: (name: string, wished?: string) => string;
  readonly #parts = new Map<LayerId, LayerParts>();
  readonly #relationTypes: NamedThings<RelationType>;

  constructor(scheme: Scheme) {
    this.#scheme = scheme;
    this.#layers = new NamedThings(scheme.layers);
    this.#layerKey = createKeys([...KEYS_OF_THE_WINDOW, ...keysOf(scheme.layers)]);
    this.#relationTypes = new NamedThings(scheme.relationTypes);
  }

  finished(): Scheme {
    const { layers, labels, attributes, relationTypes } = this.added;
    if (layers + labels + attributes + relationTypes === 0) return this.#scheme;
    return {
      ...this.#scheme,
      version: this.#scheme.version + 1,
      layers: this.#layers.all.map((layer) => {
        const parts = this.#parts.get(layer.id);
        if (parts === undefined) return layer;
        return { ...layer, labels: parts.labels.all, attributes: parts.attributes.all };
      }),
      relationTypes: this.#relationTypes.all,
    };
  }

  layer(wish: WishedLayer): LayerId {
    const name = nameOf(wish.name, 'layer');
    const found = this.#layers.find(name, wish.id);
    if (found !== null) return found.id;
    const look = freeLook(this.#layers.all, wish);
    this.added.layers += 1;
    const layer = this.#layers.add({
      id: asId<LayerId>(this.#layers.freeId(name, wish.id)),
      name,
      key: this.#layerKey(name, wish.key),
      description: wish.description ?? '',
      ...look,
      labels: [],
      attributes: [],
    });
    return layer.id;
  }

  label(wish: WishedLabel): LabelId {
    const name = nameOf(wish.name, 'label');
    const { labels, labelKey } = this.#partsOf(wish.layer);
    const found = labels.find(name, wish.id);
    if (found !== null) return found.id;
    this.added.labels += 1;
    const id = asId<LabelId>(labels.freeId(name, wish.id));
    const key = labelKey(name, wish.key);
    return labels.add({ id, name, key, description: wish.description ?? '' }).id;
  }

  attribute(wish: WishedAttribute): AttributeId {
    const name = nameOf(wish.name, 'attribute');
    const { attributes } = this.#partsOf(wish.layer);
    const found = attributes.find(name, wish.id);
    if (found !== null) return found.id;
    this.added.attributes += 1;
    const quick = attributes.all.filter((one) => one.quick === true && one.archived !== true);
    const attribute: Attribute = {
      id: asId<AttributeId>(attributes.freeId(name, wish.id)),
      name,
      type: wish.type,
      description: wish.description ?? '',
      ...this.#choicesOf(wish),
      ...this.#targetsOf(wish),
      ...(wish.quick === true && quick.length < MOST_QUICK_ATTRIBUTES ? { quick: true } : {}),
    };
    return attributes.add(attribute).id;
  }

  relationType(wish: WishedRelationType): RelationTypeId {
    const name = nameOf(wish.name, 'relation type');
    const found = this.#relationTypes.find(name, wish.id);
    if (found !== null) return found.id;
    if (wish.sourceLayers.length === 0 || wish.targetLayers.length === 0) {
      throw new Refusal(
        'scheme.unknown-layer',
        `The relation type “${name}” needs a layer to lead from and one to lead to.`,
      );
    }
    this.added.relationTypes += 1;
    return this.#relationTypes.add({
      id: asId<RelationTypeId>(this.#relationTypes.freeId(name, wish.id)),
      name,
      description: wish.description ?? '',
      sourceLayers: this.#layerIds(wish.sourceLayers),
      targetLayers: this.#layerIds(wish.targetLayers),
    }).id;
  }

  #choicesOf({ name, type, choices = [] }: WishedAttribute): Pick<Attribute, 'choices'> {
    if (type !== 'choice' && type !== 'choices') return {};
    if (choices.length === 0) {
      throw new Refusal('scheme.bad-attribute', `The attribute “${name}” has no choices to choose from.`);
    }
    const things = new NamedThings<Choice>([]);
    const freeKey = createKeys();
    for (const choice of choices) {
      const word = nameOf(choice.name, 'choice');
      if (things.find(word, choice.id) !== null) continue;
      things.add({ id: things.freeId(word, choice.id), name: word, key: freeKey(word, choice.key) });
    }
    return { choices: things.all };
  }

  #targetsOf(wish: WishedAttribute): Pick<Attribute, 'targetLayers' | 'targetKinds'> {
    const { name, type, targetLayers, targetKinds } = wish;
    if (type !== 'link' && type !== 'links') return {};
    if ((targetLayers ?? []).length + (targetKinds ?? []).length === 0) {
      throw new Refusal('scheme.bad-attribute', `The attribute “${name}” has nothing to link to.`);
    }
    return {
      ...(targetLayers === undefined ? {} : { targetLayers: this.#layerIds(targetLayers) }),
      ...(targetKinds === undefined ? {} : { targetKinds }),
    };
  }

  #layerIds(names: readonly string[]): LayerId[] {
    return [...new Set(names.map((name) => this.#layerNamed(name).id))];
  }

  #layerNamed(name: string): Layer {
    const found = this.#layers.find(shortName(name), name);
    if (found !== null) return found;
    throw new Refusal('scheme.unknown-layer', `The scheme has no layer “${name}”, or more than one.`);
  }

  #partsOf(name: string): LayerParts {
    const layer = this.#layerNamed(name);
    const known = this.#parts.get(layer.id);
    if (known !== undefined) return known;
    const parts: LayerParts = {
      labels: new NamedThings(layer.labels),
      labelKey: createKeys(keysOf(layer.labels)),
      attributes: new NamedThings(layer.attributes),
    };
    this.#parts.set(layer.id, parts);
    return parts;
  }
}

/** An archived thing may share its key. */
function keysOf(things: readonly { readonly key: string; readonly archived?: boolean }[]): string[] {
  return things.filter(({ archived }) => archived !== true).map(({ key }) => key);
}

function nameOf(given: string, noun: string): string {
  const name = shortName(given);
  if (name === '') throw new Refusal('scheme.bad-name', `A ${noun} without a name cannot be added.`);
  return name;
}

/**
 * Layers differ by hue and line: the wished ones where no other layer has both, else another line of that hue, else the
 * hue and line that are used least.
 */
function freeLook(
  layers: readonly Layer[],
  wish: Pick<WishedLayer, 'hue' | 'line'>,
): { readonly hue: LayerHue; readonly line: LineStyle } {
  const isTaken = (hue: LayerHue, line: LineStyle): boolean =>
    layers.some((layer) => layer.hue === hue && layer.line === line && layer.archived !== true);
  const hues = layers.map((layer) => layer.hue);
  const lines = layers.map((layer) => layer.line);
  const hue = wish.hue ?? leastUsed(LAYER_HUES, hues);
  if (wish.line !== undefined && !isTaken(hue, wish.line)) return { hue, line: wish.line };
  const free = LINE_STYLES.filter((one) => !isTaken(hue, one));
  const [first, ...rest] = free;
  if (first !== undefined) return { hue, line: leastUsed([first, ...rest], lines) };
  const other = leastUsed(LAYER_HUES, hues);
  return { hue: other, line: leastUsed(LINE_STYLES, lines) };
}

function leastUsed<T extends string>(options: readonly [T, ...T[]], used: readonly T[]): T {
  const usesOf = (option: T): number => used.filter((one) => one === option).length;
  return options.reduce((least, option) => (usesOf(option) < usesOf(least) ? option : least));
}
