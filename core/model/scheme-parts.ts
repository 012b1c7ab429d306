import { asId } from './ids.ts';
import type { Attribute, Choice, Label, Layer, LayerHue, LineStyle, RelationType, Scheme } from './scheme.ts';
import { LAYER_HUES, LINE_STYLES } from './scheme.ts';

const LONGEST_ID = 60;
const LONGEST_NAME = 200;
const DIGITS = '1234567890';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SIGNS = '.,;:!+*=<>()[]{}#%&@$_~^|';
/** What the window does with these keys while the text has the focus, so that no layer comes with them. */
const NOT_FOR_LAYERS = 'alnrtwxy';

/** A layer of this name that the scheme does not have: id, key, hue and line are of no other layer, as far as they go. */
export function newLayer(scheme: Scheme, name: string, description = ''): Layer {
  const { layers } = scheme;
  const free = [...LETTERS].filter((letter) => !NOT_FOR_LAYERS.includes(letter)).join('');
  const key = freshKey(
    current(layers).map((layer) => layer.key),
    lettersIn(name, free) + free + DIGITS,
  );
  return {
    id: asId(freshId(name, idsOf(layers), 'layer')),
    name: shownName(name, 'Layer'),
    key,
    description,
    ...freshLook(layers),
    labels: [],
    attributes: [],
  };
}

/** A label of this name that the layer does not have. */
export function newLabel(layer: Layer, name: string, description = ''): Label {
  const key = freshKey(
    current(layer.labels).map((label) => label.key),
    DIGITS + lettersIn(name, LETTERS) + LETTERS,
  );
  const id = asId<Label['id']>(freshId(name, idsOf(layer.labels), 'label'));
  return { id, name: shownName(name, 'Label'), key, description };
}

/** An attribute of this name that the layer does not have; `choices` are names, for attributes that have them. */
export function newAttribute(
  layer: Layer,
  name: string,
  shape: Pick<Attribute, 'type' | 'targetLayers' | 'targetKinds'> & { readonly choices?: readonly string[] },
): Attribute {
  const { choices, ...rest } = shape;
  return {
    id: asId(freshId(name, idsOf(layer.attributes), 'attribute')),
    name: shownName(name, 'Attribute'),
    description: '',
    ...rest,
    ...(choices === undefined ? {} : { choices: choices.reduce(withChoice, []) }),
  };
}

function withChoice(choices: readonly Choice[], name: string): readonly Choice[] {
  const key = freshKey(
    choices.map((choice) => choice.key),
    DIGITS + LETTERS,
  );
  return [...choices, { id: freshId(name, idsOf(choices), 'choice'), name: shownName(name, 'Choice'), key }];
}

/** A relation type of this name that the scheme does not have, between these layers. */
export function newRelationType(
  scheme: Scheme,
  name: string,
  { sourceLayers, targetLayers }: Pick<RelationType, 'sourceLayers' | 'targetLayers'>,
): RelationType {
  const id = asId<RelationType['id']>(freshId(name, idsOf(scheme.relationTypes), 'relation'));
  return { id, name: shownName(name, 'Relation'), description: '', sourceLayers, targetLayers };
}

/** Letters and digits of any script in lower case, joined by hyphens; with a number after it where it is taken. */
function freshId(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const base = [...words.join('-')].slice(0, LONGEST_ID).join('') || otherwise;
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}

/** The first of `wanted` that is free, else a sign or a letter of another script: there may be hundreds. */
function freshKey(taken: readonly string[], wanted: string): string {
  const used = new Set(taken.map((key) => key.toLowerCase()));
  const first = [...wanted, ...SIGNS].find((key) => !used.has(key));
  if (first !== undefined) return first;
  for (let code = FIRST_FOREIGN; code < SURROGATES; code += 1) {
    const key = String.fromCharCode(code);
    if (/\p{L}/u.test(key) && key === key.toLowerCase() && !used.has(key)) return key;
  }
  return String.fromCharCode(PRIVATE);
}

const FIRST_FOREIGN = 0xe0;
const SURROGATES = 0xd800;
const PRIVATE = 0xe000;

function lettersIn(name: string, allowed: string): string {
  return [...name.normalize('NFD').toLowerCase()].filter((letter) => allowed.includes(letter)).join('');
}

/** The hue that the fewest layers have, with the line that the fewest of these have. */
function freshLook(layers: readonly Layer[]): { readonly hue: LayerHue; readonly line: LineStyle } {
  const hue = rarest(LAYER_HUES, (one) => layers.filter((layer) => layer.hue === one).length);
  const line = rarest(LINE_STYLES, (one) => {
    const same = layers.filter((layer) => layer.line === one);
    // Of one hue the lines differ first of all.
    return same.length + same.filter((layer) => layer.hue === hue).length * layers.length;
  });
  return { hue, line };
}

function rarest<Item>(items: readonly [Item, ...Item[]], count: (item: Item) => number): Item {
  return items.reduce((best, item) => (count(item) < count(best) ? item : best));
}

function current<Item extends { readonly archived?: boolean }>(items: readonly Item[]): readonly Item[] {
  return items.filter(({ archived }) => archived !== true);
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id));
}

function shownName(name: string, otherwise: string): string {
  return [...name.trim().replace(/\s+/g, ' ')].slice(0, LONGEST_NAME / 2).join('') || otherwise;
}
