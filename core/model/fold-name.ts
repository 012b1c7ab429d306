/** A name as it is compared where ids differ: in any case, with any of the signs that tools put between words. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.:/]+/gu, '');
}

/** The one thing with this id, else the one whose id or name folds to the same. */
export function findNamed<T extends { readonly id: string; readonly name: string }>(
  things: readonly T[],
  name: string,
): T | null {
  const exact = things.find(({ id }) => id === name);
  if (exact !== undefined) return exact;
  const folded = foldName(name);
  const alike = things.filter((thing) => foldName(thing.id) === folded || foldName(thing.name) === folded);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}
