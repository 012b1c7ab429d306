import type { Survey } from '../writing/survey.ts';
import type { CasFeature, CasType } from './cas.ts';
import {
  ANNOTATION,
  DOCUMENT_ANNOTATION,
  DOCUMENT_METADATA,
  OWN,
  OWN_DOCUMENT,
  OWN_NAME,
  RELATION,
  SENTENCE,
  STRING,
  STRING_ARRAY,
  TOKEN,
  TOP,
} from './cas.ts';
import { casNames } from './names.ts';
import type { CasPlan } from './to-cas.ts';

const strings = (names: readonly string[]): CasFeature[] => names.map((name) => ({ name, range: STRING }));

const OWN_OF_RELATIONS = [OWN.id, OWN.annotatorId, OWN.annotator, OWN.createdAt, OWN.link];
const OWN_OF_SPANS = [
  OWN.id,
  OWN.annotatorId,
  OWN.annotator,
  OWN.origin,
  OWN.schemeVersion,
  OWN.createdAt,
  OWN.updatedAt,
  OWN.kinds,
];

const DOCUMENT_FEATURES = ['documentTitle', 'documentId', 'documentUri', 'collectionId', 'documentBaseUri'];

/**
 * Names and types for all documents of an export: one type a layer, of INCEpTION's package for custom layers, with
 * the attributes that occur. An attribute with several values somewhere is an array of strings everywhere.
 */
export function casPlan(survey: Survey, layers: readonly string[]): CasPlan {
  const used = new Map<string, Map<string, boolean>>(layers.map((layer) => [layer, new Map()]));
  for (const { layer, name, most } of survey.attributes) {
    const several = used.get(layer);
    several?.set(name, several.get(name) === true || most > 1);
  }
  const hasStretches = survey.stretches !== null;
  const sorted = new Map([...used].map(([layer, several]) => [layer, [...several].sort(byName)]));
  const names = casNames(
    new Map([...sorted].map(([layer, several]) => [layer, new Set(several.map(([name]) => name))])),
  );
  const layerTypes = [...sorted].map(
    ([layer, several]): CasType => ({
      name: names.typeOf(layer),
      superType: ANNOTATION,
      features: [
        ...strings(['value', 'group', 'certainty', 'note']),
        ...several.map(([name, isSeveral]) => ({
          name: names.featureOf(layer, name),
          range: isSeveral ? STRING_ARRAY : STRING,
        })),
        ...strings(OWN_OF_SPANS),
      ],
    }),
  );
  const stretch = {
    name: names.stretchType,
    superType: ANNOTATION,
    features: strings(['value', 'group', OWN.stretch]),
  };
  return { names, types: [...BASE_TYPES, ...layerTypes, ...(hasStretches ? [stretch] : []), RELATION_TYPE] };
}

const BASE_TYPES: readonly CasType[] = [
  {
    name: DOCUMENT_METADATA,
    superType: DOCUMENT_ANNOTATION,
    features: [...strings(DOCUMENT_FEATURES), { name: 'isLastSegment', range: 'uima.cas.Boolean' }],
  },
  { name: SENTENCE, superType: ANNOTATION, features: strings(['id']) },
  { name: TOKEN, superType: ANNOTATION, features: strings(['id']) },
  { name: OWN_DOCUMENT, superType: TOP, features: strings(['details']) },
  { name: OWN_NAME, superType: TOP, features: strings(['original', 'written']) },
];

const RELATION_TYPE: CasType = {
  name: RELATION,
  superType: ANNOTATION,
  features: [
    { name: 'Dependent', range: ANNOTATION },
    { name: 'Governor', range: ANNOTATION },
    ...strings(['label', ...OWN_OF_RELATIONS]),
  ],
};

/** By name, so that the first document to have an attribute does not decide the order. */
function byName([a]: readonly [string, boolean], [b]: readonly [string, boolean]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
