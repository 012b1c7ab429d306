import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { FileHandle } from '#contract/schemas.ts';

/** A file as the window sees it: it never learns the path. */
export interface AdoptedFile {
  readonly file: FileHandle;
  readonly name: string;
  /** Bytes; 0 where the file is not there yet. */
  readonly size: number;
}

/** Which path stands behind which handle. One table a window; it lives as long as the window. */
export interface FileTable {
  /** Gives the path a handle; the same path always has the same one. */
  adopt(path: string): AdoptedFile;
  pathOf(handle: string): string | null;
}

export function createFileTable(): FileTable {
  const paths = new Map<string, string>();
  const handles = new Map<string, FileHandle>();

  function handleOf(path: string): FileHandle {
    const known = handles.get(path);
    if (known !== undefined) return known;
    const handle = `file:${randomUUID()}` as FileHandle;
    handles.set(path, handle);
    paths.set(handle, path);
    return handle;
  }

  return {
    adopt(path) {
      const absolute = resolve(path);
      const stats = statSync(absolute, { throwIfNoEntry: false });
      return {
        file: handleOf(absolute),
        name: basename(absolute) || absolute,
        size: stats?.isFile() ? stats.size : 0,
      };
    },
    pathOf: (handle) => paths.get(handle) ?? null,
  };
}
