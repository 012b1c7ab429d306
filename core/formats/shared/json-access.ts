/** Lenient access to JSON-LD, where one value and a list of one value are the same. */

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a list; nothing is an empty list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The first of its own members of that name, with `@` before it or without. */
export function member(object: Json, name: string): unknown {
  for (const key of [name, `@${name}`]) if (Object.hasOwn(object, key)) return object[key];
  return undefined;
}

/** A well-formed text, or `null`. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.isWellFormed() ? value : null;
}

/** Whether the object has this type among its types, with any prefix such as `oa:`. */
export function hasType(object: Json, name: string): boolean {
  return listOf(member(object, 'type')).some(
    (type) => typeof type === 'string' && type.replace(/^.*[:#/]/, '') === name,
  );
}

/** The id of an object or of a text that is one. */
export function idIn(value: unknown): string | null {
  return isObject(value) ? textOf(member(value, 'id')) : textOf(value);
}
