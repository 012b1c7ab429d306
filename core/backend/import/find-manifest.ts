import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import { MANIFEST_NAME, type ManifestFacts, manifestNameOf, readManifest } from '../export/manifest.ts';

/** An export of ours that a file belongs to. */
export interface FoundManifest {
  readonly path: string;
  readonly facts: ManifestFacts;
  /** The file's path as the manifest lists it. */
  readonly listedAs: string;
}

/** Exports write files at most this many folders down. */
const MOST_LEVELS = 3;
const LARGEST_MANIFEST = 512 * 1024 * 1024;

/** Looks for the manifest of an export beside files, reading each folder's once. */
export function createManifestFinder() {
  const read = new Map<string, Promise<ManifestFacts | null>>();
  const manifestAt = (path: string): Promise<ManifestFacts | null> => {
    const known = read.get(path) ?? readIfManifest(path);
    read.set(path, known);
    return known;
  };
  return async ({ path, unpacked }: ManifestSeeker): Promise<FoundManifest | null> => {
    // What was in an archive has other names on the disk than those by which an export lists its files.
    const paths = unpacked === null ? { basename, dirname, join } : posix;
    const at = unpacked === null ? path : unpacked.name;
    const find = async (manifest: string): Promise<[string, ManifestFacts] | null> => {
      const real = unpacked === null ? manifest : unpacked.beside.get(manifest);
      const facts = real === undefined ? null : await manifestAt(real);
      return real === undefined || facts === null ? null : [real, facts];
    };
    const own = await find(paths.join(paths.dirname(at), manifestNameOf(paths.basename(at))));
    if (own !== null) return { path: own[0], facts: own[1], listedAs: paths.basename(at) };
    let folder = paths.dirname(at);
    for (let level = 0; level < MOST_LEVELS; level += 1) {
      const found = await find(paths.join(folder, MANIFEST_NAME));
      const listedAs =
        unpacked === null ? relative(folder, at).replaceAll(sep, '/') : posix.relative(folder, at);
      if (found?.[1].paths.has(listedAs)) return { path: found[0], facts: found[1], listedAs };
      if (paths.dirname(folder) === folder) break;
      folder = paths.dirname(folder);
    }
    return null;
  };
}

/** A file, and where it was in an archive if it came out of one. */
export interface ManifestSeeker {
  readonly path: string;
  readonly unpacked: Unpacked | null;
}

export interface Unpacked {
  /** In the archive. */
  readonly name: string;
  /** The files of the archive: where each is now, by its name in the archive. */
  readonly beside: ReadonlyMap<string, string>;
}

async function readIfManifest(path: string): Promise<ManifestFacts | null> {
  try {
    if ((await stat(path)).size > LARGEST_MANIFEST) return null;
    return readManifest(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whether a name is that of a manifest, of a folder or of a single file. */
export function isManifestName(name: string): boolean {
  return name === MANIFEST_NAME || name.endsWith(`/${MANIFEST_NAME}`) || name.endsWith(`.${MANIFEST_NAME}`);
}
