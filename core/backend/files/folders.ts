import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import type { AnsweredBy, Reply, ResponseOf, ValidRequestOf } from '#contract/contract.ts';
import type { FileHandle } from '#contract/schemas.ts';
import { fileNameProblem } from './file-name.ts';
import type { FileTable } from './file-table.ts';
import { folderFailure } from './folder-failure.ts';

type FolderProcedure = Extract<AnsweredBy<'shell'>, 'shell.list-folder' | 'shell.name-file'>;

/** The two calls behind the in-app save dialog, the same in every shell. */
export type FolderHandlers = {
  [Name in FolderProcedure]: (request: ValidRequestOf<Name>) => Promise<Reply<Name>>;
};

/** `startFolder` is shown first; after that the folder used last. */
export function createFolderHandlers(table: FileTable, startFolder: () => string): FolderHandlers {
  let lastFolder: string | null = null;

  return {
    async 'shell.list-folder'(request) {
      const folder =
        request.folder === undefined ? (lastFolder ?? startFolder()) : table.pathOf(request.folder);
      if (folder === null) return unreadable('The folder is not known to this window. Choose it again.');
      try {
        const value = listFolder(table, folder, request.extension);
        lastFolder = folder;
        return { ok: true, value };
      } catch (error) {
        return unreadable(folderFailure(folder, error));
      }
    },

    async 'shell.name-file'(request) {
      const folder = table.pathOf(request.folder);
      const problem =
        folder === null
          ? 'The folder is not known to this window. Choose it again.'
          : fileNameProblem(request.name);
      if (folder === null || problem !== null) {
        return { ok: false, error: { code: 'shell.bad-name', message: problem ?? '' } };
      }
      const path = join(folder, request.name);
      lastFolder = folder;
      return { ok: true, value: { file: table.adopt(path).file, exists: existsSync(path) } };
    },
  };
}

function unreadable(message: string): Reply<'shell.list-folder'> {
  return { ok: false, error: { code: 'shell.folder-unreadable', message } };
}

function listFolder(table: FileTable, folder: string, extension: string): ResponseOf<'shell.list-folder'> {
  const ending = extension === '' ? '' : `.${extension.replace(/^\./, '').toLowerCase()}`;
  const folders: { folder: FileHandle; name: string }[] = [];
  const files: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    // A link counts as what it points to; a broken one as nothing.
    const kind = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    if (kind?.isDirectory()) folders.push({ folder: table.adopt(path).file, name: entry.name });
    else if (kind?.isFile() && entry.name.toLowerCase().endsWith(ending)) files.push(entry.name);
  }
  const order = new Intl.Collator(undefined, { numeric: true });
  folders.sort((a, b) => order.compare(a.name, b.name));
  files.sort(order.compare);
  return {
    folder: table.adopt(folder).file,
    path: folder,
    ancestors: ancestorsOf(folder).map((path) => ({
      folder: table.adopt(path).file,
      name: basename(path) || path,
    })),
    folders,
    files,
    writable: isWritable(folder),
  };
}

/** From the root to the folder itself. */
function ancestorsOf(folder: string): string[] {
  const root = parse(folder).root;
  const chain: string[] = [];
  for (let at = folder; at !== root && at !== dirname(at); at = dirname(at)) chain.unshift(at);
  return [root, ...chain];
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
