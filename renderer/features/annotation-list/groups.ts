import type { Annotation } from '#model/annotation.ts';
import type { LayerId } from '#model/ids.ts';
import type { Layer } from '#model/scheme.ts';

export interface AnnotationGroup {
  readonly id: LayerId;
  readonly layer: Layer;
  readonly items: readonly Annotation[];
}

/** Spans by layer, in the order they come; hidden layers and spans without every word of the filter left out. */
export function groupAnnotations(
  annotations: readonly Annotation[],
  layers: readonly Layer[],
  hidden: ReadonlySet<LayerId>,
  filter: string,
): readonly AnnotationGroup[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (annotation: Annotation, layer: Layer): boolean => {
    const label = layer.labels.find(({ id }) => id === annotation.label)?.name ?? '';
    const held = `${annotation.quote} ${label} ${annotation.note}`.toLowerCase();
    return words.every((word) => held.includes(word));
  };
  const byLayer = new Map<LayerId, Annotation[]>();
  for (const annotation of annotations) {
    const list = byLayer.get(annotation.layer);
    if (list) list.push(annotation);
    else byLayer.set(annotation.layer, [annotation]);
  }
  return layers.flatMap((layer) => {
    if (hidden.has(layer.id)) return [];
    const all = byLayer.get(layer.id) ?? [];
    const items = words.length === 0 ? all : all.filter((annotation) => fits(annotation, layer));
    return items.length > 0 ? [{ id: layer.id, layer, items }] : [];
  });
}
