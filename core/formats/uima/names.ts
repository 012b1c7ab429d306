import { CUSTOM, OWN, RELATION, shortName } from './cas.ts';

/** The names of layers and attributes as types and features, and which of them an import could not tell by itself. */
export interface CasNames {
  typeOf(layer: string): string;
  featureOf(layer: string, attribute: string): string;
  /** For stretches of text that are linked to and no annotations. */
  readonly stretchType: string;
  readonly changed: readonly ChangedName[];
}

export interface ChangedName {
  readonly original: string;
  /** A type, or a feature as `type:feature`. */
  readonly written: string;
}

/** Of UIMA, of INCEpTION's layers and our own: no attribute gets these. */
const TAKEN = ['sofa', 'begin', 'end', 'value', 'group', 'certainty', 'note', ...Object.values(OWN)];

/**
 * Java identifiers for all names of an export (formats.md 0.3): types in camel case in the package of INCEpTION's
 * custom layers, features with `_` for what is not allowed; unique by `_2`, `_3`, ….
 */
export function casNames(layers: ReadonlyMap<string, ReadonlySet<string>>): CasNames {
  const changed: ChangedName[] = [];
  const types = new Map<string, string>();
  const features = new Map<string, string>();
  const takenTypes = new Set([shortName(RELATION)]);
  for (const [layer, attributes] of layers) {
    const short = unique(typeName(layer), takenTypes);
    const type = `${CUSTOM}.${short}`;
    types.set(layer, type);
    if (layerOfType(type) !== layer) changed.push({ original: layer, written: type });
    const taken = new Set(TAKEN);
    for (const attribute of attributes) {
      const feature = unique(featureName(attribute), taken);
      features.set(key(layer, attribute), feature);
      if (feature !== attribute) changed.push({ original: attribute, written: `${type}:${feature}` });
    }
  }
  return {
    typeOf: (layer) => types.get(layer) ?? `${CUSTOM}.${typeName(layer)}`,
    featureOf: (layer, attribute) => features.get(key(layer, attribute)) ?? featureName(attribute),
    stretchType: `${CUSTOM}.${unique('Cue', takenTypes)}`,
    changed,
  };
}

/** The layer of a type that no manifest and no `standoff.Name` tells of: `webanno.custom.Entity` is `entity`. */
export function layerOfType(type: string): string {
  const short = shortName(type);
  return short.slice(0, 1).toLowerCase() + short.slice(1);
}

function key(layer: string, attribute: string): string {
  return JSON.stringify([layer, attribute]);
}

function typeName(layer: string): string {
  const parts = layer.split(/[^A-Za-z0-9_]+/).filter((part) => part !== '');
  const camel = parts.map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
  return /^[A-Za-z]/.test(camel) ? camel : `Layer${camel}`;
}

function featureName(attribute: string): string {
  const legal = attribute.replace(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z]/.test(legal) ? legal : `a${legal}`;
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}_${count}`;
  taken.add(free);
  return free;
}
