import type { InputFile } from '../exchange.ts';

/** The files of an archive that is one document. */
export interface ArchiveParts {
  /** By its path from the top, in any case of letters: programs differ. */
  find(path: string): InputFile | null;
}

export function archiveParts(entries: readonly InputFile[]): ArchiveParts {
  const exact = new Map<string, InputFile>();
  const folded = new Map<string, InputFile>();
  for (const entry of entries) {
    if (!exact.has(entry.name)) exact.set(entry.name, entry);
    const key = entry.name.toLowerCase();
    if (!folded.has(key)) folded.set(key, entry);
  }
  return { find: (path) => exact.get(path) ?? folded.get(path.toLowerCase()) ?? null };
}

/**
 * The path that a reference in a part leads to, without query and fragment; `null` for what is not in the archive: an address
 * of the web, or a way above the top.
 */
export function partPath(from: string, reference: string): string | null {
  const bare = reference.replace(/[?#].*$/s, '');
  if (/^[a-z][a-z0-9+.-]*:/i.test(bare) || bare.startsWith('//')) return null;
  const path = bare.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of decoded(bare).split('/')) {
    if (step === '..') {
      if (path.pop() === undefined) return null;
    } else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** References are addresses, in which letters may stand as `%20`. */
function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
