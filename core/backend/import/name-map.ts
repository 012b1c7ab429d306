import { findNamed } from '#model/fold-name.ts';
import type { Label, Layer, Scheme } from '#model/scheme.ts';
import { usualLabel } from './usual-labels.ts';

/** A layer and a label of the scheme; `null` where the layer has no labels. */
export interface SchemeName {
  readonly layer: string;
  readonly label: string | null;
}

/** A name to be added to the scheme: as a label of a layer that there is, or (`null`) of the layer that the file names. */
export interface NewName {
  readonly newIn: string | null;
}

/** What the user wants a name of a file to become; `null`: its spans are left out. */
export interface NameChoice {
  readonly layer: string;
  readonly label: string | null;
  readonly to: SchemeName | NewName | null;
}

export interface MappedName {
  readonly to: SchemeName | null;
  readonly by: 'id' | 'name' | 'choice' | 'memory' | 'new' | 'none';
}

/** From the names of a file to those of the scheme. */
export type NameMap = (layer: string, label: string | null) => MappedName;

/** What else is known of names. */
export interface NameMapOptions {
  /** What a name became at an earlier import; `undefined` where nothing was chosen. */
  readonly before?: (layer: string, label: string | null) => SchemeName | null | undefined;
  /** Names that are being added to the scheme, by `nameKey`. */
  readonly added?: ReadonlyMap<string, SchemeName>;
}

/**
 * Names are found by the user's choice, else by that of an earlier import, else by id, else by name in any case. A label
 * whose layer the scheme does not have is looked for in every layer (in those of `layers` where given) and taken where
 * it is in one alone: many tools have labels and no layers. A label of a usual set, such as PER, counts as the name of what it
 * is short for. A name that is to be added is not found until it was.
 */
export function createNameMap(
  scheme: Scheme,
  choices: readonly NameChoice[],
  layers: readonly string[] | null = null,
  { before, added }: NameMapOptions = {},
): NameMap {
  const chosen = new Map(choices.map((choice) => [nameKey(choice.layer, choice.label), choice.to]));
  const candidates = scheme.layers.filter(({ id }) => layers === null || layers.includes(id));
  const known = new Map<string, MappedName>();
  const mapped = (key: string, layer: string, label: string | null): MappedName => {
    const addition = added?.get(key);
    if (addition !== undefined) return { to: addition, by: 'new' };
    const choice = chosen.get(key);
    if (choice !== undefined && !(choice !== null && 'newIn' in choice)) return { to: choice, by: 'choice' };
    const remembered = choice === undefined ? before?.(layer, label) : undefined;
    if (remembered === null || (remembered !== undefined && isIn(scheme, remembered))) {
      return { to: remembered, by: 'memory' };
    }
    return choice === undefined ? mappedName(scheme, candidates, layer, label) : NOWHERE;
  };
  return (layer, label) => {
    const key = nameKey(layer, label);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = mapped(key, layer, label);
    known.set(key, found);
    return found;
  };
}

export function nameKey(layer: string, label: string | null): string {
  return JSON.stringify([layer, label]);
}

/** What was chosen once may have been taken out of the scheme since. */
function isIn(scheme: Scheme, name: SchemeName): boolean {
  const layer = scheme.layers.find(({ id }) => id === name.layer);
  if (layer === undefined) return false;
  return name.label === null ? layer.labels.length === 0 : layer.labels.some(({ id }) => id === name.label);
}

const NOWHERE: MappedName = { to: null, by: 'none' };

function mappedName(
  scheme: Scheme,
  candidates: readonly Layer[],
  layerName: string,
  labelName: string | null,
): MappedName {
  const layer = findNamed(scheme.layers, layerName);
  if (layer !== null) {
    if (labelName === null) return layer.labels.length === 0 ? found(layer, null, layerName, null) : NOWHERE;
    const label = findLabel(layer, labelName);
    return label === null ? NOWHERE : found(layer, label, layerName, labelName);
  }
  const wanted = labelName ?? layerName;
  const places = candidates.flatMap((candidate) => {
    const label = findLabel(candidate, wanted);
    return label === null ? [] : [found(candidate, label, layerName, labelName)];
  });
  return places.length === 1 ? (places[0] ?? NOWHERE) : NOWHERE;
}

function findLabel({ labels }: Layer, name: string): Label | null {
  return findNamed(labels, name) ?? labels.find(({ id }) => id === usualLabel(name)) ?? null;
}

function found(layer: Layer, label: Label | null, layerName: string, labelName: string | null): MappedName {
  const exact = layer.id === layerName && (label?.id ?? null) === labelName;
  return { to: { layer: layer.id, label: label?.id ?? null }, by: exact ? 'id' : 'name' };
}
