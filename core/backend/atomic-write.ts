import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A file that appears under its name only when it is whole and on disk. */
export interface AtomicFile {
  /** UTF-8 for strings. Throws where the disk is full; then call `discard`. */
  write(content: string | Uint8Array): void;
  /** Bytes written so far. */
  size(): number;
  /** Where the content is until `commit`; for reading it back. */
  readonly temporaryPath: string;
  /** Everything written is on disk, still under the temporary name. */
  sync(): void;
  /** Syncs, takes the place of a file of that name, and makes that durable. */
  commit(): void;
  /** Removes what was written; a file of that name stays as it was. Does nothing after `commit`. */
  discard(): void;
}

/** `temporaryPath` is on the same disk; beside the file where it is not given. */
export function openAtomicFile(
  path: string,
  temporaryPath = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`),
): AtomicFile {
  const handle = openSync(temporaryPath, 'wx');
  let size = 0;
  let state: 'open' | 'closed' | 'done' = 'open';

  function close(): void {
    if (state === 'open') closeSync(handle);
    if (state === 'open') state = 'closed';
  }

  return {
    temporaryPath,
    write(content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      writeFully(handle, bytes);
      size += bytes.length;
    },
    size: () => size,
    sync: () => fsyncSync(handle),
    commit() {
      fsyncSync(handle);
      close();
      renameSync(temporaryPath, path);
      state = 'done';
      syncFolder(dirname(path));
    },
    discard() {
      if (state === 'done') return;
      close();
      rmSync(temporaryPath, { force: true });
      state = 'done';
    },
  };
}

/** Writes a whole file atomically; a file of that name is either the old one or the new one. */
export function writeFileAtomically(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  temporaryPath?: string,
): void {
  const file = openAtomicFile(path, temporaryPath);
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) file.write(content);
    else for (const piece of content) file.write(piece);
    file.commit();
  } finally {
    file.discard();
  }
}

/** On a nearly full disk a write can be short without an error; only the next one fails with ENOSPC. */
export function writeFully(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(handle, bytes, done, bytes.length - done);
  }
}

/** Makes a rename in the folder durable. Windows cannot open folders and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
