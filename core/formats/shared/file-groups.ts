import type { FormatParts } from '../exchange.ts';

/** For formats whose files have nothing to do with each other; `read` says of a name whether it is read at all. */
export function eachAlone(read: (name: string) => boolean = () => true): FormatParts {
  return { group: (names) => names.filter(read).map((name) => [name]) };
}

/** The folder of a file with its `/`; empty where it has none. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}
