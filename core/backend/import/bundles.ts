import { parserOf } from '#formats/codecs.ts';
import { isArticleTable } from '#formats/csv/columns.ts';
import { readCsv } from '#formats/csv/csv-text.ts';
import type { ReadTable } from '#formats/csv/table.ts';
import { type Detected, detectFormat } from '#formats/detect.ts';
import { extensionOf, FORMAT_IDS, type FormatId } from '#formats/registry.ts';
import { readTsv } from '#formats/tsv/tsv-text.ts';
import type { ManifestFacts } from '../export/manifest.ts';
import { createManifestFinder, type FoundManifest, isManifestName } from './find-manifest.ts';
import { projectFolderOf } from './inception-project.ts';
import { createHeadReader } from './read-head.ts';
import { refusalOfName } from './refused-kinds.ts';
import { type FileRequest, isRefused, type Refused, type Source } from './sources.ts';

export interface BundleFile {
  readonly request: FileRequest;
  readonly path: string;
  /** For the format: below the folder chosen, or below that of the manifest; parted by `/`. */
  readonly name: string;
  /** What is to be said of it before it is read. */
  readonly remark?: string;
}

/** Files that are read together, or one that is read alone. The first stands for all of them. */
export interface Bundle {
  readonly files: readonly [BundleFile, ...BundleFile[]];
  readonly format: FormatId;
  /** False where the format was guessed. */
  readonly certain: boolean;
  /** Of the export that the files are, where they are one of ours. */
  readonly manifest: ManifestFacts | null;
}

/** What remarks about all files of a bundle stand beside. */
export function titleOf({ files }: Bundle): string {
  const { name } = files[0].request;
  return files.length === 1 ? name : `${name} and ${files.length - 1} more`;
}

/** Formats whose files, wherever they were found, are one import: folders stand for annotators there. */
const ALL_TOGETHER: ReadonlySet<FormatId> = new Set(['brat']);
/** Formats whose files of one folder belong together. */
const FOLDER_TOGETHER: ReadonlySet<FormatId> = new Set([
  'csv',
  'tsv',
  'labelstudio',
  'prodigy',
  'spacy',
  'uima-xmi',
  'uima-json',
]);
/** Formats of tables: with our own they belong together, and tables of articles each stand for themselves. */
const TABLES: Readonly<Partial<Record<FormatId, (text: string) => ReadTable>>> = {
  csv: readCsv,
  tsv: readTsv,
};
/** The card of a dataset, which says something about its files in this folder and below it. */
const CARD = /(?:^|\/)README\.md$/i;

/** Files that say something about those of a format beside them, and are no documents. */
const COMPANIONS: Readonly<Partial<Record<FormatId, RegExp>>> = {
  brat: /\.conf$/i,
  labelstudio: /\.xml$/i,
  'uima-xmi': /typesystem\.xml$/i,
  'uima-json': /typesystem\.xml$/i,
  'webanno-tsv': /typesystem\.xml$/i,
  huggingface: CARD,
};

/** Formats that may have their texts in files beside them, which they name. */
const TEXTS_BESIDE: ReadonlySet<FormatId> = new Set(['csv', 'tsv', 'w3c']);

interface Looked extends Source {
  /** Of files that name their texts; empty for others, of which there may be many. */
  readonly head: string;
  readonly isEmpty: boolean;
  readonly manifest: FoundManifest | null;
  readonly detected: Detected | null;
}

/** Sorts the files of an import into those that are read together. Looks at the beginning of each. */
export async function sortFiles(
  sources: readonly (Source | Refused)[],
  pace: () => Promise<void>,
): Promise<readonly (Bundle | Refused)[]> {
  const names = new Set(sources.map(({ request }) => request.name));
  const findManifest = createManifestFinder();
  const readHead = createHeadReader();
  const items: (Bundle | Refused)[] = [];
  const looked: Looked[] = [];
  const places = new Map<FileRequest, number>();
  for (const [index, source] of sources.entries()) {
    places.set(source.request, index);
    if (isRefused(source)) {
      items.push(source);
      continue;
    }
    const { request, path } = source;
    const manifest = isManifestName(request.name) ? null : await findManifest(source);
    const head = await readHead(path, /^(te?xt|md|markdown)?$/.test(extensionOf(request.name)));
    const detected = detectFormat({ name: request.name, head }, names);
    const format = request.format ?? detected?.format;
    const namesTexts = format !== undefined && TEXTS_BESIDE.has(format);
    looked.push({ ...source, head: namesTexts ? head : '', isEmpty: head === '', manifest, detected });
    await pace();
  }
  const groups = new Map<string, { format: FormatId; certain: boolean; members: Looked[] }>();
  const homeless: Looked[] = [];
  const ourTables = new Set(
    looked.filter((file) => isOurTable(file)).map(({ request }) => folderOf(request.name)),
  );
  const standsAlone = (file: Looked, format: FormatId): boolean =>
    TABLES[format] !== undefined && !ourTables.has(folderOf(file.request.name));
  const mains = looked.filter(
    (file) =>
      file.detected !== null &&
      TEXTS_BESIDE.has(file.detected.format) &&
      !standsAlone(file, file.detected.format),
  );
  const datasets = looked.filter((file) => isData(file));
  const cards = looked
    .filter((file) => isCardOf(file, datasets))
    .map(({ request }) => folderOf(request.name));
  for (const file of looked) {
    const isBeside = mains.some((main) => isTextOf(file, main)) || isCardOf(file, datasets);
    const choice = isBeside ? null : formatOf(file);
    if (choice === null) {
      homeless.push(file);
      continue;
    }
    const key = standsAlone(file, choice.format)
      ? `file ${file.path}`
      : (datasetKey(file, choice.format, cards) ?? groupKey(file, choice.format));
    const group = groups.get(key) ?? { format: choice.format, certain: true, members: [] };
    group.members.push(file);
    groups.set(key, { ...group, certain: group.certain && choice.certain });
  }
  const homes = [...groups.values()].map(homeOf);
  for (const file of homeless) {
    const home = homes.find((each) => isCompanion(file, each));
    const problem = refusalOf(file);
    if (home !== undefined) home.members.push(file);
    else if (problem !== null)
      items.push({ request: file.request, path: file.path, problem, isForeign: true });
    // A file with another ending, or none, is read as text.
    else groups.set(groupKey(file, 'text'), { format: 'text', certain: true, members: [file] });
  }
  for (const { format, certain, members } of groups.values()) {
    const [first, ...rest] = members.map(bundleFile);
    if (first === undefined) continue;
    items.push({ files: [first, ...rest], format, certain, manifest: members[0]?.manifest?.facts ?? null });
  }
  const placeOf = (item: Bundle | Refused): number =>
    places.get(isRefused(item) ? item.request : item.files[0].request) ?? 0;
  return items.sort((a, b) => placeOf(a) - placeOf(b));
}

function bundleFile({ request, path, manifest, remark }: Looked): BundleFile {
  const name = manifest?.listedAs ?? request.name;
  return { request, path, name, ...(remark === undefined ? {} : { remark }) };
}

/** As the user says, as the manifest beside it says, as it looks; `null` for what is no document by itself. */
function formatOf({
  request,
  isEmpty,
  manifest,
  detected,
}: Looked): { format: FormatId; certain: boolean } | null {
  if (request.format !== undefined) return { format: request.format, certain: true };
  if (isManifestName(request.name)) return null;
  const named = FORMAT_IDS.find((id) => id === manifest?.facts.format);
  if (named !== undefined && isRead(named)) return { format: named, certain: true };
  if (detected === null) return null;
  if (!isRead(detected.format)) return null;
  // A text of its own looks like anything; only what is told from its content is worth a second look.
  const certain = detected.sure || detected.format === 'text' || detected.format === 'jsonl' || isEmpty;
  return { format: detected.format, certain };
}

function isRead(format: FormatId): boolean {
  return format === 'text' || format === 'markdown' || format === 'jsonl' || parserOf(format) !== null;
}

/** Whether a file is a table of spans, relations or documents, by the names of its columns. */
function isOurTable({ request, head, detected }: Looked): boolean {
  const read = TABLES[request.format ?? detected?.format ?? 'text'];
  return read !== undefined && head.trim() !== '' && !isArticleTable(read(head.replace(/^\ufeff/, '')));
}

function groupKey({ request, path, manifest }: Looked, format: FormatId): string {
  // Read line by line, each file by itself, also where an export has several.
  if (format === 'jsonl') return `file ${path}`;
  if (manifest !== null && request.format === undefined) return `manifest ${manifest.path}`;
  if (ALL_TOGETHER.has(format)) return format;
  if (FOLDER_TOGETHER.has(format)) {
    return `${format} ${projectFolderOf(request.name) ?? folderOf(request.name)}`;
  }
  return `file ${path}`;
}

/** Whether a file has the rows of a dataset of Hugging Face, and belongs to no export of ours that a manifest describes. */
function isData({ request, manifest, detected }: Looked): boolean {
  if (manifest !== null || CARD.test(request.name)) return false;
  return (request.format ?? detected?.format) === 'huggingface';
}

function isCardOf({ request, manifest }: Looked, datasets: readonly Looked[]): boolean {
  if (!CARD.test(request.name) || manifest !== null) return false;
  if (request.format !== undefined && request.format !== 'huggingface') return false;
  return datasets.some((data) => data.request.name.startsWith(folderOf(request.name)));
}

/** Files of a dataset are read with its card, which is in their folder or in one that this is in. */
function datasetKey(file: Looked, format: FormatId, cards: readonly string[]): string | null {
  if (format !== 'huggingface' || !isData(file)) return null;
  const near = cards.filter((folder) => file.request.name.startsWith(folder));
  return near.length === 0 ? null : `huggingface ${near.toSorted((a, b) => b.length - a.length)[0]}`;
}

/** Whether a text is one that a file of another format, in the same folder, is about. */
function isTextOf(file: Looked, main: Looked): boolean {
  if (file.detected?.format !== 'text' || file.request.format !== undefined || file.manifest !== null)
    return false;
  const { name } = file.request;
  const stem = name.slice(folderOf(name).length).replace(/\.[^.]*$/, '');
  return folderOf(name) === folderOf(main.request.name) && stem !== '' && main.head.includes(stem);
}

/** A group as files that are no documents see it: there may be many of both. */
interface Home {
  readonly format: FormatId;
  readonly members: Looked[];
  readonly folders: ReadonlySet<string>;
  readonly hasManifest: boolean;
}

function homeOf({ format, members }: { readonly format: FormatId; readonly members: Looked[] }): Home {
  return {
    format,
    members,
    folders: new Set(members.map(({ request }) => folderOf(request.name))),
    hasManifest: members.some(({ manifest }) => manifest !== null),
  };
}

function isCompanion(file: Looked, { format, members, folders, hasManifest }: Home): boolean {
  if (isManifestName(file.request.name)) return hasManifest;
  if (TEXTS_BESIDE.has(format) && members.some((member) => isTextOf(file, member))) return true;
  if (COMPANIONS[format]?.test(file.request.name) !== true) return false;
  const folder = folderOf(file.request.name);
  if (format === 'huggingface') return [...folders].some((one) => one.startsWith(folder));
  return folders.has(folder) || ALL_TOGETHER.has(format);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

/** `null` for what may be a text. */
function refusalOf({ request, detected }: Looked): string | null {
  if (isManifestName(request.name)) return 'This describes an export. Choose the files beside it as well.';
  if (detected?.format === 'refi-qdc') {
    return 'This is a codebook, which has no texts. Add it to the scheme instead: “Import a scheme” in the menu of the project.';
  }
  if (detected !== null) return 'Files of this kind are written and not read.';
  return refusalOfName(request.name);
}
