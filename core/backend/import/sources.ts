import type { ValidRequestOf } from '#contract/contract.ts';
import { extensionOf } from '#formats/registry.ts';
import { isSystemFile } from '#model/folder-file.ts';
import { unpackZip } from '../archive/unpack-zip.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import type { ArchiveHead } from './doccano-archive.ts';
import { annotatorsByFile } from './doccano-archive.ts';
import type { Unpacked } from './find-manifest.ts';
import { namesOfProject } from './inception-project.ts';
import { checkFile } from './read-file.ts';
import { createHeadReader } from './read-head.ts';

export type FileRequest = ValidRequestOf<'import.inspect'>['files'][number];

/** A file to read: one that was chosen, or one of an archive that was. */
export interface Source {
  /** Of a file of an archive: as the archive was chosen, with the name of the file below that of the archive. */
  readonly request: FileRequest;
  readonly path: string;
  readonly unpacked: Unpacked | null;
  /** What is to be said of the file before it is read. */
  readonly remark?: string;
}

/** A file that cannot be read, with a sentence why. */
export interface Refused {
  readonly request: FileRequest;
  readonly problem: string;
  /** Said where the file could be looked at. */
  readonly path?: string;
  /** Said where no format reads files of its kind, whatever is in them. */
  readonly isForeign?: true;
}

const OF_PROJECT =
  'This belongs to a project of INCEpTION or WebAnno. What it says of the texts is read from other files of the project.';

export function isRefused(item: object): item is Refused {
  return 'problem' in item;
}

/** The files of an import, and which of them came out of which. */
export interface Sources {
  readonly files: readonly (Source | Refused)[];
  /** What was chosen: the request itself, or the archive that the file came out of. */
  chosen(request: FileRequest): FileRequest;
}

/**
 * Finds the files behind what was chosen. A ZIP archive stands for the folder in it and is unpacked into `folder`; where
 * anything is wrong with it, all of it stays out.
 */
export async function openSources(
  requests: readonly FileRequest[],
  pathOf: (handle: string) => string | null,
  folder: TemporaryFolder,
): Promise<Sources> {
  const files: (Source | Refused)[] = [];
  const archives = new Map<FileRequest, FileRequest>();
  const passedOver = namesPassedOver(requests);
  for (const request of requests) {
    const path = pathOf(request.file);
    if (passedOver.has(request.name)) {
      files.push({ request, problem: OF_PROJECT, isForeign: true });
    } else if (path === null) {
      files.push({ request, problem: 'The file is not known to the app any more. Choose it again.' });
    } else if (extensionOf(request.name) !== 'zip') {
      files.push({ request, path, unpacked: null });
    } else {
      for (const file of await openArchive(request, path, folder)) {
        archives.set(file.request, request);
        files.push(file);
      }
    }
  }
  return { files, chosen: (request) => archives.get(request) ?? request };
}

async function openArchive(
  request: FileRequest,
  path: string,
  folder: TemporaryFolder,
): Promise<readonly (Source | Refused)[]> {
  const size = await checkFile(path, 'jsonl');
  const unpacked = size.ok ? await unpackZip(path, folder, namesWorthReading) : size;
  if (!unpacked.ok) return [{ request, problem: unpacked.error }];
  if (unpacked.value.length === 0) return [{ request, problem: 'There are no files in the archive.' }];
  const beside = new Map(unpacked.value.map((file) => [file.name, file.path]));
  const annotators = await annotatorsIn(unpacked.value, request);
  return unpacked.value
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((file) => {
      const annotator = annotators.get(file.name);
      return {
        request: {
          ...request,
          name: `${request.name}/${file.name}`,
          ...(annotator === undefined ? {} : { annotator }),
        },
        path: file.path,
        unpacked: { name: file.name, beside },
        ...(annotator === undefined ? {} : { remark: byFileName(annotator) }),
      };
    });
}

const byFileName = (annotator: string): string =>
  `Several files of the archive have the same texts, as doccano writes one for each annotator: this one is taken for that of “${annotator}”.`;

/** By the names of the files, where nobody was said to have annotated them. */
async function annotatorsIn(
  files: readonly { readonly name: string; readonly path: string }[],
  { annotator, format }: FileRequest,
): Promise<ReadonlyMap<string, string>> {
  // More annotators than this no project has.
  if (annotator !== undefined || files.length < 2 || files.length > MOST_ANNOTATORS) return new Map();
  if (!files.every(({ name }) => extensionOf(name) === 'jsonl')) return new Map();
  const readHead = createHeadReader();
  const heads: ArchiveHead[] = [];
  for (const { name, path } of files) heads.push({ name, head: await readHead(path, false) });
  return annotatorsByFile(heads, format);
}

const MOST_ANNOTATORS = 200;

/** Without what systems put into archives for themselves. */
function namesWorthReading(names: readonly string[]): ReadonlySet<string> {
  return new Set(namesOfProject(names.filter((name) => !isSystemFile(name))));
}

/** Of the files of a project of INCEpTION that is a folder, as of one in an archive. */
function namesPassedOver(requests: readonly FileRequest[]): ReadonlySet<string> {
  const names = requests.map(({ name }) => name);
  const worthReading = new Set(namesOfProject(names));
  return worthReading.size === 0 ? new Set() : new Set(names.filter((name) => !worthReading.has(name)));
}
