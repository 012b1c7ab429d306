import { findNamed } from '#model/fold-name.ts';
import { idOfTag } from '#model/free-names.ts';
import type { Layer, Scheme } from '#model/scheme.ts';
import { addToScheme } from '#model/scheme-additions.ts';
import type { SchemeWishes, WishedLabel } from '#model/scheme-wishes.ts';
import { type NewName, nameKey, type SchemeName } from './name-map.ts';
import { namesOfIds } from './names-of-ids.ts';

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
 * that there is without labels gets none, because the spans that it has would then lack one. With `ours`, names are ids, from which people's names are made;
 * without, a tag becomes the id, too.
 */
export function addNames(scheme: Scheme, wanted: readonly WantedName[], ours = false): AddedNames {
  const named = wanted.filter(({ layer, label }) => layer.trim() !== '' && label?.trim() !== '');
  const missing = named.filter(
    ({ layer, newIn }) => newIn === null && findNamed(scheme.layers, layer) === null,
  );
  const layerName = ours
    ? namesOfIds(
        missing.map(({ layer }) => layer),
        namesIn(scheme.layers),
      )
    : asIs;
  const wished = (id: string, name: string) => ({ name, ...(ours ? { id } : idOfTag(id)) });
  const grown = grow(scheme, { layers: missing.map(({ layer }) => wished(layer, layerName(layer))) });
  const fresh = new Map(missing.map(({ layer }, index) => [layer, grown.layers[index]]));
  const placed = named.flatMap((name) => {
    const layer = layerOf(grown.scheme, name, fresh.get(name.layer));
    return layer === undefined ? [] : [{ name, layer, label: labelOf(name) }];
  });
  const labelled = new Set(placed.flatMap(({ layer, label }) => (label === null ? [] : [layer.id])));
  const isFresh = new Set(fresh.values());
  const labelNames = new Map(
    [...Map.groupBy(placed, ({ layer }) => layer)].map(([layer, names]) => [
      layer,
      ours
        ? namesOfIds(
            names.flatMap(({ label }) => label ?? []),
            namesIn(layer.labels),
          )
        : asIs,
    ]),
  );
  const added = new Map<string, SchemeName>();
  const wishes: WishedLabel[] = [];
  const keys: string[] = [];
  for (const { name, layer, label } of placed) {
    const hasLabels = layer.labels.length > 0 || (isFresh.has(layer.id) && labelled.has(layer.id));
    const key = nameKey(name.layer, name.label);
    if (hasLabels) {
      wishes.push({
        layer: layer.id,
        ...(label === null ? { name: UNLABELLED } : wished(label, labelNames.get(layer)?.(label) ?? label)),
      });
      keys.push(key);
    } else if (label === null) added.set(key, { layer: layer.id, label: null });
  }
  const whole = grow(grown.scheme, { labels: wishes });
  for (const [index, key] of keys.entries()) {
    const label = whole.labels[index];
    const layer = wishes[index]?.layer;
    if (label !== undefined && layer !== undefined) added.set(key, { layer, label });
  }
  return { scheme: whole.scheme, added };
}

const asIs = (name: string): string => name;

export function namesIn(things: readonly { readonly name: string }[]): string[] {
  return things.map(({ name }) => name);
}

function layerOf(scheme: Scheme, { layer, newIn }: WantedName, fresh: string | undefined): Layer | undefined {
  const id = newIn ?? fresh;
  return id === undefined
    ? (findNamed(scheme.layers, layer) ?? undefined)
    : scheme.layers.find((one) => one.id === id);
}

/** In another layer than its own, a layer without labels becomes a label. */
function labelOf({ layer, label, newIn }: WantedName): string | null {
  return newIn === null ? label : (label ?? layer);
}

/** Adds what can be added: names are not empty, and layers are there. */
export function grow(scheme: Scheme, wishes: SchemeWishes) {
  const grown = addToScheme(scheme, wishes);
  if (!grown.ok) throw new Error(grown.error.message);
  return grown.value;
}
