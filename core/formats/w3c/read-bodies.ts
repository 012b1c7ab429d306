import { hasType, idIn, isObject, listOf, member, textOf } from '../shared/json-access.ts';

/** What the bodies of an annotation say, by what they are for. */
export interface Bodies {
  readonly tags: readonly string[];
  readonly classes: readonly string[];
  readonly descriptions: readonly string[];
  readonly comments: readonly string[];
  /** Ids of other things. */
  readonly references: readonly string[];
  /** How many bodies cannot be read. */
  readonly unread: number;
}

const BUCKETS: Readonly<Record<string, 'tags' | 'classes' | 'descriptions'>> = {
  tagging: 'tags',
  identifying: 'tags',
  classifying: 'classes',
  describing: 'descriptions',
};

/** Texts without a purpose of their own are for what the annotation is for (W3C Web Annotation Data Model 3.3.6). */
export function readBodies(
  annotation: Readonly<Record<string, unknown>>,
  motivations: readonly string[],
): Bodies {
  const found = {
    tags: [] as string[],
    classes: [] as string[],
    descriptions: [] as string[],
    comments: [] as string[],
    references: [] as string[],
    unread: 0,
  };
  const bodies = listOf(member(annotation, 'body'));
  const plain = textOf(annotation.bodyValue);
  if (plain !== null) found.comments.push(plain);
  for (const body of bodies) {
    const value = isObject(body) ? textOf(member(body, 'value')) : null;
    if (
      isObject(body) &&
      value !== null &&
      (hasType(body, 'TextualBody') || listOf(body.type).length === 0)
    ) {
      const purposes = listOf(body.purpose).length > 0 ? listOf(body.purpose) : motivations;
      // Own keys alone: a purpose may be called “constructor”.
      const known = purposes.map(nameOf).find((purpose) => Object.hasOwn(BUCKETS, purpose));
      const bucket = known === undefined ? undefined : BUCKETS[known];
      found[bucket ?? 'comments'].push(value);
      continue;
    }
    const reference = isObject(body) ? (idIn(body.source) ?? idIn(body)) : textOf(body);
    if (reference === null) found.unread += 1;
    else found.references.push(reference);
  }
  return found;
}

/** A motivation without its prefix, such as `oa:`. */
export function nameOf(motivation: unknown): string {
  return typeof motivation === 'string' ? motivation.replace(/^.*[:#/]/, '') : '';
}
