import { parserOf } from '#formats/codecs.ts';
import type { ExchangeDocument, FormatProblem, FoundTable, InputFile } from '#formats/exchange.ts';
import { FORMATS } from '#formats/infos.ts';
import { type FormatId, LARGEST_EXCHANGE_FILE } from '#formats/registry.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import { readZip } from '../archive/read-zip.ts';
import type { Bundle } from './bundles.ts';
import { type Decoded, decodeBytes } from './decode.ts';
import { isManifestName } from './find-manifest.ts';
import type { CountedLeftOut, FitOptions, FittedDocuments } from './fit-documents.ts';
import { fitDocuments } from './fit-documents.ts';
import type { ImportMemory } from './import-memory.ts';
import { sentenceOf } from './problem-list.ts';
import { checkFile, readBytes } from './read-file.ts';
import type { ResolveContext } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { resolveRecord } from './resolve-record.ts';

/** What was read of files of another tool, made to fit the scheme. */
export interface LoadedFiles extends FittedDocuments {
  /** Files with one are out. */
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
  /** Where a file is a table of articles; also beside problems, to choose columns from. */
  readonly table: FoundTable | null;
  /** Of files that may be in any; `null` for formats that are in one always. */
  readonly encoding: Pick<Decoded, 'encoding' | 'certain'> | null;
}

export interface LoadOptions extends Omit<FitOptions, 'before' | 'layers'> {
  readonly memory: ImportMemory;
}

/** Reads the files of a bundle whole. The error says why that cannot be; nothing is stored. */
export async function loadFiles(
  bundle: Bundle,
  scheme: Scheme,
  options: LoadOptions,
): Promise<Result<LoadedFiles, string>> {
  const parse = parserOf(bundle.format);
  if (parse === null) return failure('This format is written and not read.');
  const { memory } = options;
  const inputs: InputFile[] = [];
  let encoding: LoadedFiles['encoding'] = null;
  let total = 0;
  for (const { name, path, request } of bundle.files) {
    if (isManifestName(name)) continue;
    const size = await checkFile(path, bundle.format);
    // Among files that belong together, one may be empty, such as an .ann of a text without spans.
    if (!size.ok && (bundle.files.length === 1 || size.error !== EMPTY))
      return failure(`${name}: ${size.error}`);
    total += size.ok ? size.value : 0;
    if (total > LARGEST_EXCHANGE_FILE) {
      return failure(
        `The files have more than ${LARGEST_EXCHANGE_FILE / 1024 / 1024} MiB. Import them in parts.`,
      );
    }
    const bytes = size.ok ? await readBytes(path, bundle.format) : success(new Uint8Array());
    if (!bytes.ok) return failure(`${name}: ${bytes.error}`);
    const entries = isArchive(bundle.format) ? await unpacked(bytes.value) : success(undefined);
    if (!entries.ok) return failure(`${name}: ${entries.error}`);
    const inUtf8 = mayBeInAnyEncoding(bundle.format) ? toUtf8(bytes.value, request.encoding) : null;
    if (inUtf8?.ok === false) return failure(`${name}: ${inUtf8.error}`);
    encoding ??= inUtf8?.value ?? null;
    inputs.push({
      name,
      bytes: inUtf8?.value.bytes ?? bytes.value,
      ...(entries.value === undefined ? {} : { entries: entries.value }),
    });
  }
  const { sheet, columns } = bundle.files[0].request;
  const parsed = await parse(inputs, bundle.manifest?.names, {
    ...(sheet === undefined ? {} : { sheet }),
    ...(columns === undefined ? {} : { columns }),
    columnsBefore: memory.columns,
    sheetBefore: memory.sheet,
  });
  const fitted = fitDocuments(parsed.documents, scheme, {
    ...options,
    before: memory.name,
    layers: bundle.manifest?.layers ?? null,
  });
  return success({
    ...fitted,
    problems: parsed.problems,
    notices: parsed.notices,
    table: parsed.table ?? null,
    encoding,
  });
}

/** Tables come from spreadsheet programs, which write the encoding of their system. */
function mayBeInAnyEncoding(format: FormatId): boolean {
  return format === 'csv' || format === 'tsv';
}

function toUtf8(
  bytes: Uint8Array,
  chosen: string | undefined,
): Result<{ readonly bytes: Uint8Array; readonly encoding: string; readonly certain: boolean }, string> {
  if (bytes.length === 0) return success({ bytes, encoding: 'utf-8', certain: true });
  const decoded = decodeBytes(bytes, chosen);
  if (!decoded.ok) return decoded;
  const { text, encoding, certain } = decoded.value;
  return success({ bytes: encoding === 'utf-8' ? bytes : Buffer.from(text), encoding, certain });
}

async function unpacked(bytes: Uint8Array): Promise<Result<readonly InputFile[], string>> {
  const isOld = OLD_OFFICE.every((byte, index) => bytes[index] === byte);
  return isOld
    ? failure(
        'It is locked with a password or of the old kind. Save it anew in the program that it belongs to.',
      )
    : readZip(bytes);
}

/** How Office files of the old kind begin, and those locked with a password. */
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

const EMPTY = 'The file is empty.';

function isArchive(format: FormatId): boolean {
  return FORMATS.some(({ id, archive }) => id === format && archive === true);
}

/** `12 spans are left out: the scheme has no “MISC”.` */
export function leftOutSentence({ what, why, count }: CountedLeftOut): string {
  return `${count} ${what}${count === 1 ? ' is' : 's are'} left out: ${why}.`;
}

export interface ResolvedFiles {
  readonly first: ResolvedRecord | null;
  readonly duplicates: number;
  readonly annotations: number;
  readonly relations: number;
  /** What keeps all of it out, as sentences. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** Resolves the documents against the project, one after the other; `store` may write what each adds. */
export async function resolveFiles(
  documents: readonly ExchangeDocument[],
  context: ResolveContext,
  work: { readonly pace: () => Promise<void>; readonly cancelled: () => boolean },
  store: (record: ExchangeDocument, resolved: ResolvedRecord) => void = () => {},
): Promise<ResolvedFiles> {
  const problems: string[] = [];
  const notices: string[] = [];
  let first: ResolvedRecord | null = null;
  let duplicates = 0;
  let annotations = 0;
  let relations = 0;
  /** Texts of this file, which the project does not have before they are stored. */
  const texts = new Set<string>();
  for (const document of documents) {
    if (work.cancelled()) break;
    const resolved = resolveRecord(document, context);
    const named = (remark: { readonly key: string; readonly message: string }) =>
      `“${resolved.document.title}”: ${sentenceOf(remark)}`;
    problems.push(...resolved.problems.map(named));
    notices.push(...resolved.notices.map(named));
    first ??= resolved;
    if (!resolved.isNew || texts.has(resolved.document.textSha256)) duplicates += 1;
    texts.add(resolved.document.textSha256);
    annotations += document.annotations.length;
    relations += document.relations.length;
    store(document, resolved);
    await work.pace();
  }
  return { first, duplicates, annotations, relations, problems, notices };
}
