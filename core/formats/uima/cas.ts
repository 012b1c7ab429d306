/**
 * A CAS as both formats of UIMA hold it (formats.md sections 5 and 6; Apache UIMA, "CAS"): a text, feature
 * structures with a type each, and views that say which of them are indexed. Offsets are UTF-16 units of the text
 * as given, unchecked.
 */
export interface Cas {
  readonly types: readonly CasType[];
  readonly sofas: readonly CasSofa[];
  readonly structures: readonly CasStructure[];
  readonly views: readonly CasView[];
}

export interface CasType {
  /** With its package, such as `webanno.custom.Entity`. */
  readonly name: string;
  readonly superType: string;
  readonly features: readonly CasFeature[];
}

export interface CasFeature {
  readonly name: string;
  /** A type; `TYPE[]` for an array of structures. */
  readonly range: string;
}

export interface CasSofa {
  readonly id: string;
  readonly name: string;
  /** `null` where the sofa has no text. */
  readonly text: string | null;
}

export interface CasView {
  readonly sofa: string;
  readonly members: readonly string[];
}

export interface CasStructure {
  readonly id: string;
  readonly type: string;
  readonly sofa: string | null;
  /** `NaN` where it is not a number. */
  readonly begin: number | null;
  readonly end: number | null;
  /** All other features that are set. */
  readonly features: ReadonlyMap<string, CasValue>;
  /** Of the file, from 1; `null` where it is not known. */
  readonly line: number | null;
}

export type CasValue =
  /** A string, number or boolean. */
  | { readonly is: 'text'; readonly text: string }
  /** An array of them. */
  | { readonly is: 'texts'; readonly texts: readonly string[] }
  /** One structure or several. */
  | { readonly is: 'refs'; readonly ids: readonly string[] };

export const TOP = 'uima.cas.TOP';
export const ANNOTATION = 'uima.tcas.Annotation';
export const DOCUMENT_ANNOTATION = 'uima.tcas.DocumentAnnotation';
export const STRING = 'uima.cas.String';
export const STRING_ARRAY = 'uima.cas.StringArray';
export const INITIAL_VIEW = '_InitialView';

const DKPRO = 'de.tudarmstadt.ukp.dkpro.core.api';
export const DOCUMENT_METADATA = `${DKPRO}.metadata.type.DocumentMetaData`;
export const SENTENCE = `${DKPRO}.segmentation.type.Sentence`;
export const TOKEN = `${DKPRO}.segmentation.type.Token`;

/** The package that INCEpTION gives to custom layers. */
export const CUSTOM = 'webanno.custom';
export const RELATION = `${CUSTOM}.Relation`;

/** Of our own, for what UIMA and INCEpTION have no place for; whoever does not know it drops it. */
export const OWN_DOCUMENT = 'standoff.Document';
export const OWN_NAME = 'standoff.Name';

/** Features of our own, on the annotations and relations that they belong to. */
export const OWN = {
  id: 'standoffId',
  annotatorId: 'standoffAnnotatorId',
  annotator: 'standoffAnnotator',
  origin: 'standoffOrigin',
  schemeVersion: 'standoffSchemeVersion',
  createdAt: 'standoffCreatedAt',
  updatedAt: 'standoffUpdatedAt',
  /** On a span: what its attributes are where their text alone would say something else. See `kinds.ts`. */
  kinds: 'standoffKinds',
  /** On a relation: that it is the link of this index of the attribute that its label names. */
  link: 'standoffLink',
  /** On a span: that it is no annotation but a stretch of text that a link points at. */
  stretch: 'standoffStretch',
} as const;

export const text = (value: string): CasValue => ({ is: 'text', text: value });

/** The last part of a type's name. */
export function shortName(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** The name of the type, its super type, the one above that, and so on. */
export function superTypes(types: ReadonlyMap<string, CasType>, type: string): string[] {
  const chain: string[] = [];
  // A damaged type system may go round in circles.
  for (let name: string | undefined = type; name !== undefined && !chain.includes(name); ) {
    chain.push(name);
    name = types.get(name)?.superType;
  }
  return chain;
}
