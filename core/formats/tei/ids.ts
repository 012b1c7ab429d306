/**
 * Ids of XML: names, unique in the file (formats.md 0.3). A UUID is `a` and its digits; what is a name already stays;
 * anything else becomes one, and stands as it is in `@n` beside it.
 */
export interface XmlIds {
  /** A new id that reads as this one, or begins like it. */
  idFor(original: string): string;
}

const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;
const WRITTEN_UUID = /^a([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

export function xmlIds(): XmlIds {
  const taken = new Set<string>();
  return {
    idFor: (original) => {
      const name = nameFor(original);
      let id = name;
      for (let count = 2; taken.has(id); count += 1) id = `${name}_${count}`;
      taken.add(id);
      return id;
    },
  };
}

/** What an id was before it became one of XML. */
export function originalOfId(id: string): string {
  return id.replace(WRITTEN_UUID, '$1-$2-$3-$4-$5');
}

function nameFor(original: string): string {
  if (UUID.test(original)) return `a${original.replaceAll('-', '')}`;
  const legal = original.replace(/[^A-Za-z0-9_.-]/g, '_');
  return /^[A-Za-z_]/.test(legal) ? legal : `x${legal}`;
}

/** A name for `@type`, `@name` and the like, which take no white space; `n` is what it was, where that differs. */
export function wordFor(name: string): { readonly word: string; readonly n: string | null } {
  const word = name.replace(/[^A-Za-z0-9_.-]/g, '_') || '_';
  return { word, n: word === name ? null : name };
}
