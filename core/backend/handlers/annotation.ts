import type { Receipt } from '#backend/session.ts';
import type { RecordKind } from '#model/change.ts';
import { type AnnotationId, asId, type RelationId } from '#model/ids.ts';
import { applyEdit, tryEdit } from './apply-edit.ts';
import { answer, type HandlerContext, type HandlersOf, withSession } from './handler.ts';

type Names =
  | 'annotation.create'
  | 'annotation.update'
  | 'annotation.delete'
  | 'relation.create'
  | 'relation.delete';

export function annotationHandlers(context: HandlerContext): HandlersOf<Names> {
  return {
    'annotation.create': withSession(context, (session, request) => {
      const result = tryEdit(session, 'annotation.create', { kind: 'annotation.create', ...request });
      if (!result.ok) return result;
      return answer({ annotationId: asId<AnnotationId>(idOfMade(result.value, 'annotation')) });
    }),

    'annotation.update': withSession(context, (session, { annotationId, patch }) =>
      applyEdit(session, { kind: 'annotation.update', annotationId, patch }),
    ),

    'annotation.delete': withSession(context, (session, { annotationIds }) =>
      applyEdit(session, { kind: 'annotation.delete', annotationIds }),
    ),

    'relation.create': withSession(context, (session, request) => {
      const result = tryEdit(session, 'relation.create', { kind: 'relation.create', ...request });
      if (!result.ok) return result;
      return answer({ relationId: asId<RelationId>(idOfMade(result.value, 'relation')) });
    }),

    'relation.delete': withSession(context, (session, { relationId }) =>
      applyEdit(session, { kind: 'relation.delete', relationId }),
    ),
  };
}

function idOfMade(receipt: Receipt, kind: RecordKind): string {
  const made = receipt.listed?.find((change) => change.kind === kind && change.before === null);
  if (made === undefined) throw new Error(`The edit made no ${kind}.`);
  return made.id;
}
