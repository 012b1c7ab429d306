import { findNamed } from '#model/fold-name.ts';
import type { Layer, Scheme } from '#model/scheme.ts';
import { newLabel, newLayer } from '#model/scheme-parts.ts';
import { type NewName, nameKey, type SchemeName } from './name-map.ts';

/** A name of a file that is to be a label, or a layer, of the scheme. */
export interface WantedName extends NewName {
  readonly layer: string;
  readonly label: string | null;
}

export interface AddedNames {
  readonly scheme: Scheme;
  /** What each name became, by `nameKey`; names without a place are not among them. */
  readonly added: ReadonlyMap<string, SchemeName>;
}

/** The label of spans that have none, in a layer where others have one. */
const UNLABELLED = 'Unlabelled';

/**
 * Adds names to a scheme: labels to layers that it has, layers with their labels where it has none of the name. A layer
 * that there is without labels gets none, because the spans that it has would then lack one.
 */
export function addNames(scheme: Scheme, wanted: readonly WantedName[]): AddedNames {
  const added = new Map<string, SchemeName>();
  const fresh = new Set<string>();
  let grown = scheme;
  const put = (layer: Layer): Layer => {
    const isNew = !grown.layers.some(({ id }) => id === layer.id);
    const layers = isNew
      ? [...grown.layers, layer]
      : grown.layers.map((one) => (one.id === layer.id ? layer : one));
    grown = { ...grown, layers };
    return layer;
  };
  // Names with labels first, so that it is known which new layers have any.
  const inOrder = [
    ...wanted.filter(({ label }) => label !== null),
    ...wanted.filter(({ label }) => label === null),
  ];
  for (const { layer: layerName, label: labelName, newIn } of inOrder) {
    let layer =
      newIn === null
        ? findNamed(grown.layers, layerName)
        : (grown.layers.find(({ id }) => id === newIn) ?? null);
    if (layer === null && newIn !== null) continue;
    if (layer === null) {
      layer = put(newLayer(grown, layerName));
      fresh.add(layer.id);
    }
    let wantedLabel = newIn === null ? labelName : (labelName ?? layerName);
    if (wantedLabel === null && layer.labels.length > 0) wantedLabel = UNLABELLED;
    if (wantedLabel === null) {
      added.set(nameKey(layerName, labelName), { layer: layer.id, label: null });
      continue;
    }
    if (layer.labels.length === 0 && !fresh.has(layer.id)) continue;
    let label = findNamed(layer.labels, wantedLabel);
    if (label === null) {
      label = newLabel(layer, wantedLabel);
      put({ ...layer, labels: [...layer.labels, label] });
    }
    added.set(nameKey(layerName, labelName), { layer: layer.id, label: label.id });
  }
  return { scheme: grown, added };
}
