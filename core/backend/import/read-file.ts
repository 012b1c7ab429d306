import { open } from 'node:fs/promises';
import { FORMATS } from '#formats/infos.ts';
import { extensionOf, type FormatId, LARGEST_EXCHANGE_FILE } from '#formats/registry.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';

const MEBIBYTE = 1024 * 1024;

/** Whether files that are read have such an ending, by what is said of their format. */
export function hasKnownEnding(name: string): boolean {
  const ending = extensionOf(name);
  return FORMATS.some(({ reads, extensions }) => reads !== null && extensions.includes(ending));
}

/** Bytes of a file that may be read in a format. */
export function limitOf(format: FormatId): number {
  return FORMATS.find(({ id }) => id === format)?.largestFile ?? LARGEST_EXCHANGE_FILE;
}

/** Size of a file in bytes, or a sentence for the user why it cannot be read. Reads nothing of it. */
export async function checkFile(path: string | null, format: FormatId): Promise<Result<number, string>> {
  if (path === null) return failure('The file is not known to the app any more. Choose it again.');
  return reading(async () => {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return failure('This is not a file. Choose the files inside the folder instead.');
      if (stat.size === 0) return failure('The file is empty.');
      const limit = limitOf(format);
      if (stat.size > limit) return failure(tooLarge(stat.size, limit));
      return success(stat.size);
    } finally {
      await file.close();
    }
  });
}

/** All bytes of a file that `checkFile` let pass for the format. */
export async function readBytes(path: string, format: FormatId): Promise<Result<Uint8Array, string>> {
  return reading(async () => {
    const file = await open(path, 'r');
    try {
      const bytes = await file.readFile();
      // It may have grown since it was checked.
      if (bytes.length > limitOf(format)) return failure(tooLarge(bytes.length, limitOf(format)));
      return success(bytes);
    } finally {
      await file.close();
    }
  });
}

/** Runs something that reads, and turns what the operating system says into a sentence for the user. */
export async function reading<T>(run: () => Promise<Result<T, string>>): Promise<Result<T, string>> {
  try {
    return await run();
  } catch (error) {
    return failure(readFailure(error));
  }
}

/** A sentence for the user from what the operating system said. */
export function readFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'There is no such file. It may have been moved or renamed.';
    case 'EISDIR':
      return 'This is a folder. Choose the files inside it instead.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read. Change its permissions, or copy it to a place of your own.';
    default:
      return `The file could not be read (${code || String(error)}). Copy it to this computer and try again.`;
  }
}

function tooLarge(size: number, limit: number): string {
  return `The file has ${inMebibytes(size)}; the limit is ${inMebibytes(limit)}. Split it and import the parts.`;
}

function inMebibytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(bytes % MEBIBYTE === 0 ? 0 : 1)} MiB`;
}
