import { foldName } from './fold-name.ts';
import { createIds } from './free-names.ts';

/** What there is of one kind in one place, and what was added to it. */
export class NamedThings<T extends { readonly id: string; readonly name: string }> {
  readonly all: T[];
  readonly freeId: (name: string, wished?: string) => string;
  readonly #byId = new Map<string, T>();
  readonly #byName = new Map<string, T>();
  readonly #alike = new Map<string, Set<T>>();

  constructor(there: readonly T[]) {
    this.all = [...there];
    this.freeId = createIds(there.map(({ id }) => id));
    for (const thing of there) {
      this.#know(thing);
      for (const folded of [foldName(thing.id), foldName(thing.name)]) {
        const alike = this.#alike.get(folded);
        if (alike === undefined) this.#alike.set(folded, new Set([thing]));
        else alike.add(thing);
      }
    }
  }

  /** Names of one list of wishes that differ by little are different; what was there before goes by the looks. */
  find(name: string, id = ''): T | null {
    const exact = this.#byId.get(id) ?? this.#byName.get(name);
    if (exact !== undefined) return exact;
    const [first, ...others] = this.#alike.get(foldName(name)) ?? [];
    return first !== undefined && others.length === 0 ? first : null;
  }

  add(thing: T): T {
    this.all.push(thing);
    this.#know(thing);
    return thing;
  }

  #know(thing: T): void {
    if (!this.#byId.has(thing.id)) this.#byId.set(thing.id, thing);
    if (!this.#byName.has(thing.name)) this.#byName.set(thing.name, thing);
  }
}
