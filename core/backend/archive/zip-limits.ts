import { LARGEST_EXCHANGE_FILE, LARGEST_JSONL_FILE } from '#formats/registry.ts';

/** How much an archive may unpack to. A small file may hold any amount of bytes, and any number of names. */
export interface ZipLimits {
  /** Files and folders. */
  readonly entries: number;
  /** Bytes of all files, unpacked. */
  readonly totalBytes: number;
  /** Bytes of one file, unpacked. */
  readonly entryBytes: number;
  /** How many times larger than packed a file, and the whole, may be unpacked. */
  readonly ratio: number;
  /** What unpacks to no more than this may have any ratio: short files of the same line over and over are harmless. */
  readonly freeBytes: number;
}

const MEBIBYTE = 1024 * 1024;

/** For archives that users choose (formats.md 19.6). */
export const DEFAULT_ZIP_LIMITS: ZipLimits = {
  entries: 200_000,
  totalBytes: 1024 * MEBIBYTE,
  entryBytes: LARGEST_EXCHANGE_FILE,
  ratio: 200,
  freeBytes: 8 * MEBIBYTE,
};

/** For archives whose format is read piece by piece: the room that they take is on the disk. */
export const PIECES_ZIP_LIMITS: ZipLimits = {
  ...DEFAULT_ZIP_LIMITS,
  entryBytes: LARGEST_JSONL_FILE,
  totalBytes: LARGEST_JSONL_FILE,
};
