import type { Attributes, AttributeValue, Certainty, LinkTarget } from '#model/annotation.ts';
import { CERTAINTIES } from '#model/annotation.ts';
import type { CasStructure } from './cas.ts';
import { OWN } from './cas.ts';
import { kindsOfText, readByConvention, readByKinds } from './kinds.ts';
import { textOf } from './spans.ts';
import type { Structures } from './structures.ts';

/** A link to a span or a stretch of text, with its index in the attribute. */
export interface IndexedLink {
  readonly attribute: string;
  readonly index: number;
  readonly link: LinkTarget;
}

const OWN_FEATURES: ReadonlySet<string> = new Set(Object.values(OWN));

/** The certainty of a span; `null` where it has none, or one of another scheme, which is an attribute then. */
export function certaintyOf(structure: CasStructure): Certainty | null {
  const stated = textOf(structure, 'certainty');
  return CERTAINTIES.find((certainty) => certainty === stated) ?? null;
}

/** The features of a span that are attributes: all but those that have a place of their own in an annotation. */
function isAttribute(structure: CasStructure, feature: string, isJoined: boolean): boolean {
  if (OWN_FEATURES.has(feature)) return false;
  if (feature === 'group') return !isJoined;
  if (feature === 'certainty') return certaintyOf(structure) === null;
  return feature === 'value' || feature === 'note' ? textOf(structure, feature) === null : true;
}

/** Attributes from the features of a span and from the links that stand as relations. */
export function attributesOf(
  structure: CasStructure,
  isJoined: boolean,
  structures: Structures,
  nameOf: (feature: string) => string,
  links: readonly IndexedLink[],
): Attributes {
  const kinds = kindsOfText(textOf(structure, OWN.kinds) ?? '');
  const values = new Map<string, AttributeValue>();
  for (const [feature, value] of structure.features) {
    if (!isAttribute(structure, feature, isJoined)) continue;
    const texts = structures.textsOf(value);
    if (texts.length === 0) continue;
    const told = kinds.get(feature);
    values.set(
      nameOf(feature),
      (told === undefined ? null : readByKinds(texts, told)) ?? readByConvention(texts),
    );
  }
  for (const [attribute, ofAttribute] of Map.groupBy(links, (link) => link.attribute)) {
    values.set(attribute, { is: 'links', links: inOrder(ofAttribute, linksIn(values.get(attribute))) });
  }
  // Not by assignment: `__proto__` may be a name.
  return Object.fromEntries(values) as Attributes;
}

/** What stands in the feature of an attribute that has links to spans too. */
function linksIn(value: AttributeValue | undefined): readonly LinkTarget[] {
  if (value?.is === 'links') return value.links;
  return value?.is === 'values' ? value.values.map((text) => ({ kind: 'text', text })) : [];
}

/** The links at their indexes, the others in between in their order; gaps are closed. */
function inOrder(indexed: readonly IndexedLink[], others: readonly LinkTarget[]): LinkTarget[] {
  const result: LinkTarget[] = [];
  const rest = [...others];
  for (const { index, link } of indexed.toSorted((a, b) => a.index - b.index)) {
    while (result.length < index) {
      const next = rest.shift();
      if (next === undefined) break;
      result.push(next);
    }
    result.push(link);
  }
  return [...result, ...rest];
}
