import type { Attributes, AttributeValue } from '#model/annotation.ts';
import type { Loss } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import type { ExportedAnnotation, ExportedDocument } from '../shared/exported.ts';

const OTHER_ANNOTATOR = 'It points from one annotator to another, and each has a file of their own.';
const NOT_EXPORTED = 'It points at a span that is not exported.';

/** A document with what one annotator made of it. */
export interface AnnotatorPart {
  /** `null` for annotations of nobody. */
  readonly annotator: AnnotatorRef | null;
  readonly part: ExportedDocument;
}

/**
 * A CAS has no annotators: INCEpTION keeps a file for each (formats.md section 5). Whatever points from one
 * annotator's span to another's cannot be written. A document without annotations is one part.
 */
export function splitByAnnotator(document: ExportedDocument): {
  readonly parts: readonly AnnotatorPart[];
  readonly losses: readonly Loss[];
} {
  const losses: Loss[] = [];
  const documentId = document.id;
  const groups = new Map<string, ExportedAnnotation[]>();
  const groupOf = new Map<string, string>();
  for (const annotation of document.annotations) {
    const key = keyOf(annotation.annotator);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [annotation]);
    else group.push(annotation);
    groupOf.set(annotation.id, key);
  }
  const whyNot = (from: string, to: string): string | null => {
    const target = groupOf.get(to);
    if (target === undefined) return NOT_EXPORTED;
    return target === groupOf.get(from) ? null : OTHER_ANNOTATOR;
  };
  const relations = document.relations.filter(({ id, source, target }) => {
    const why = whyNot(source, target);
    if (why !== null) losses.push({ documentId, annotationId: id, what: 'relation-dropped', why });
    return why === null;
  });
  const withoutLostLinks = (annotation: ExportedAnnotation): ExportedAnnotation => {
    const drop = (to: string): boolean => {
      const why = whyNot(annotation.id, to);
      if (why !== null)
        losses.push({ documentId, annotationId: annotation.id, what: 'attribute-dropped', why });
      return why !== null;
    };
    return { ...annotation, attributes: keptAttributes(annotation.attributes, drop) };
  };
  const parts = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([key, annotations]): AnnotatorPart => ({
        annotator: annotations[0]?.annotator ?? null,
        part: {
          ...document,
          annotations: annotations.map(withoutLostLinks),
          relations: relations.filter(({ source }) => groupOf.get(source) === key),
        },
      }),
    );
  const none = { annotator: null, part: { ...document, annotations: [], relations: [] } };
  return { parts: parts.length === 0 ? [none] : parts, losses };
}

function keyOf(annotator: AnnotatorRef | null): string {
  return annotator === null ? '' : `${annotator.name ?? ''}\n${annotator.id ?? ''}`;
}

function keptAttributes(attributes: Attributes, drop: (to: string) => boolean): Attributes {
  const entries: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (value.is !== 'links') {
      entries.push([name, value]);
      continue;
    }
    const links = value.links.filter((link) => link.kind !== 'annotation' || !drop(link.id));
    if (links.length > 0) entries.push([name, { is: 'links', links }]);
  }
  // Not by assignment: `__proto__` may be a name.
  return Object.fromEntries(entries) as Attributes;
}
