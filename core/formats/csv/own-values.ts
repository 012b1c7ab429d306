import type { ExportedAnnotation } from '../shared/exported.ts';

/**
 * What an annotation says besides its attributes and has no column for. These names are taken: an attribute that has one
 * of them is written with `attribute:` before it.
 */
export const OWN_NAMES = [
  'annotatorId',
  'certainty',
  'createdAt',
  'note',
  'origin',
  'schemeVersion',
  'updatedAt',
] as const;

const PREFIX = 'attribute:';

export function attributeKey(name: string): string {
  return (OWN_NAMES as readonly string[]).includes(name) || name.startsWith(PREFIX)
    ? `${PREFIX}${name}`
    : name;
}

/** The name of the attribute that `attributeKey` gave this key. */
export function attributeName(key: string): string {
  return key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
}

/** The values that are there, by name. */
export function ownValues(
  annotation: ExportedAnnotation,
): Partial<Record<(typeof OWN_NAMES)[number], string | number>> {
  const { annotator, certainty, createdAt, note, origin, schemeVersion, updatedAt } = annotation;
  return Object.fromEntries(
    Object.entries({
      annotatorId: annotator?.id,
      certainty,
      createdAt,
      note: note === '' ? null : note,
      origin,
      schemeVersion,
      updatedAt,
    }).filter(([, value]) => value !== null && value !== undefined),
  );
}
