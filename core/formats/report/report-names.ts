import type { Attribute, Layer, Scheme } from '#model/scheme.ts';

/** What things of the scheme are called for people; the id of what the scheme does not have. */
export interface ReportNames {
  layer(id: string): string;
  label(layer: string, id: string): string;
  attribute(layer: string, id: string): string;
  /** A choice of an attribute; what is no choice, such as free text, as it is. */
  value(layer: string, attribute: string, value: string): string;
  relationType(id: string): string;
}

/** Looked up once: an export asks for each annotation. */
export function createReportNames(scheme: Scheme): ReportNames {
  const layers = new Map(scheme.layers.map((layer) => [layer.id as string, namesOfLayer(layer)]));
  const types = namesOf(scheme.relationTypes);
  return {
    layer: (id) => layers.get(id)?.name ?? id,
    label: (layer, id) => layers.get(layer)?.labels.get(id) ?? id,
    attribute: (layer, id) => layers.get(layer)?.attributes.get(id)?.name ?? id,
    value: (layer, attribute, value) =>
      layers.get(layer)?.attributes.get(attribute)?.values.get(value) ?? value,
    relationType: (id) => types.get(id) ?? id,
  };
}

/** Ids as they are, where no scheme is known. */
export const IDS_AS_NAMES: ReportNames = {
  layer: (id) => id,
  label: (_layer, id) => id,
  attribute: (_layer, id) => id,
  value: (_layer, _attribute, value) => value,
  relationType: (id) => id,
};

function namesOfLayer({ name, labels, attributes }: Layer) {
  return {
    name,
    labels: namesOf(labels),
    attributes: new Map(
      attributes.map((attribute) => [
        attribute.id as string,
        { name: attribute.name, values: namesOfValues(attribute) },
      ]),
    ),
  };
}

function namesOfValues({ type, choices = [] }: Attribute): ReadonlyMap<string, string> {
  return namesOf(type === 'choice' || type === 'choices' ? choices : []);
}

function namesOf(things: readonly { readonly id: string; readonly name: string }[]): Map<string, string> {
  return new Map(things.map(({ id, name }) => [id, name]));
}
