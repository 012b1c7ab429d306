import type { Scheme } from '#model/scheme.ts';

/** How much was added to a scheme. */
export interface AdditionCounts {
  readonly layers: number;
  readonly labels: number;
  readonly attributes: number;
  readonly relationTypes: number;
}

export const NOTHING_ADDED: AdditionCounts = { layers: 0, labels: 0, attributes: 0, relationTypes: 0 };

/** What was added before, and what the scheme after has more than the one before. */
export function addedTo(sum: AdditionCounts, before: Scheme, after: Scheme): AdditionCounts {
  const was = partsOf(before);
  const is = partsOf(after);
  return {
    layers: sum.layers + is.layers - was.layers,
    labels: sum.labels + is.labels - was.labels,
    attributes: sum.attributes + is.attributes - was.attributes,
    relationTypes: sum.relationTypes + is.relationTypes - was.relationTypes,
  };
}

function partsOf({ layers, relationTypes }: Scheme): AdditionCounts {
  return {
    layers: layers.length,
    labels: layers.reduce((count, { labels }) => count + labels.length, 0),
    attributes: layers.reduce((count, { attributes }) => count + attributes.length, 0),
    relationTypes: relationTypes.length,
  };
}
