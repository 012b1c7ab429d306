import type { Attribute, Choice, Label, Layer, RelationType, Scheme } from '#model/scheme.ts';

/** A scheme as a file: JSON to be read and edited by hand, its keys in the order of the schemes that ship. */
export function writeScheme(scheme: Scheme): string {
  const { name, version, description, layers, relationTypes } = scheme;
  const ordered = {
    name,
    version,
    description,
    layers: layers.map(orderedLayer),
    relationTypes: relationTypes.map(orderedType),
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

// Keys that are not there are undefined, which JSON leaves out.

function orderedLayer({ id, name, key, description, hue, line, labels, attributes, archived }: Layer) {
  return {
    id,
    name,
    key,
    description,
    hue,
    line,
    labels: labels.map(orderedLabel),
    attributes: attributes.map(orderedAttribute),
    archived,
  };
}

function orderedLabel({ id, name, key, description, archived }: Label) {
  return { id, name, key, description, archived };
}

function orderedAttribute(attribute: Attribute) {
  const { id, name, type, description, choices, targetLayers, targetKinds, quick, archived } = attribute;
  return {
    id,
    name,
    type,
    description,
    choices: choices?.map(orderedChoice),
    targetLayers,
    targetKinds,
    quick,
    archived,
  };
}

function orderedChoice({ id, name, key }: Choice) {
  return { id, name, key };
}

function orderedType({ id, name, description, sourceLayers, targetLayers, archived }: RelationType) {
  return { id, name, description, sourceLayers, targetLayers, archived };
}
