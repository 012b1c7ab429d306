import { procedure, z } from '../define.ts';
import * as schema from '../schemas.ts';

const rejections = [
  'project.none',
  'document.not-found',
  'annotation.not-found',
  'annotation.bad-fragments',
  'annotation.unknown-layer',
  'annotation.unknown-label',
  'annotation.bad-attribute',
] as const;

export const annotationProcedures = {
  'annotation.create': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Adds an annotation by the working annotator.',
    request: z.object({
      documentId: schema.documentId,
      layer: schema.layerId,
      label: schema.labelId.nullable(),
      /** UTF-16 units. */
      fragments: schema.fragments,
      attributes: schema.attributes.exactOptional(),
      certainty: schema.certainty.exactOptional(),
      note: schema.note.exactOptional(),
    }),
    response: z.object({ annotationId: schema.annotationId }),
    errors: rejections,
  }),
  'annotation.update': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Changes fields of an annotation. In `attributes`, null unsets an attribute; others stay.',
    request: z.object({
      annotationId: schema.annotationId,
      patch: z.object({
        layer: schema.layerId.exactOptional(),
        label: schema.labelId.nullable().exactOptional(),
        /** UTF-16 units. */
        fragments: schema.fragments.exactOptional(),
        attributes: z.record(z.string(), schema.attributeValue.nullable()).exactOptional(),
        certainty: schema.certainty.exactOptional(),
        note: schema.note.exactOptional(),
      }),
    }),
    response: z.object({}),
    errors: rejections,
  }),
  'annotation.delete': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Removes annotations and the relations that touch them.',
    request: z.object({ annotationIds: z.array(schema.annotationId).min(1).max(100_000) }),
    response: z.object({}),
    errors: ['project.none', 'annotation.not-found'],
  }),
  'relation.create': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Links two annotations of one document.',
    request: z.object({
      type: schema.relationTypeId,
      source: schema.annotationId,
      target: schema.annotationId,
    }),
    response: z.object({ relationId: schema.relationId }),
    errors: [
      'project.none',
      'annotation.not-found',
      'relation.unknown-type',
      'relation.not-allowed',
      'relation.exists',
    ],
  }),
  'relation.delete': procedure({
    answeredBy: 'backend',
    effect: 'write',
    summary: 'Removes a relation.',
    request: z.object({ relationId: schema.relationId }),
    response: z.object({}),
    errors: ['project.none', 'relation.not-found'],
  }),
};
