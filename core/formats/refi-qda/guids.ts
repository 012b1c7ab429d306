import { guidOf } from '../refi-qdc/guid.ts';

/** Our own ids, which are GUIDs already. Version 8 marks those that are made from names (see `guidOf`). */
const OWN_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-79a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether an id stands in the file as it is, so that it can be read back. */
export function isKeptId(id: string | null): id is string {
  return id !== null && OWN_ID.test(id);
}

/** GUIDs of one file, each a different one, and the same for the same things at every export (formats.md 14). */
export class Guids {
  readonly #taken = new Set<string>();

  /** The id itself where it is a GUID that no other thing here has, else one made from the name. */
  take(id: string | null, ...name: readonly (string | number)[]): string {
    let guid = isKeptId(id) ? id : guidOf(JSON.stringify(name));
    for (let count = 2; this.#taken.has(guid); count += 1) guid = guidOf(JSON.stringify([...name, count]));
    this.#taken.add(guid);
    return guid;
  }

  /**
   * Of the one thing of its kind that belongs to another, which has a GUID from here: it is not remembered, since there may be as
   * many as there are spans.
   */
  of(owner: string, kind: string): string {
    return guidOf(JSON.stringify([kind, owner]));
  }
}

/** A GUID as it is compared: without braces and in lower case; `null` where it is none. */
export function readGuid(value: string | undefined): string | null {
  const guid =
    value
      ?.trim()
      .replace(/^\{(.*)\}$/, '$1')
      .toLowerCase() ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid) ? guid : null;
}
