/** Typed access to parsed JSON that reports what is wrong by key, and goes on. */

export interface Report {
  problem(key: string, message: string): void;
  notice(key: string, message: string): void;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** One field of an object, with the path that messages name. */
export interface Field {
  readonly value: unknown;
  readonly key: string;
}

/** A field of an object; only its own, so that a key such as `constructor` is absent when it is absent. */
export function fieldOf(object: JsonObject, name: string, parent: string): Field {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return { value, key: parent === '' ? name : `${parent}.${name}` };
}

export function isAbsent(field: Field): boolean {
  return field.value === undefined || field.value === null;
}

/** An object, or `null` with a problem. */
export function readObject(field: Field, report: Report): JsonObject | null {
  if (typeof field.value === 'object' && field.value !== null && !Array.isArray(field.value)) {
    return field.value as JsonObject;
  }
  report.problem(field.key, `must be an object, and is ${nameOf(field.value)}`);
  return null;
}

/** A string; `null` where it is absent or, with a problem, something else. */
export function readString(field: Field, report: Report, longest = Number.POSITIVE_INFINITY): string | null {
  if (isAbsent(field)) return null;
  if (typeof field.value !== 'string') {
    report.problem(field.key, `must be a string, and is ${nameOf(field.value)}`);
    return null;
  }
  if (field.value.length > longest) {
    report.problem(field.key, `is longer than ${longest} characters`);
    return null;
  }
  if (!field.value.isWellFormed()) {
    report.problem(field.key, 'holds half of a surrogate pair, which is not a character');
    return null;
  }
  return field.value;
}

/** A string that must be there and not be empty; `null` with a problem otherwise. */
export function readName(field: Field, report: Report, longest = 200): string | null {
  if (isAbsent(field)) {
    report.problem(field.key, 'is missing');
    return null;
  }
  const value = readString(field, report, longest);
  if (value !== '') return value;
  report.problem(field.key, 'must not be empty');
  return null;
}

/** A list, empty where it is absent; `null` with a problem where it is something else. */
export function readList(field: Field, report: Report): readonly Field[] | null {
  if (isAbsent(field)) return [];
  if (!Array.isArray(field.value)) {
    report.problem(field.key, `must be a list, and is ${nameOf(field.value)}`);
    return null;
  }
  return field.value.map((value: unknown, index) => ({ value, key: `${field.key}[${index}]` }));
}

/** A whole number; `null` where it is absent or, with a problem, something else. */
export function readInteger(field: Field, report: Report): number | null {
  if (isAbsent(field)) return null;
  if (typeof field.value === 'number' && Number.isSafeInteger(field.value)) return field.value;
  report.problem(field.key, `must be a whole number, and is ${nameOf(field.value)}`);
  return null;
}

/** One of the listed words; `null` where it is absent or, with a problem, something else. */
export function readChoice<const Word extends string>(
  field: Field,
  words: readonly Word[],
  report: Report,
): Word | null {
  if (isAbsent(field)) return null;
  const word = words.find((candidate) => candidate === field.value);
  if (word !== undefined) return word;
  report.problem(field.key, `is ${nameOf(field.value)}; it can be ${words.join(', ')}`);
  return null;
}

/** An instant in ISO 8601, answered in UTC with milliseconds; `null` where absent or, with a problem, not one. */
export function readInstant(field: Field, report: Report): string | null {
  const value = readString(field, report, 100);
  if (value === null) return null;
  const instant = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  report.problem(field.key, `is ${nameOf(value)}, which is not a time such as 2026-01-31T12:00:00.000Z`);
  return null;
}

/** Reports the keys that the format does not know, so that nothing is lost in silence. */
export function reportUnknownKeys(
  object: JsonObject,
  known: readonly string[],
  parent: string,
  report: Report,
): void {
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) {
      report.notice(
        parent === '' ? name : `${parent}.${name}`,
        'is not a key of this format and was left out',
      );
    }
  }
}

/** A value as a message shows it: short, and never a whole text. */
export function nameOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const shown = JSON.stringify(value);
  return shown.length <= 60 ? shown : `${shown.slice(0, 57)}…`;
}
