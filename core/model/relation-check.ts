import type { Annotation } from './annotation.ts';
import type { RelationType } from './scheme.ts';

/** Whether a relation type may go from one annotation's layer to the other's. */
export function allowsLayers(
  type: RelationType,
  source: Pick<Annotation, 'layer'>,
  target: Pick<Annotation, 'layer'>,
): boolean {
  return type.sourceLayers.includes(source.layer) && type.targetLayers.includes(target.layer);
}
