import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { compareFilePaths, isSystemFile, MOST_FOLDER_FILES, tooManyFiles } from '#model/folder-file.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { AdoptedFile, FileTable } from './file-table.ts';
import { folderFailure } from './folder-failure.ts';

export interface FileBelow {
  readonly path: string;
  /** Below the folder, parted by `/`. */
  readonly name: string;
}

/**
 * The files of a folder and of all folders in it, in reading order, without those of the system. A link to a file counts as
 * one, a link to a folder as nothing: it may lead in a circle. The error is a sentence for the user.
 */
export async function filesBelow(
  folder: string,
  most = MOST_FOLDER_FILES,
): Promise<Result<readonly FileBelow[], string>> {
  const files: FileBelow[] = [];
  const folders: string[] = [''];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const here = join(folder, at);
    try {
      for (const entry of await readdir(here, { withFileTypes: true })) {
        const name = `${at}${entry.name}`;
        const path = join(here, entry.name);
        if (isSystemFile(entry.isDirectory() ? `${name}/` : name)) continue;
        if (entry.isDirectory()) folders.push(`${name}/`);
        else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(path)))) {
          files.push({ path, name });
        }
        if (files.length > most) return failure(tooManyFiles(basename(folder), most));
      }
    } catch (error) {
      return failure(folderFailure(here, error));
    }
  }
  return success(files.sort((a, b) => compareFilePaths(a.name, b.name)));
}

/** Makes the files of a folder known by their paths below it. */
export async function adoptFolder(
  table: FileTable,
  folder: string,
): Promise<Result<readonly AdoptedFile[], string>> {
  const found = await filesBelow(folder);
  if (!found.ok) return found;
  return success(found.value.map(({ path, name }) => ({ ...table.adopt(path), name })));
}

/**
 * Makes known what was dropped or picked: of a folder the files in it, by their paths from the folder on. Throws a sentence
 * for the user where a folder cannot be read.
 */
export async function adoptPaths(table: FileTable, paths: readonly string[]): Promise<AdoptedFile[]> {
  const adopted: AdoptedFile[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch(() => null);
    if (stats?.isDirectory() !== true) {
      adopted.push(table.adopt(path));
      continue;
    }
    const files = await adoptFolder(table, path);
    if (!files.ok) throw new Error(files.error);
    for (const file of files.value) adopted.push({ ...file, name: `${basename(path)}/${file.name}` });
  }
  return adopted;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
