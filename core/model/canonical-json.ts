/**
 * JSON with one spelling per value, for hashing and comparing: keys sorted by UTF-16 units, no white space,
 * strings and numbers as `JSON.stringify` writes them (so as RFC 8785 asks). Members that are `undefined` are
 * left out. Throws `TypeError` for what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written as JSON.`);
      return JSON.stringify(value);
    case 'object': {
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalObject(value as Record<string, unknown>);
    }
    default:
      throw new TypeError(`A ${typeof value} cannot be written as JSON.`);
  }
}

function canonicalList(list: readonly unknown[]): string {
  let json = '[';
  for (let index = 0; index < list.length; index += 1) {
    json += (index === 0 ? '' : ',') + canonicalJson(list[index]);
  }
  return `${json}]`;
}

/** Every record that is stored goes through here, so that nothing is made that is not needed. */
function canonicalObject(object: Readonly<Record<string, unknown>>): string {
  let json = '{';
  // Without a function to compare by, strings are sorted by their UTF-16 units.
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== undefined) {
      json += `${json.length === 1 ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
  }
  return `${json}}`;
}
