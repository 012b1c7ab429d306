import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-write.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface RecentProject {
  /** UUIDv7. */
  readonly id: string;
  readonly path: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly openedAt: string;
}

/** What belongs to this machine and not to a project: `settings.json` in the data folder. */
export interface Settings {
  preferences(): Readonly<Record<string, Json>>;
  /** `null` removes it. */
  writePreference(name: string, value: Json): void;
  /** Latest first. */
  recents(): readonly RecentProject[];
  addRecent(path: string): void;
  removeRecent(id: string): void;
}

interface Content {
  readonly version: 1;
  readonly preferences: Readonly<Record<string, Json>>;
  readonly recents: readonly RecentProject[];
}

const EMPTY: Content = { version: 1, preferences: {}, recents: [] };
const MOST_RECENTS = 20;

/**
 * Reads the file at each call, as another window may have written it. A file that cannot be understood is set
 * aside under another name and the settings start anew: they are never worth a failing start.
 */
export function createSettings(options: {
  readonly dataFolder: string;
  readonly now: () => string;
  readonly newId: () => string;
}): Settings {
  const path = join(options.dataFolder, 'settings.json');

  function read(): Content {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return EMPTY;
      throw error;
    }
    const content = parse(text);
    if (content !== null) return content;
    const aside = join(options.dataFolder, `settings.damaged-${options.now().replaceAll(/[:.]/g, '-')}.json`);
    renameSync(path, aside);
    console.error(`The settings could not be read. They were set aside as ${aside}.`);
    return EMPTY;
  }

  function write(content: Content): void {
    mkdirSync(options.dataFolder, { recursive: true });
    writeFileAtomically(path, `${JSON.stringify(content, null, 2)}\n`);
  }

  return {
    preferences: () => read().preferences,
    writePreference(name, value) {
      const content = read();
      const others = Object.entries(content.preferences).filter(([each]) => each !== name);
      const preferences = Object.fromEntries(value === null ? others : [...others, [name, value]]);
      write({ ...content, preferences });
    },
    recents: () => read().recents,
    addRecent(projectPath) {
      const content = read();
      const known = content.recents.find((recent) => recent.path === projectPath);
      const others = content.recents.filter((recent) => recent !== known);
      const added = { id: known?.id ?? options.newId(), path: projectPath, openedAt: options.now() };
      write({ ...content, recents: [added, ...others].slice(0, MOST_RECENTS) });
    },
    removeRecent(id) {
      const content = read();
      write({ ...content, recents: content.recents.filter((recent) => recent.id !== id) });
    },
  };
}

function parse(text: string): Content | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || value.version !== 1 || !isObject(value.preferences)) return null;
    if (!Array.isArray(value.recents) || !value.recents.every(isRecent)) return null;
    return value as unknown as Content;
  } catch {
    return null;
  }
}

function isRecent(value: unknown): value is RecentProject {
  return (
    isObject(value) &&
    typeof value.id === 'string' &&
    typeof value.path === 'string' &&
    typeof value.openedAt === 'string'
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
