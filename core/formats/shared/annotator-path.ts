import type { ExchangeAnnotation } from '../exchange.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';

/** What the place of a file in a project of INCEpTION or WebAnno says. */
export interface AnnotatorPath {
  /** Name of the document's source file. */
  readonly document: string;
  /** `null` for what nobody has made. */
  readonly annotator: AnnotatorRef | null;
  /** Whether it is what was made of the files of all annotators: INCEpTION's curation. */
  readonly isGold: boolean;
}

/**
 * Exported projects have `annotation/DOCUMENT/ANNOTATOR.…` and `curation/DOCUMENT/CURATION_USER.…`
 * (`AnnotationDocumentExporter.java`), where ANNOTATOR may be an archive or a folder with the file in it. The names of
 * archives are sometimes made up (`webanno…export.zip`), and so are those of files at other times: they are then that
 * of the document. `null` for other places.
 */
export function annotatorPathOf(path: string): AnnotatorPath | null {
  const found = /(?:^|\/)(annotation|curation)\/([^/]+)\/(.+)$/.exec(path);
  if (found === null) return null;
  const [, folder, document = '', below = ''] = found;
  const parts = below.split('/');
  const stem = stemOf(parts.at(-1) ?? '');
  const isOfDocument = parts.length > 1 && (stem === document || stem === stemOf(document));
  const name = isOfDocument ? stemOf(parts[0] ?? '') : stem;
  // What INCEpTION calls the document before anybody has seen it.
  return {
    document,
    annotator: name === 'INITIAL_CAS' ? null : { id: null, name },
    isGold: folder === 'curation' || name === 'CURATION_USER',
  };
}

/** An annotation of such a place: the curation of a project is its gold, where the file does not say otherwise. */
export function asGold(annotation: ExchangeAnnotation, place: AnnotatorPath | null): ExchangeAnnotation {
  return place?.isGold === true && annotation.origin === null
    ? { ...annotation, origin: 'adjudicated' }
    : annotation;
}

function stemOf(name: string): string {
  return name.replace(/(.)\.[^.]+$/, '$1');
}
