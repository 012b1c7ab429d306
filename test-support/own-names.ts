import fc from 'fast-check';
import type { JsonlRecord } from '../core/formats/jsonl/record.ts';
import type { Attributes, AttributeValue } from '../core/model/annotation.ts';
import type { Attribute, Scheme } from '../core/model/scheme.ts';

/** A scheme and documents of it in which things are called otherwise. */
export interface OwnNames {
  readonly scheme: Scheme;
  rename(record: JsonlRecord): JsonlRecord;
}

/** Renames some of a scheme's layers, labels, attributes with their choices, and relation types, in words that it lacks. */
export function ownNames(scheme: Scheme): fc.Arbitrary<OwnNames> {
  const ids = [
    ...scheme.layers.map(({ id }) => id),
    ...scheme.layers.flatMap((layer) => layer.labels.map(({ id }) => `${layer.id} ${id}`)),
    ...scheme.layers.flatMap((layer) => layer.attributes.map(({ id }) => `${layer.id}.${id}`)),
    ...scheme.relationTypes.map(({ id }) => id),
  ];
  return fc.subarray(ids).map((chosen) => renamed(scheme, new Set<string>(chosen)));
}

function renamed(scheme: Scheme, chosen: ReadonlySet<string>): OwnNames {
  const own = (name: string): string => `My_${name}`;
  const layerId = (id: string): string => (chosen.has(id) ? own(id) : id);
  const labelId = (layer: string, id: string): string => (chosen.has(`${layer} ${id}`) ? own(id) : id);
  /** Of a layer that is new all attributes are, and of a new attribute all choices: they may be called otherwise, too. */
  const isNew = (layer: string, id: string): boolean => chosen.has(`${layer}.${id}`);
  const attributeId = (layer: string, id: string): string => (isNew(layer, id) ? own(id) : id);
  const relationType = (id: string): string => (chosen.has(id) ? own(id) : id);
  const named = (id: string) => ({ id: id as never, name: id });
  const attribute = (layer: string, one: Attribute): Attribute => ({
    ...one,
    ...named(attributeId(layer, one.id)),
    ...(one.targetLayers === undefined ? {} : { targetLayers: one.targetLayers.map(layerId) as never }),
    ...(one.choices === undefined || !isNew(layer, one.id)
      ? {}
      : { choices: one.choices.map((choice) => ({ ...choice, ...named(own(choice.id)) })) }),
  });
  const value = (
    layer: string,
    id: string,
    given: AttributeValue | undefined,
  ): AttributeValue | undefined => {
    const known = scheme.layers.find((one) => one.id === layer)?.attributes.find((one) => one.id === id);
    const hasChoices = known?.choices !== undefined && isNew(layer, id);
    return given?.is === 'values' && hasChoices ? { ...given, values: given.values.map(own) } : given;
  };
  return {
    scheme: {
      ...scheme,
      layers: scheme.layers.map((layer) => ({
        ...layer,
        ...named(layerId(layer.id)),
        labels: layer.labels.map((label) => ({ ...label, ...named(labelId(layer.id, label.id)) })),
        attributes: layer.attributes.map((one) => attribute(layer.id, one)),
      })),
      relationTypes: scheme.relationTypes.map((type) => ({
        ...type,
        ...named(relationType(type.id)),
        sourceLayers: type.sourceLayers.map(layerId) as never,
        targetLayers: type.targetLayers.map(layerId) as never,
      })),
    },
    rename: (record) => ({
      ...record,
      annotations: record.annotations.map((annotation) => ({
        ...annotation,
        layer: layerId(annotation.layer),
        label: annotation.label === null ? null : labelId(annotation.layer, annotation.label),
        attributes: Object.fromEntries(
          Object.entries(annotation.attributes).map(([id, given]) => [
            attributeId(annotation.layer, id),
            value(annotation.layer, id, given),
          ]),
        ) as Attributes,
      })),
      relations: record.relations.map((relation) => ({ ...relation, type: relationType(relation.type) })),
    }),
  };
}
