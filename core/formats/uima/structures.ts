import type { Cas, CasStructure, CasType, CasValue } from './cas.ts';
import { DOCUMENT_ANNOTATION, OWN_DOCUMENT, OWN_NAME, SENTENCE, superTypes, TOKEN } from './cas.ts';

/** What a structure is to us. */
export type Role =
  | 'span'
  /** Between two others: has a governor and a dependent. */
  | 'relation'
  /** Of the document as a whole: title, language. */
  | 'document'
  | 'own-document'
  | 'own-name'
  /** Sentences and tokens, which the app finds by itself. */
  | 'segment'
  /** What programs keep about themselves. */
  | 'housekeeping'
  /** Without a place in the text: the link of a slot, the head of a chain. */
  | 'other';

const HOUSEKEEPING = [
  'de.tudarmstadt.ukp.clarin.webanno.api.type.',
  'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.',
];

/** Looks into the structures of one CAS. */
export interface Structures {
  roleOf(structure: CasStructure): Role;
  /** The structures that a feature points at; arrays are gone through. Empty for text. */
  targetsOf(value: CasValue | undefined): readonly CasStructure[];
  /** The texts of a feature; arrays that stand apart are gone through. Empty for references to anything else. */
  textsOf(value: CasValue | undefined): readonly string[];
}

export function structuresOf(cas: Cas): Structures {
  const byId = new Map<string, CasStructure>();
  for (const structure of cas.structures) if (!byId.has(structure.id)) byId.set(structure.id, structure);
  const types = new Map<string, CasType>(cas.types.map((type) => [type.name, type]));
  const isA = new Map<string, boolean>();
  const isDocument = (type: string): boolean => {
    const known = isA.get(type);
    if (known !== undefined) return known;
    const found = type.endsWith('.DocumentMetaData') || superTypes(types, type).includes(DOCUMENT_ANNOTATION);
    isA.set(type, found);
    return found;
  };
  const roleOf = (structure: CasStructure): Role => {
    const { type, features } = structure;
    if (isDocument(type)) return 'document';
    if (type === OWN_DOCUMENT) return 'own-document';
    if (type === OWN_NAME) return 'own-name';
    if (type === SENTENCE || type === TOKEN) return 'segment';
    if (HOUSEKEEPING.some((prefix) => type.startsWith(prefix))) return 'housekeeping';
    if (structure.begin === null || structure.end === null) return 'other';
    return features.has('Governor') && features.has('Dependent') ? 'relation' : 'span';
  };
  const elementsOf = (structure: CasStructure): CasValue | undefined =>
    /(?:Array|\[\])$/.test(structure.type) ? structure.features.get('elements') : undefined;
  const targetsOf = (value: CasValue | undefined): readonly CasStructure[] => {
    if (value?.is !== 'refs') return [];
    return value.ids.flatMap((id) => {
      const target = byId.get(id);
      if (target === undefined) return [];
      const elements = elementsOf(target);
      if (elements?.is !== 'refs') return elements === undefined ? [target] : [];
      // One level: an array of arrays is nothing that INCEpTION has.
      return elements.ids.flatMap((element) => byId.get(element) ?? []);
    });
  };
  const textsOf = (value: CasValue | undefined): readonly string[] => {
    if (value === undefined) return [];
    if (value.is === 'text') return [value.text];
    if (value.is === 'texts') return value.texts;
    return value.ids.flatMap((id) => {
      const target = byId.get(id);
      const elements = target === undefined ? undefined : elementsOf(target);
      return elements?.is === 'texts' ? elements.texts : [];
    });
  };
  return { roleOf, targetsOf, textsOf };
}
