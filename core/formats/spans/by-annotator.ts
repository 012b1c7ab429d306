import type { ExchangeAnnotation, ExchangeDocument } from '../exchange.ts';
import type { NameReader, NameWriter } from './written-names.ts';

/** What one annotator made of a document, and the folder it is written to; empty for the export's own. */
export interface AnnotatorPart {
  readonly folder: string;
  readonly document: ExchangeDocument;
}

/**
 * Files without a place for the annotator are a folder for each (formats.md 3, 4), where an export has more than one.
 * A relation goes with its source; where its target is another annotator's, it is dropped when it is written.
 */
export function byAnnotator(
  documents: readonly ExchangeDocument[],
  layers: readonly string[],
  names: NameWriter,
): readonly (readonly AnnotatorPart[])[] {
  const all = new Set(
    documents.flatMap(({ annotations }) =>
      annotations.filter(({ layer }) => layers.includes(layer)).map(annotatorOf),
    ),
  );
  if (all.size <= 1) return documents.map((document) => [{ folder: '', document }]);
  return documents.map((document) => {
    const annotators = [...new Set(document.annotations.map(annotatorOf))].toSorted();
    if (annotators.length === 0) return [{ folder: '', document }];
    const ownerOf = new Map(document.annotations.map((one) => [one.id, annotatorOf(one)]));
    return annotators.map((annotator, index): AnnotatorPart => {
      const isMine = (owner: string | undefined) => (owner ?? annotators[0]) === annotator;
      const annotations = document.annotations.filter((one) => annotatorOf(one) === annotator);
      const relations = document.relations.filter(({ source }) =>
        ownerOf.has(source) ? isMine(ownerOf.get(source)) : index === 0,
      );
      const folder = `${names.write('annotator', annotator, legalFolder)}/`;
      return { folder, document: { ...document, annotations, relations } };
    });
  });
}

function annotatorOf({ annotator }: ExchangeAnnotation): string {
  return annotator?.name ?? annotator?.id ?? '';
}

function legalFolder(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
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
