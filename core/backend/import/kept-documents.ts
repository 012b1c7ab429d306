import { appendFile, open, rm } from 'node:fs/promises';
import type { ExchangeDocument } from '#formats/exchange.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { unpack } from './reader/pack.ts';

/**
 * The documents of files that were read, to be gone through several times: packed, in memory while they are few, else in
 * a temporary file.
 */
export interface KeptDocuments {
  /** Throws what the file system throws. */
  add(packed: Uint8Array, count: number): Promise<void>;
  /** How many there are in the parts that were kept. */
  count(): number;
  /** Ends a part; without `kept`, its documents are dropped. */
  endPart(kept: boolean): void;
  /** Those of the parts that were kept, in order, from the first at each call. */
  documents(): AsyncGenerator<ExchangeDocument>;
  /** Frees what they take. */
  discard(): Promise<void>;
}

type Place = Uint8Array | { readonly at: number; readonly length: number };

const MOST_IN_MEMORY = 64 * 1024 * 1024;

export function keepDocuments(folder: TemporaryFolder, mostInMemory = MOST_IN_MEMORY): KeptDocuments {
  let kept: Place[] = [];
  let part: Place[] = [];
  let keptCount = 0;
  let partCount = 0;
  let inMemory = 0;
  let file: string | null = null;
  let fileLength = 0;
  return {
    async add(packed, count) {
      partCount += count;
      if (inMemory + packed.length <= mostInMemory) {
        inMemory += packed.length;
        part.push(packed);
        return;
      }
      file ??= folder.freshPath();
      await appendFile(file, packed, { mode: 0o600 });
      part.push({ at: fileLength, length: packed.length });
      fileLength += packed.length;
    },
    count: () => keptCount,
    endPart(isKept) {
      if (isKept) {
        for (const place of part) kept.push(place);
        keptCount += partCount;
      }
      part = [];
      partCount = 0;
    },
    async *documents() {
      for (const place of kept) {
        yield* unpack(place instanceof Uint8Array ? place : await readPlace(file, place));
      }
    },
    async discard() {
      kept = [];
      part = [];
      keptCount = 0;
      partCount = 0;
      if (file !== null) await rm(file, { force: true });
    },
  };
}

async function readPlace(
  path: string | null,
  { at, length }: { readonly at: number; readonly length: number },
): Promise<Uint8Array> {
  if (path === null) throw new Error('There is no file to read from.');
  const file = await open(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await file.read(bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was.`);
      done += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
