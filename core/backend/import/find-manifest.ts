import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
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
  return async (path: string): Promise<FoundManifest | null> => {
    const own = join(dirname(path), manifestNameOf(basename(path)));
    const facts = await manifestAt(own);
    if (facts !== null) return { path: own, facts, listedAs: basename(path) };
    let folder = dirname(path);
    for (let level = 0; level < MOST_LEVELS; level += 1) {
      const manifest = join(folder, MANIFEST_NAME);
      const found = await manifestAt(manifest);
      const listedAs = relative(folder, path).replaceAll(sep, '/');
      if (found?.paths.includes(listedAs)) return { path: manifest, facts: found, listedAs };
      if (dirname(folder) === folder) break;
      folder = dirname(folder);
    }
    return null;
  };
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
