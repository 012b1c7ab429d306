import { findNamed } from '#model/fold-name.ts';
import type { Label, Layer, Scheme } from '#model/scheme.ts';

/** A layer and a label of the scheme; `null` where the layer has no labels. */
export interface SchemeName {
  readonly layer: string;
  readonly label: string | null;
}

/** What the user wants a name of a file to become; `null`: its spans are left out. */
export interface NameChoice {
  readonly layer: string;
  readonly label: string | null;
  readonly to: SchemeName | null;
}

export interface MappedName {
  readonly to: SchemeName | null;
  readonly by: 'id' | 'name' | 'choice' | 'none';
}

/** From the names of a file to those of the scheme. */
export type NameMap = (layer: string, label: string | null) => MappedName;

/**
 * Names are found by the user's choice, else by id, else by name in any case. A label whose layer the scheme does
 * not have is looked for in every layer (in those of `layers` where given) and taken where it is in one alone:
 * many tools have labels and no layers.
 */
export function createNameMap(
  scheme: Scheme,
  choices: readonly NameChoice[],
  layers: readonly string[] | null = null,
): NameMap {
  const chosen = new Map(choices.map((choice) => [keyOf(choice.layer, choice.label), choice.to]));
  const candidates = scheme.layers.filter(({ id }) => layers === null || layers.includes(id));
  const known = new Map<string, MappedName>();
  return (layer, label) => {
    const key = keyOf(layer, label);
    const choice = chosen.get(key);
    if (choice !== undefined) return { to: choice, by: 'choice' };
    const before = known.get(key);
    if (before !== undefined) return before;
    const mapped = mappedName(scheme, candidates, layer, label);
    known.set(key, mapped);
    return mapped;
  };
}

function keyOf(layer: string, label: string | null): string {
  return JSON.stringify([layer, label]);
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
    const label = findNamed(layer.labels, labelName);
    return label === null ? NOWHERE : found(layer, label, layerName, labelName);
  }
  const wanted = labelName ?? layerName;
  const places = candidates.flatMap((candidate) => {
    const label = findNamed(candidate.labels, wanted);
    return label === null ? [] : [found(candidate, label, layerName, labelName)];
  });
  return places.length === 1 ? (places[0] ?? NOWHERE) : NOWHERE;
}

function found(layer: Layer, label: Label | null, layerName: string, labelName: string | null): MappedName {
  const exact = layer.id === layerName && (label?.id ?? null) === labelName;
  return { to: { layer: layer.id, label: label?.id ?? null }, by: exact ? 'id' : 'name' };
}
