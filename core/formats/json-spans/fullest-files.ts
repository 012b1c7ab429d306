import type { FormatParts, FormatProblem } from '../exchange.ts';
import { folderOf } from '../shared/file-groups.ts';

/**
 * Of files that hold the same documents, the one that holds most of them: some exports write the same for several
 * tools. `names` are the file names from the fullest on; files of other names are kept, and so are those that stand
 * alone in their folder.
 */
export function fullestFiles<File extends { readonly name: string }>(
  files: readonly File[],
  names: readonly string[],
): { readonly files: readonly File[]; readonly notices: readonly FormatProblem[] } {
  const best = new Map<string, number>();
  for (const { name } of files) {
    const rank = names.indexOf(baseOf(name));
    if (rank !== -1) best.set(folderOf(name), Math.min(best.get(folderOf(name)) ?? rank, rank));
  }
  const notices: FormatProblem[] = [];
  const kept = files.filter(({ name }) => {
    const rank = names.indexOf(baseOf(name));
    const fullest = best.get(folderOf(name));
    if (rank === -1 || fullest === undefined || rank === fullest) return true;
    notices.push({
      file: name,
      line: null,
      message: `Not read: ${names[fullest]} beside it holds the same documents and more of each.`,
    });
    return false;
  });
  return { files: kept, notices };
}

const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
/** The parts of a format of which only the fullest files are read. */
export function fullestParts(parts: FormatParts, names: readonly string[]): FormatParts {
  const fullest = (all: readonly string[]) =>
    fullestFiles(
      all.map((name) => ({ name })),
      names,
    );
  return {
    ...parts,
    group: (all) => parts.group(fullest(all).files.map(({ name }) => name)),
    passedOver: (all) => fullest(all).notices,
  };
}
