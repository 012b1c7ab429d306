import { createTemporaryFolder, type TemporaryFolder } from '../temporary-folder.ts';

/** What reading the files of one import or inspection takes from the machine. */
export interface Reading {
  /** For what is unpacked or does not fit into memory. */
  readonly folder: TemporaryFolder;
}

/** Runs with what reading takes, which is given back whatever happens. */
export async function withReading<T>(
  { dataFolder }: { readonly dataFolder: string },
  run: (reading: Reading) => Promise<T>,
): Promise<T> {
  const folder = createTemporaryFolder(dataFolder);
  try {
    return await run({ folder });
  } finally {
    folder.remove();
  }
}
