/** Sets of indices that only ever grow together (union-find). The root of a set is its least index. */
export interface Groups {
  rootOf(index: number): number;
  join(a: number, b: number): void;
  /** Each in rising order, by their first. */
  list(): readonly (readonly number[])[];
}

export function createGroups(count: number): Groups {
  const parents = Int32Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    for (;;) {
      const parent = parents[at] ?? at;
      if (parent === at) return at;
      parents[at] = parents[parent] ?? parent;
      at = parent;
    }
  };
  return {
    rootOf,
    join(a, b) {
      const [first, second] = [rootOf(a), rootOf(b)];
      parents[Math.max(first, second)] = Math.min(first, second);
    },
    list() {
      const groups = new Map<number, number[]>();
      for (let index = 0; index < count; index += 1) {
        const root = rootOf(index);
        const group = groups.get(root);
        if (group === undefined) groups.set(root, [index]);
        else group.push(index);
      }
      return [...groups.values()];
    },
  };
}
