import type { ExchangeDocument } from '../exchange.ts';
import { fileSlug } from '../shared/file-slug.ts';
import type { Survey } from '../writing/survey.ts';
import { annotatorName } from './annotator-name.ts';
import type { NameReader, NameWriter } from './written-names.ts';

/** What one annotator made of a document, and the folder it is written to; empty for the export's own. */
export interface AnnotatorPart {
  readonly folder: string;
  readonly document: ExchangeDocument;
  /** Whether an annotation is another annotator's, in a file of their own. */
  readonly isOfOther: (annotationId: string) => boolean;
}

const NOBODY = (): boolean => false;

/**
 * Files without a place for the annotator are a folder for each (formats.md 3, 4), where an export has more than one.
 * A relation goes with its source; where its target is another annotator's, it is dropped when it is written.
 */
export function createAnnotatorParts(
  { annotators }: Survey,
  names: NameWriter,
): (document: ExchangeDocument) => readonly AnnotatorPart[] {
  if (annotators.chosen.size <= 1) return (document) => [{ folder: '', document, isOfOther: NOBODY }];
  const folderOf = (annotator: string) => `${names.write('annotator', annotator, legalFolder)}/`;
  for (const annotator of annotators.all) folderOf(annotator);
  return (document) => {
    const own = [...new Set(document.annotations.map(annotatorName))].toSorted();
    if (own.length === 0) return [{ folder: '', document, isOfOther: NOBODY }];
    const ownerOf = new Map(document.annotations.map((one) => [one.id, annotatorName(one)]));
    return own.map((annotator, index): AnnotatorPart => {
      const isMine = (owner: string | undefined) => (owner ?? own[0]) === annotator;
      const annotations = document.annotations.filter((one) => annotatorName(one) === annotator);
      const relations = document.relations.filter(({ source }) =>
        ownerOf.has(source) ? isMine(ownerOf.get(source)) : index === 0,
      );
      const isOfOther = (id: string) => (ownerOf.get(id) ?? annotator) !== annotator;
      return { folder: folderOf(annotator), document: { ...document, annotations, relations }, isOfOther };
    });
  };
}

function legalFolder(name: string): string {
  const slug = fileSlug(name, 60);
  return slug === '' ? 'annotator' : `annotator-${slug.toLowerCase()}`;
}

/** The annotations with their annotator again, where the manifest knows the folder of their file. */
export function withAnnotator(document: ExchangeDocument, names: NameReader): ExchangeDocument {
  const folder = /(?:^|\/)([^/]*)\/[^/]*$/.exec(document.source.fileName ?? '')?.[1];
  const found = folder === undefined ? null : names.find('folder', folder);
  if (found === null || found.original === '') return document;
  const annotator = { id: null, name: found.original };
  const mine = <Item extends object>(item: Item) => ({ ...item, annotator });
  return {
    ...document,
    annotations: document.annotations.map(mine),
    relations: document.relations.map(mine),
  };
}
