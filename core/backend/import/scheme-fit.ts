import type { JsonlAnnotation } from '#formats/jsonl/record.ts';
import type { Annotation, AttributeValue } from '#model/annotation.ts';
import { attributeProblem } from '#model/attribute-check.ts';
import type { ProjectView } from '#model/edit.ts';
import type { AnnotationId, DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { Attribute, Layer, Scheme } from '#model/scheme.ts';
import type { Remark } from './resolve-context.ts';

/**
 * Why an annotation does not fit the scheme, by key below the annotation's own. Links are checked for their
 * number and kind only: a project keeps links whose span was deleted or changed its layer later, and so must
 * whatever is exported from it and comes back.
 */
export function schemeProblems(
  annotation: Pick<JsonlAnnotation, 'layer' | 'label' | 'attributes'>,
  text: string,
  scheme: Scheme,
): Remark[] {
  const layer = scheme.layers.find(({ id }) => id === annotation.layer);
  if (layer === undefined) {
    return [
      {
        key: 'layer',
        message: `is "${annotation.layer}", which this project's scheme does not have. ${listed('It has', scheme.layers)}`,
      },
    ];
  }
  return [...labelProblems(layer, annotation.label), ...attributeProblems(layer, annotation, text)];
}

function labelProblems(layer: Layer, label: string | null): Remark[] {
  if (label === null) {
    return layer.labels.length === 0
      ? []
      : [{ key: 'label', message: `is missing. ${listed(`The layer "${layer.id}" has`, layer.labels)}` }];
  }
  return layer.labels.some(({ id }) => id === label)
    ? []
    : [
        {
          key: 'label',
          message: `is "${label}", which the layer "${layer.id}" does not have. ${listed('It has', layer.labels)}`,
        },
      ];
}

function attributeProblems(
  layer: Layer,
  annotation: Pick<JsonlAnnotation, 'attributes'>,
  text: string,
): Remark[] {
  return Object.entries(annotation.attributes).flatMap(([name, value]): Remark[] => {
    if (value === undefined) return [];
    const key = `attributes.${name}`;
    const attribute = layer.attributes.find(({ id }) => id === name);
    if (attribute === undefined) {
      const known = listed('It has', layer.attributes);
      return [{ key, message: `is an attribute that the layer "${layer.id}" does not have. ${known}` }];
    }
    const message = attributeMisfit(attribute, value, text);
    return message === null ? [] : [{ key, message: `does not fit: ${message}` }];
  });
}

const HOLDER = { id: asId<AnnotationId>('holder'), documentId: asId<DocumentId>('document') };

/** Why a value does not fit an attribute, whatever its links lead to; `null` where it fits. */
export function attributeMisfit(attribute: Attribute, value: AttributeValue, text: string): string | null {
  const targetLayer = attribute.targetLayers?.[0];
  // Whatever is linked to is taken for a span of a layer that may be linked.
  const target = targetLayer === undefined ? null : { documentId: HOLDER.documentId, layer: targetLayer };
  const view = {
    annotation: () => target as Annotation | null,
    text: () => text,
  } as Partial<ProjectView> as ProjectView;
  return attributeProblem(attribute, value, HOLDER, view);
}

function listed(lead: string, things: readonly { readonly id: string }[]): string {
  return things.length === 0 ? `${lead} none` : `${lead}: ${things.map(({ id }) => id).join(', ')}`;
}
