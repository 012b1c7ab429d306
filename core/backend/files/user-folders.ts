import { existsSync, readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';

/** What the folders depend on; passed in so that each platform can be tested on any. */
export interface UserEnvironment {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Where the app keeps its settings, recent projects and the sample. `STANDOFF_DATA` overrides. Linux follows
 * the XDG Base Directory Specification, which says that relative values are to be ignored.
 */
export function dataFolderOf({ platform, home, variables }: UserEnvironment): string {
  const override = variables.STANDOFF_DATA;
  if (override) return override;
  if (platform === 'win32') {
    return win32.join(variables.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Standoff');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Standoff');
  const xdg = variables.XDG_DATA_HOME;
  const base = xdg && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share');
  return posix.join(base, 'standoff');
}

/** The user's documents, else the home folder: where the first save dialog starts. */
export function documentsFolderOf({ platform, home, variables }: UserEnvironment): string {
  const path = platform === 'win32' ? win32 : posix;
  const named = platform === 'linux' ? xdgDocuments(home, variables.XDG_CONFIG_HOME) : null;
  const folder = named ?? path.join(home, 'Documents');
  return existsSync(folder) ? folder : home;
}

/** Reads `XDG_DOCUMENTS_DIR="$HOME/Dokumente"` from the xdg-user-dirs file. */
function xdgDocuments(home: string, configHome: string | undefined): string | null {
  const folder = configHome && posix.isAbsolute(configHome) ? configHome : posix.join(home, '.config');
  try {
    const file = readFileSync(posix.join(folder, 'user-dirs.dirs'), 'utf8');
    const value = /^XDG_DOCUMENTS_DIR="(.*)"$/m.exec(file)?.[1];
    return value === undefined ? null : value.replace(/^\$HOME(?=\/|$)/, home);
  } catch {
    return null;
  }
}
