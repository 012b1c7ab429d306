/** Longest id and longest name, in UTF-16 units: what the contract takes. */
export const LONGEST_NAME = 200;

/**
 * Chooses ids: the one wished, else one made from the name, letters and digits of any script in lower case, with `-2`,
 * `-3` where it is taken. `taken` are ids that are there already.
 */
export function createIds(taken: Iterable<string> = []): (name: string, wished?: string) => string {
  const ids = new Set(taken);
  return (name, wished = '') => {
    if (wished !== '' && !ids.has(wished)) {
      ids.add(wished);
      return wished;
    }
    const letters = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
    const slug = shortName(letters, LONGEST_NAME - 8).replace(/^-+|-+$/g, '') || 'code';
    let id = slug;
    for (let count = 2; ids.has(id); count += 1) id = `${slug}-${count}`;
    ids.add(id);
    return id;
  };
}

/** One word, as the tags of other tools are: `B2B`, `Org-Arg`, `event.time`. */
const TAG = /^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u;

/** The id to wish for where a tool calls something by this name: the same, so that exports write the tag that came in. */
export function idOfTag(name: string): { readonly id?: string } {
  return TAG.test(name) && name.length <= LONGEST_NAME ? { id: name } : {};
}

const LETTERS_AND_DIGITS = [...'1234567890abcdefghijklmnopqrstuvwxyz'];

/** Keys that mean something else wherever layers are chosen by key: the plain keys of the window's own commands. */
export const KEYS_OF_THE_WINDOW: readonly string[] = ['f', 'j', 'l', 'r', 't', 'w', 'x'];

/**
 * Chooses keys that are pressed: the one wished, else a letter of the name, else any other letter or digit, else a
 * character that no keyboard has. `taken` are keys that are there already or mean something else.
 */
export function createKeys(taken: Iterable<string> = []): (name: string, wished?: string) => string {
  const keys = new Set([...taken].map((key) => key.toLowerCase()));
  let spare = 0x4e00;
  return (name, wished) => {
    const own = [...name.toLowerCase()].filter((letter) => /^[a-z0-9]$/.test(letter));
    const first = wished?.length === 1 ? [wished.toLowerCase()] : [];
    let key = [...first, ...own, ...LETTERS_AND_DIGITS].find((letter) => !keys.has(letter));
    while (key === undefined || keys.has(key)) {
      key = String.fromCodePoint(spare);
      spare += 1;
    }
    keys.add(key);
    return key;
  };
}

/** A name without white space around it, cut where it is too long for the contract. */
export function shortName(name: string, longest = LONGEST_NAME): string {
  const trimmed = name.trim();
  if (trimmed.length <= longest) return trimmed;
  const cut = trimmed.slice(0, longest);
  // Not through the middle of a surrogate pair.
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd();
}
