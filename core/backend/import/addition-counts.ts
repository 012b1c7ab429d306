import type { Scheme } from '#model/scheme.ts';

/** How much was added to a scheme. */
export interface AdditionCounts {
  readonly layers: number;
  readonly labels: number;
  readonly attributes: number;
  /** Of attributes that there were. */
  readonly choices: number;
  readonly relationTypes: number;
}

export const NOTHING_ADDED: AdditionCounts = {
  layers: 0,
  labels: 0,
  attributes: 0,
  choices: 0,
  relationTypes: 0,
};

/** What was added before, and what the scheme after has more than the one before. */
export function addedTo(sum: AdditionCounts, before: Scheme, after: Scheme): AdditionCounts {
  const was = partsOf(before);
  const is = partsOf(after);
  return {
    layers: sum.layers + is.layers - was.layers,
    labels: sum.labels + is.labels - was.labels,
    attributes: sum.attributes + is.attributes - was.attributes,
    choices: sum.choices + choicesAdded(before, after),
    relationTypes: sum.relationTypes + is.relationTypes - was.relationTypes,
  };
}

function choicesAdded(before: Scheme, after: Scheme): number {
  return before.layers
    .flatMap(({ id, attributes }) => {
      const now = after.layers.find((layer) => layer.id === id)?.attributes ?? [];
      return attributes.map((was) => {
        const is = now.find((attribute) => attribute.id === was.id);
        return (is?.choices?.length ?? 0) - (was.choices?.length ?? 0);
      });
    })
    .reduce((sum, count) => sum + count, 0);
}

function partsOf({ layers, relationTypes }: Scheme): Omit<AdditionCounts, 'choices'> {
  return {
    layers: layers.length,
    labels: layers.reduce((count, { labels }) => count + labels.length, 0),
    attributes: layers.reduce((count, { attributes }) => count + attributes.length, 0),
    relationTypes: relationTypes.length,
  };
}
