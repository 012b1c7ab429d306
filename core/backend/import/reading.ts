import { totalmem } from 'node:os';
import { createTemporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';
import { type Reader, type ReaderLimits, startReader } from './reader/start-reader.ts';

/** What reading the files of one import or inspection takes from the machine. */
export interface Reading {
  /** For what is unpacked or does not fit into memory. */
  readonly folder: TemporaryFolder;
  /** The thread that parses; started when it is first needed. */
  readonly reader: Reader;
}

const MEBIBYTE = 1024 * 1024;

/** Half of a small computer's memory, and no more than leaves room to stop in all shells: in Electron all heaps have 4 GiB. */
const LIMITS: ReaderLimits = {
  memory: Math.max(512, Math.min(2048, Math.floor(totalmem() / MEBIBYTE / 2))),
  silence: 120,
};

/** Runs with what reading takes, which is given back whatever happens. */
export async function withReading<T>(
  { dataFolder, readerUrl }: { readonly dataFolder: string; readonly readerUrl: URL },
  run: (reading: Reading) => Promise<T>,
): Promise<T> {
  const folder = createTemporaryFolder(dataFolder);
  const reader = startReader({ url: readerUrl, limits: LIMITS });
  try {
    return await run({ folder, reader });
  } finally {
    await reader.close();
    folder.remove();
  }
}
