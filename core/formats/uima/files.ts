import type { Attributes } from '#model/annotation.ts';
import type { AnnotationId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import type { AnnotatorPath } from '../shared/annotator-path.ts';
import { annotatorPathOf, asGold } from '../shared/annotator-path.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import type { CasDocument } from './from-cas.ts';
import { compareRead } from './from-cas.ts';

/** Reads files one by one; those of several annotators for one document become that document again. */
export function parseCasFiles(
  files: readonly InputFile[],
  read: (file: InputFile, annotator: AnnotatorRef | null, log: FileLog) => CasDocument | null,
): ParsedFiles {
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  const documents: CasDocument[] = [];
  /** The latest document of each name. */
  const places = new Map<string, number>();
  for (const file of files) {
    const log = fileLog(file.name);
    const place = annotatorPathOf(file.name);
    const found = asGoldOf(read(file, place?.annotator ?? null, log), place);
    // One by one: spread, more than some ten thousand would not fit the stack.
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
    if (found === null || log.problems.length > 0) continue;
    const at = found.documentId === null ? undefined : places.get(found.documentId);
    const first = at === undefined ? undefined : documents[at];
    if (at !== undefined && first !== undefined && belongTogether(first, found)) {
      documents[at] = { ...first, document: joined(first.document, found.document) };
    } else {
      if (found.documentId !== null) places.set(found.documentId, documents.length);
      documents.push(found);
    }
  }
  return { documents: documents.map(({ document }) => document), problems, notices };
}

function asGoldOf(found: CasDocument | null, place: AnnotatorPath | null): CasDocument | null {
  if (found === null || place?.isGold !== true) return found;
  const annotations = found.document.annotations.map((one) => asGold(one, place));
  return { ...found, document: { ...found.document, annotations } };
}

/** The same document and text, by annotators who have nothing in common. */
function belongTogether(a: CasDocument, b: CasDocument): boolean {
  if (a.document.text !== b.document.text) return false;
  const annotators = annotatorsOf(a.document);
  return (
    annotators.size > 0 && [...annotatorsOf(b.document)].every((annotator) => !annotators.has(annotator))
  );
}

function annotatorsOf({ annotations }: ExchangeDocument): Set<string> {
  return new Set(annotations.map(({ annotator }) => JSON.stringify([annotator?.id, annotator?.name])));
}

function joined(first: ExchangeDocument, second: ExchangeDocument): ExchangeDocument {
  const taken = new Set(first.annotations.map(({ id }) => id));
  const clashes = ({ annotations }: ExchangeDocument) =>
    annotations.some(({ id }) => id !== null && taken.has(id));
  // Ids of the file only, such as `25`: those of the second file make way.
  let added = second;
  while (clashes(added)) added = withOtherIds(added);
  return {
    ...first,
    annotations: [...first.annotations, ...added.annotations].toSorted(compareRead),
    relations: [...first.relations, ...added.relations],
  };
}

function withOtherIds(document: ExchangeDocument): ExchangeDocument {
  const other = (id: string): string => `${id}-`;
  const attributesOf = (attributes: Attributes): Attributes =>
    Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name,
        value?.is !== 'links'
          ? value
          : {
              is: 'links',
              links: value.links.map((link) =>
                link.kind === 'annotation' ? { ...link, id: asId<AnnotationId>(other(link.id)) } : link,
              ),
            },
      ]),
    ) as Attributes;
  return {
    ...document,
    annotations: document.annotations.map((annotation) => ({
      ...annotation,
      id: annotation.id === null ? null : other(annotation.id),
      attributes: attributesOf(annotation.attributes),
    })),
    relations: document.relations.map((relation) => ({
      ...relation,
      source: other(relation.source),
      target: other(relation.target),
    })),
  };
}
