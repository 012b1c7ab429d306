import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFully } from '../atomic-write.ts';

export interface WrittenFile {
  /** Below the export's folder, parted by `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What long work on files asks of the job around it. */
export interface FileWork {
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
}

/**
 * Files of a folder that are appended to in any order, of whatever number: few are open at a time. Each has parts, which are
 * kept apart until they are put together.
 */
export interface AppendedFiles {
  /** Where the content stands within the part, in bytes. Throws where the path would lead out of the folder. */
  append(
    path: string,
    content: string | Uint8Array,
    part?: number,
  ): { readonly start: number; readonly end: number };
  /**
   * Puts the parts of each file together, and all of it on the disk: after all was written and side by side, which is many
   * times quicker than file by file. `null` where the user has cancelled. More may be appended to the first part of a new
   * file afterwards, and settled again.
   */
  settle(work: FileWork): Promise<readonly WrittenFile[] | null>;
  /** Where a part begins in its file, once that is settled. */
  offsetOf(path: string, part: number): number;
  /** The folders that files were written to, this one first. */
  folders(): readonly string[];
  /** Closes what is open. */
  close(): void;
}

/** More files than these are closed, the one that was not used for longest first. */
const MOST_OPEN = 32;
/** How many files are synced side by side. */
const SYNCED_AT_ONCE = 16;
const CHUNK_BYTES = 1024 * 1024;

interface Appended {
  readonly full: string;
  size: number;
  /** Only while the file is open. */
  open: { readonly handle: number; readonly hash: Hash } | null;
  /** Once it is closed. */
  sha256: string;
  synced: boolean;
}

/** `parts` is a folder on the same disk for what is not in its place yet. Both are there already. */
export function openAppendedFiles(root: string, parts: string): AppendedFiles {
  const files = new Map<string, Appended>();
  const laterParts = new Map<string, Map<number, Appended>>();
  const offsets = new Map<string, number>();
  const folders = new Set([root]);
  /** In the order of their last use. */
  const opened = new Set<Appended>();
  let partCount = 0;

  function begin(full: string): Appended {
    const folder = dirname(full);
    if (!folders.has(folder) && folder !== parts) {
      mkdirSync(folder, { recursive: true });
      for (let each = folder; each.length > root.length; each = dirname(each)) folders.add(each);
    }
    const file: Appended = { full, size: 0, open: null, sha256: '', synced: false };
    use(file, { handle: openSync(full, 'wx'), hash: createHash('sha256') });
    return file;
  }

  function use(file: Appended, handle = file.open ?? reopened(file)) {
    file.open = handle;
    opened.delete(file);
    opened.add(file);
    if (opened.size > MOST_OPEN) for (const oldest of opened) return void shut(oldest);
  }

  function shut(file: Appended): void {
    if (file.open === null) return;
    opened.delete(file);
    closeSync(file.open.handle);
    file.sha256 = file.open.hash.digest('hex');
    file.open = null;
  }

  function write(file: Appended, bytes: Uint8Array): void {
    use(file);
    if (file.open === null) throw new Error(`“${file.full}” is not open.`);
    file.synced = false;
    file.open.hash.update(bytes);
    writeFully(file.open.handle, bytes);
    file.size += bytes.length;
  }

  function firstPart(path: string): Appended {
    const known = files.get(path);
    if (known !== undefined) return known;
    const file = begin(join(root, ...segmentsOf(path)));
    files.set(path, file);
    return file;
  }

  function laterPart(path: string, part: number): Appended {
    const own = laterParts.get(path) ?? new Map<number, Appended>();
    laterParts.set(path, own);
    const known = own.get(part);
    if (known !== undefined) return known;
    partCount += 1;
    const file = begin(join(parts, `part-${partCount}`));
    own.set(part, file);
    return file;
  }

  async function putTogether(work: FileWork): Promise<boolean> {
    for (const [path, own] of laterParts) {
      const whole = firstPart(path);
      for (const [part, piece] of [...own].toSorted(([a], [b]) => a - b)) {
        offsets.set(`${part} ${path}`, whole.size);
        shut(piece);
        const from = openSync(piece.full, 'r');
        try {
          const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
          for (;;) {
            if (work.cancelled()) return false;
            const count = readSync(from, chunk, 0, CHUNK_BYTES, null);
            if (count === 0) break;
            write(whole, chunk.subarray(0, count));
            await work.pace();
          }
        } finally {
          closeSync(from);
        }
        rmSync(piece.full);
      }
    }
    laterParts.clear();
    return true;
  }

  async function sync(work: FileWork): Promise<boolean> {
    const waiting = [...files.values()].filter(({ synced }) => !synced);
    let next = 0;
    const run = async (): Promise<void> => {
      for (let file = waiting[next]; file !== undefined && !work.cancelled(); file = waiting[next]) {
        next += 1;
        // Windows syncs only what may be written.
        const handle = await open(file.full, 'r+');
        try {
          await handle.sync();
          file.synced = true;
        } finally {
          await handle.close();
        }
      }
    };
    await Promise.all(Array.from({ length: SYNCED_AT_ONCE }, run));
    return !work.cancelled();
  }

  return {
    append(path, content, part = 0) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      const file = part === 0 ? firstPart(path) : laterPart(path, part);
      const start = file.size;
      if (bytes.length > 0) write(file, bytes);
      return { start, end: file.size };
    },
    async settle(work) {
      if (!(await putTogether(work))) return null;
      for (const file of [...opened]) shut(file);
      if (!(await sync(work))) return null;
      return [...files].map(([path, { size, sha256 }]) => ({ path, bytes: size, sha256 }));
    },
    offsetOf: (path, part) => offsets.get(`${part} ${path}`) ?? 0,
    folders: () => [...folders],
    close() {
      for (const file of [...opened]) shut(file);
    },
  };
}

/** A file that was closed; its hash begins anew with what stands in it. */
function reopened({ full }: Appended): { readonly handle: number; readonly hash: Hash } {
  const hash = createHash('sha256');
  const handle = openSync(full, 'a+');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let at = 0, count = 1; count > 0; at += count) {
    count = readSync(handle, chunk, 0, CHUNK_BYTES, at);
    hash.update(chunk.subarray(0, count));
  }
  return { handle, hash };
}

/** The parts of a path of an export. Throws where it would lead out of its folder. */
function segmentsOf(path: string): string[] {
  const segments = path.split('/');
  const bad = (segment: string) =>
    segment === '' || segment === '.' || segment === '..' || segment.includes('\\') || segment.includes('\0');
  if (segments.some(bad)) throw new Error(`“${path}” is not a path for a file of an export.`);
  return segments;
}
