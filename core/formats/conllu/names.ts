import type { TagMeaning, TagNameRules } from '../columns/tag-names.ts';
import { DEFAULT_LAYER } from '../shared/layer-label.ts';

/** The key of named entities; spaCy knows this one and `name` (`conllu_to_docs.py`). */
export const ENTITY_KEY = 'NE';
/** Keys of others for the same. */
export const OTHER_ENTITY_KEYS = ['name', 'NER'] as const;
/** Keys that mean something else than a layer, in lower case. */
const RESERVED = [
  'ne',
  'name',
  'ner',
  'entity',
  'spaceafter',
  'spacesafter',
  'spacesbefore',
  'spacesintoken',
  'tokenrange',
];

/**
 * Tags in MISC as `Key=NAME`: `NE=PERSON` for the entity layer, or the only one; for the others a key each
 * (`Quote=DIRECT`). Names are of `[A-Z_]`, for a lower-case letter or a digit ends the name for spaCy (formats.md 8).
 */
export function conlluRules(layers: readonly string[]): TagNameRules {
  const keyOf = layerKeys(layers);
  return {
    wanted: ({ layer, label }) => `${keyOf.get(layer) ?? ENTITY_KEY}=${label ?? layer}`,
    legal: (name) => {
      const at = name.indexOf('=') + 1;
      return name.slice(0, at) + legalLabel(name.slice(at));
    },
    suffix: (count) => `_${spelt(String(count))}`,
    read: readConlluName,
  };
}

/** What `Key=NAME` is taken for without a manifest: the key with a small letter is the layer. */
export function readConlluName(name: string): TagMeaning {
  const at = name.indexOf('=');
  const key = name.slice(0, at);
  const label = name.slice(at + 1);
  const isEntity = key === ENTITY_KEY || OTHER_ENTITY_KEYS.some((other) => other === key) || key === 'Entity';
  return {
    layer: isEntity ? DEFAULT_LAYER : key.slice(0, 1).toLowerCase() + key.slice(1),
    label: label === '' ? null : label,
  };
}

function layerKeys(layers: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>();
  const taken = new Set(RESERVED);
  for (const layer of layers) {
    if (layers.length === 1 || layer === DEFAULT_LAYER) {
      keys.set(layer, ENTITY_KEY);
      continue;
    }
    const plain = layer.replace(/[^A-Za-z0-9_]/gu, '_');
    const wanted = /^[A-Za-z]/.test(plain)
      ? plain.slice(0, 1).toUpperCase() + plain.slice(1)
      : `Layer${plain}`;
    let key = wanted;
    for (let count = 2; taken.has(key.toLowerCase()); count += 1) key = `${wanted}_${count}`;
    taken.add(key.toLowerCase());
    keys.set(layer, key);
  }
  return keys;
}

/** Upper case, digits spelt, everything else as `_` (formats.md 0.3). */
function legalLabel(label: string): string {
  const legal = spelt(label.toUpperCase()).replace(/[^A-Z_]/gu, '_');
  return legal === '' ? '_' : legal;
}

const DIGITS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'];

function spelt(text: string): string {
  return text.replace(/[0-9]/g, (digit) => DIGITS[Number(digit)] ?? '_');
}
