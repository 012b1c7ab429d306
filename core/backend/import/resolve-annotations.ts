import type { JsonlAnnotation } from '#formats/jsonl/record.ts';
import type { Annotation, Attributes, AttributeValue } from '#model/annotation.ts';
import { canonicalJson } from '#model/canonical-json.ts';
import type { AnnotationId, DocumentId, LabelId, LayerId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { sameJson } from '#model/same-json.ts';
import { resolveAnnotator } from './resolve-annotators.ts';
import type { Remark, ResolveContext } from './resolve-context.ts';
import { isUuid } from './resolve-context.ts';
import { schemeProblems } from './scheme-fit.ts';

export interface ResolvedAnnotations {
  /** Those that the project does not have yet. */
  readonly added: readonly Annotation[];
  /** From an id of the line to the id in the project. */
  readonly idOf: ReadonlyMap<string, AnnotationId>;
  /** Every annotation of the line as it will be in the project, by its id there. */
  readonly byId: ReadonlyMap<AnnotationId, Annotation>;
  readonly problems: readonly Remark[];
  readonly notices: readonly Remark[];
}

/**
 * The annotations of a record for one document. Those with a UUID are matched by it: the same content changes
 * nothing, other content is a problem, since neither may overwrite the other unseen. Those without are matched
 * by layer, label, place and annotator, so that importing a file twice adds nothing.
 */
export function resolveAnnotations(
  annotations: readonly JsonlAnnotation[],
  text: string,
  documentId: DocumentId,
  context: ResolveContext,
): ResolvedAnnotations {
  const problems: Remark[] = [];
  const notices: Remark[] = [];
  const scheme = context.view.scheme();
  const present = context.view.annotationsOf(documentId);
  const unmatched = groupBy(present, matchKey);

  const ids = new Set<string>();
  const drafts = annotations.map((given, index) => {
    const key = `annotations[${index}]`;
    for (const { key: inner, message } of schemeProblems(given, text, scheme)) {
      problems.push({ key: `${key}.${inner}`, message });
    }
    const known = isUuid(given.id) ? context.view.annotation(asId<AnnotationId>(given.id)) : null;
    const isOfOther =
      known !== null && known.documentId !== documentId && context.isOfThisFile(known.documentId);
    const isRepeated = isUuid(given.id) && (ids.has(given.id) || isOfOther);
    if (isUuid(given.id)) ids.add(given.id);
    if (isRepeated) {
      const message = `is "${given.id}", as that of another annotation of this import; this one gets a new id`;
      notices.push({ key: `${key}.id`, message });
    }
    const keepsId = isUuid(given.id) && !isRepeated;
    const draft = draftOf(given, keepsId ? given.id : context.newId(), documentId, context);
    const twin = keepsId ? known : (unmatched.get(matchKey(draft))?.shift() ?? null);
    return { given, key, draft, twin };
  });

  const idOf = new Map<string, AnnotationId>();
  for (const { given, draft, twin } of drafts) {
    // What points at an id that comes twice means the first.
    if (given.id !== null && !idOf.has(given.id)) idOf.set(given.id, (twin ?? draft).id);
  }

  const added: Annotation[] = [];
  const byId = new Map<AnnotationId, Annotation>();
  for (const { given, key, draft, twin } of drafts) {
    const attributes = withIds(draft.attributes, idOf);
    if (twin === null) {
      const annotation = { ...draft, attributes };
      added.push(annotation);
      byId.set(annotation.id, annotation);
      continue;
    }
    // One of another document has nothing to do with what is said of this one.
    if (twin.documentId === documentId) byId.set(twin.id, twin);
    if (sameJson(asGiven(given, { ...draft, attributes }, twin), twin)) continue;
    if (isUuid(given.id)) {
      const said = `is "${given.id}", which is in this project with other content`;
      if (context.keepsOurs) {
        notices.push({ key: `${key}.id`, message: `${said} and was kept as it is there`, isConflict: true });
      } else {
        problems.push({
          key: `${key}.id`,
          message: `${said}. Keep that of the project, or import the file into a new project to compare the two`,
          isConflict: true,
        });
      }
    } else {
      notices.push({
        key,
        message: 'is in this project with other attributes or another note, which were kept',
      });
    }
  }
  return { added, idOf, byId, problems, notices };
}

function draftOf(
  given: JsonlAnnotation,
  id: string,
  documentId: DocumentId,
  context: ResolveContext,
): Annotation {
  const createdAt = given.createdAt ?? context.now;
  return {
    id: asId<AnnotationId>(id),
    documentId,
    layer: asId<LayerId>(given.layer),
    label: given.label === null ? null : asId<LabelId>(given.label),
    fragments: given.fragments,
    quote: given.quote,
    attributes: given.attributes,
    annotatorId: resolveAnnotator(given.annotator, context).id,
    origin: given.origin ?? 'imported',
    certainty: given.certainty ?? 'sure',
    note: given.note,
    schemeVersion: given.schemeVersion ?? context.view.scheme().version,
    createdAt,
    updatedAt: given.updatedAt ?? createdAt,
  };
}

/** The project's annotation with everything that the line states put over it. */
function asGiven(given: JsonlAnnotation, draft: Annotation, twin: Annotation): Annotation {
  return {
    ...draft,
    id: twin.id,
    origin: given.origin ?? twin.origin,
    certainty: given.certainty ?? twin.certainty,
    schemeVersion: given.schemeVersion ?? twin.schemeVersion,
    createdAt: given.createdAt ?? twin.createdAt,
    updatedAt: given.updatedAt ?? twin.updatedAt,
  };
}

function matchKey({ layer, label, fragments, annotatorId }: Annotation): string {
  return canonicalJson([layer, label, fragments, annotatorId]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Links that name annotations by ids of the line name them by their ids in the project. */
function withIds(attributes: Attributes, idOf: ReadonlyMap<string, AnnotationId>): Attributes {
  const entries = Object.entries(attributes).map(([name, value]): [string, AttributeValue | undefined] => {
    if (value?.is !== 'links') return [name, value];
    const links = value.links.map((link) =>
      link.kind === 'annotation' ? { ...link, id: idOf.get(link.id) ?? link.id } : link,
    );
    return [name, { is: 'links', links }];
  });
  return Object.fromEntries(entries) as Attributes;
}
