import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the npm package lies in a checkout. Never `import 'electron'`: that would start the download. */
export function electronPackageOf(root: string): string {
  return join(root, 'node_modules/electron');
}

/**
 * The Electron program, null where it is not there: the npm package is only a downloader, which unpacks into
 * `dist/` and then names the program in `path.txt`. `ELECTRON_OVERRIDE_DIST_PATH` is Electron's own variable.
 */
export function findElectron(
  electronPackage: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const override = variables.ELECTRON_OVERRIDE_DIST_PATH;
  const name = readText(join(electronPackage, 'path.txt')) ?? (override ? 'electron' : null);
  if (name === null) return null;
  const program = join(override || join(electronPackage, 'dist'), name);
  return existsSync(program) ? program : null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
