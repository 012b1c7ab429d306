import type { AnnotatorRef } from '#formats/jsonl/record.ts';
import type { Annotator } from '#model/document.ts';
import type { AnnotatorId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ResolveContext } from './resolve-context.ts';
import { isUuid } from './resolve-context.ts';

/** The annotator that a file names: found by id, then by name, else made. Nobody named: the one chosen for it, else at work. */
export function resolveAnnotator(named: AnnotatorRef | null, context: ResolveContext): Annotator {
  const { annotatorOfFile, annotatorAtWork } = context;
  const ref = named ?? (annotatorOfFile === null ? null : { id: null, name: annotatorOfFile });
  if (ref === null) return annotatorAtWork;
  const id = ref.id === null ? null : asId<AnnotatorId>(ref.id);
  const byId = id === null ? null : (context.view.annotator(id) ?? context.newAnnotators.get(id) ?? null);
  if (byId !== null) return byId;
  const name = ref.name ?? ref.id ?? annotatorAtWork.name;
  const byName =
    context.view.annotatorByName(name) ??
    [...context.newAnnotators.values()].find((annotator) => annotator.name === name);
  if (byName !== undefined && byName !== null) return byName;
  const made: Annotator = {
    id: asId<AnnotatorId>(isUuid(ref.id) ? ref.id : context.newId()),
    name,
    createdAt: context.now,
  };
  context.newAnnotators.set(made.id, made);
  return made;
}
