import type { Annotation } from '#model/annotation.ts';
import type { LayerId } from '#model/ids.ts';
import type { Layer } from '#model/scheme.ts';
import { oneSpaced, searchTerms } from '#model/search-terms.ts';

export interface AnnotationGroup {
  readonly id: LayerId;
  readonly layer: Layer;
  readonly items: readonly Annotation[];
}

/**
 * Spans by layer, in the order they come; hidden layers and spans without every word and phrase of the filter left out. `wordsOf` says
 * what is looked through. A group is the same object while its list and layer are.
 */
export function groupAnnotations(
  byLayer: ReadonlyMap<LayerId, readonly Annotation[]>,
  layers: readonly Layer[],
  hidden: ReadonlySet<LayerId>,
  filter: string,
  wordsOf: (annotation: Annotation) => string,
): readonly AnnotationGroup[] {
  const terms = searchTerms(filter.toLowerCase());
  const fits = (annotation: Annotation): boolean => {
    const held = oneSpaced(wordsOf(annotation).toLowerCase());
    return terms.every((term) => held.includes(term));
  };
  return layers.flatMap((layer) => {
    if (hidden.has(layer.id)) return [];
    const all = byLayer.get(layer.id) ?? [];
    const items = terms.length === 0 ? all : all.filter(fits);
    return items.length > 0 ? [groupOf(layer, items)] : [];
  });
}

const groups = new WeakMap<readonly Annotation[], AnnotationGroup>();

function groupOf(layer: Layer, items: readonly Annotation[]): AnnotationGroup {
  const known = groups.get(items);
  if (known?.layer === layer) return known;
  const group = { id: layer.id, layer, items };
  groups.set(items, group);
  return group;
}
