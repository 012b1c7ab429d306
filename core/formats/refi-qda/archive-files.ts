import type { EntryFile } from '../exchange.ts';

/** Where a path of a project leads. */
export type FoundFile =
  | { readonly file: EntryFile; readonly problem: null }
  /** Goes on from the name of a source. */
  | { readonly file: null; readonly problem: string };

/** The files of an archive, found by the paths that a project gives them (REFI-QDA 1.5, 5.3). */
export interface ArchiveFiles {
  /** Those that may be the project: at the root, with the ending `.qde`. */
  readonly projects: readonly EntryFile[];
  find(path: string): FoundFile;
}

/** Folders are named without regard to case, and so are the files: `Sources/`, `sources/`. */
export function archiveFiles(entries: readonly EntryFile[]): ArchiveFiles {
  const byName = new Map<string, EntryFile>();
  for (const entry of entries) {
    const name = entry.name.toLowerCase();
    if (!byName.has(name)) byName.set(name, entry);
  }
  return {
    projects: entries.filter(({ name }) => /^[^/\\]+\.qde$/i.test(name)),
    find(path) {
      const inside = /^internal:\/\/+(.*)$/is.exec(path)?.[1];
      if (inside === undefined) {
        return {
          file: null,
          problem: /^(?:relative|absolute):/i.test(path)
            ? `has its text outside the archive, at ${path}, which is not followed; export it with the sources inside`
            : `has its text at ${path}, which is no place of the archive`,
        };
      }
      const name = inside.toLowerCase();
      if (name.split(/[/\\]/).includes('..')) {
        return { file: null, problem: `has its text at ${path}, which leads out of the archive` };
      }
      const file = byName.get(`sources/${name}`) ?? byName.get(name);
      if (file !== undefined) return { file, problem: null };
      return { file: null, problem: `has its text at ${path}, which is not in the archive` };
    },
  };
}
