import type { CasStructure } from './cas.ts';
import { layerOfType } from './names.ts';
import { textOf } from './spans.ts';

export interface DocumentFacts {
  /** Ours, or whatever the other program calls the document. */
  readonly documentId: string | null;
  /** Ours, or null. */
  readonly id: string | null;
  readonly title: string | null;
  readonly language: string | null;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the structures for the whole document say of it: `DocumentMetaData` and `DocumentAnnotation`. */
export function documentFacts(structures: readonly CasStructure[]): DocumentFacts {
  const first = (feature: string): string | null => {
    for (const structure of structures) {
      const text = textOf(structure, feature);
      if (text !== null && text !== '') return text;
    }
    return null;
  };
  const documentId = first('documentId');
  const id = documentId !== null && UUID.test(documentId) ? documentId : null;
  const language = first('language');
  return {
    documentId,
    id,
    title: first('documentTitle') ?? (id === null ? documentId : null),
    // UIMA's word for unknown.
    language: language === 'x-unspecified' || (language?.length ?? 0) > 35 ? null : language,
  };
}

/** The layer of a type and the attribute of one of its features. */
export interface ReadNames {
  layerOf(type: string): string;
  attributeOf(type: string, feature: string): string;
}

/** Names by `standoff.Name`, otherwise from the type itself; two types of one short name keep their packages. */
export function readNames(ownNames: readonly CasStructure[]): ReadNames {
  const originals = new Map<string, string>();
  for (const structure of ownNames) {
    const written = textOf(structure, 'written');
    const original = textOf(structure, 'original');
    if (written !== null && original !== null) originals.set(written, original);
  }
  const typeOfLayer = new Map<string, string>();
  const layerOf = (type: string): string => {
    const known = originals.get(type);
    if (known !== undefined) return known;
    const layer = layerOfType(type);
    const first = typeOfLayer.get(layer);
    if (first === undefined) typeOfLayer.set(layer, type);
    return first === undefined || first === type ? layer : type;
  };
  return { layerOf, attributeOf: (type, feature) => originals.get(`${type}:${feature}`) ?? feature };
}
