import type { Attribute, Layer, RelationType, Scheme } from './scheme.ts';
import { LAYER_HUES, LINE_STYLES } from './scheme.ts';

/** How many attributes of a layer the Quick preset asks for at most. */
const MOST_QUICK_ATTRIBUTES = 2;

/**
 * What is wrong with a scheme beyond its shape, one sentence each; empty where it can be used: ids and keys that
 * occur twice, choices or targets that are missing or out of place, references to layers that are not there.
 */
export function schemeProblems(scheme: Scheme): string[] {
  const layerIds = new Set<string>(scheme.layers.map(({ id }) => id));
  const current = scheme.layers.filter(({ archived }) => archived !== true);
  return [
    ...(Number.isInteger(scheme.version) && scheme.version >= 1
      ? []
      : ['The version is not a whole number from 1.']),
    ...(current.length === 0 ? ['There is no layer to tag with.'] : []),
    ...idProblems('The scheme', 'layer', scheme.layers),
    ...keyProblems('The scheme', 'layer', current),
    ...scheme.layers.flatMap((layer) => layerProblems(layer, layerIds)),
    ...idProblems('The scheme', 'relation', scheme.relationTypes),
    ...scheme.relationTypes.flatMap((type) => relationProblems(type, layerIds)),
  ];
}

function layerProblems(layer: Layer, layerIds: ReadonlySet<string>): string[] {
  const place = `The layer “${layer.name}”`;
  const labels = layer.labels.filter(({ archived }) => archived !== true);
  const quick = layer.attributes.filter(
    (attribute) => attribute.quick === true && attribute.archived !== true,
  );
  return [
    ...(LAYER_HUES.includes(layer.hue) ? [] : [`${place} has the unknown hue “${layer.hue}”.`]),
    ...(LINE_STYLES.includes(layer.line) ? [] : [`${place} has the unknown line “${layer.line}”.`]),
    ...idProblems(place, 'label', layer.labels),
    ...keyProblems(place, 'label', labels),
    ...(layer.labels.length > 0 && labels.length === 0 ? [`${place} has only archived labels.`] : []),
    ...idProblems(place, 'attribute', layer.attributes),
    ...layer.attributes.flatMap((attribute) => attributeProblems(layer, attribute, layerIds)),
    ...(quick.length > MOST_QUICK_ATTRIBUTES
      ? [`${place} has ${quick.length} quick attributes; at most ${MOST_QUICK_ATTRIBUTES} are asked for.`]
      : []),
  ];
}

function attributeProblems(layer: Layer, attribute: Attribute, layerIds: ReadonlySet<string>): string[] {
  const place = `The attribute “${attribute.name}” of “${layer.name}”`;
  const hasChoices = attribute.type === 'choice' || attribute.type === 'choices';
  const hasTargets = attribute.type === 'link' || attribute.type === 'links';
  const choices = attribute.choices ?? [];
  const layers = attribute.targetLayers ?? [];
  const kinds = attribute.targetKinds ?? [];
  return [
    ...(hasChoices && choices.length === 0 ? [`${place} has no choices.`] : []),
    ...(!hasChoices && attribute.choices !== undefined
      ? [`${place} is of the type ${attribute.type}, which has no choices.`]
      : []),
    ...idProblems(place, 'choice', choices),
    ...keyProblems(place, 'choice', choices),
    ...(hasTargets && layers.length + kinds.length === 0 ? [`${place} has nothing to link to.`] : []),
    ...(!hasTargets && layers.length + kinds.length > 0
      ? [`${place} is of the type ${attribute.type}, which has no targets.`]
      : []),
    ...missingLayers(place, layers, layerIds),
  ];
}

function relationProblems(type: RelationType, layerIds: ReadonlySet<string>): string[] {
  const place = `The relation “${type.name}”`;
  return [
    ...(type.sourceLayers.length === 0 ? [`${place} has no source layer.`] : []),
    ...(type.targetLayers.length === 0 ? [`${place} has no target layer.`] : []),
    ...missingLayers(place, [...type.sourceLayers, ...type.targetLayers], layerIds),
  ];
}

function missingLayers(place: string, ids: readonly string[], layerIds: ReadonlySet<string>): string[] {
  return [...new Set(ids)]
    .filter((id) => !layerIds.has(id))
    .map((id) => `${place} names the layer “${id}”, which is not there.`);
}

function idProblems(place: string, noun: string, items: readonly { readonly id: string }[]): string[] {
  const ids = items.map(({ id }) => id);
  return [
    ...(ids.includes('') ? [`${place} has a ${noun} without an id.`] : []),
    ...repeated(ids).map((id) => `${place} has the ${noun} id “${id}” twice.`),
  ];
}

function keyProblems(place: string, noun: string, items: readonly { readonly key: string }[]): string[] {
  // Keys are pressed, not read: E and e are the same key.
  const keys = items.map(({ key }) => key.toLowerCase());
  return [
    ...keys
      .filter((key) => [...key].length !== 1)
      .map((key) => `${place} has the ${noun} key “${key}”, which is not one character.`),
    ...repeated(keys).map((key) => `${place} has the ${noun} key “${key}” twice.`),
  ];
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
