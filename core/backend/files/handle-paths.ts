/** Longest string that can be a file handle: the contract's limit for ids. */
const LONGEST_HANDLE = 200;

/** The paths of the file handles in a request, wherever in it they stand. */
export function pathsIn(request: unknown, pathOf: (handle: string) => string | null): Record<string, string> {
  const paths: Record<string, string> = {};
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      const path = value.length <= LONGEST_HANDLE ? pathOf(value) : null;
      if (path !== null) paths[value] = path;
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) visit(member);
    }
  };
  visit(request);
  return paths;
}

/** Looks handles up in what `pathsIn` has found: their paths, or `null`. */
export function pathOfIn(paths: Readonly<Record<string, string>>): (handle: string) => string | null {
  return (handle) => (Object.hasOwn(paths, handle) ? (paths[handle] ?? null) : null);
}
