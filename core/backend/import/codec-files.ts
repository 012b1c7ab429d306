import type { ExchangeDocument, FormatProblem, FoundTable } from '#formats/exchange.ts';
import { spanName } from '#formats/shared/span-name.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import type { Bundle } from './bundles.ts';
import { isManifestName } from './find-manifest.ts';
import type { CountedLeftOut, FitOptions, FittedDocuments } from './fit-documents.ts';
import { fitDocuments } from './fit-documents.ts';
import type { ImportMemory } from './import-memory.ts';
import { keepDocuments } from './kept-documents.ts';
import { sentenceOf } from './problem-list.ts';
import type { StepProgress } from './progress.ts';
import { checkFile } from './read-file.ts';
import {
  type FoundEncoding,
  type ReadRefusal,
  type ReadTask,
  sizeOfAll,
  type TaskFile,
} from './reader/protocol.ts';
import type { Reading } from './reading.ts';
import type { ResolveContext } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { conflictsIn, resolveRecord } from './resolve-record.ts';

/** What was read of files of another tool, and how it fits the scheme. */
export interface LoadedFiles extends Omit<FittedDocuments, 'fitted'> {
  /** The documents, from the first at each call: there may be more of them than memory holds. */
  documents(): AsyncGenerator<ExchangeDocument>;
  /** Frees what they take. */
  discard(): Promise<void>;
  /** Files with one are out. */
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
  /** Where a file is a table of articles; also beside problems, to choose columns from. */
  readonly table: FoundTable | null;
  /** `null` for formats that are always in the same. */
  readonly encoding: FoundEncoding | null;
}

export interface LoadOptions extends Omit<FitOptions, 'before' | 'layers'> {
  readonly memory: ImportMemory;
}

/** What loading needs of the import around it. */
export interface LoadWork {
  readonly reading: Reading;
  /** Where somebody watches. */
  readonly progress?: StepProgress;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
}

/** Reads the files of a bundle. The error says why that cannot be; nothing is stored. */
export async function loadFiles(
  bundle: Bundle,
  scheme: Scheme,
  options: LoadOptions,
  work: LoadWork,
): Promise<Result<LoadedFiles, ReadRefusal>> {
  const task = await taskOf(bundle, options.memory, work.reading.folder.freshPath());
  if (!task.ok) return task;
  const size = sizeOfAll(task.value.files);
  const kept = keepDocuments(work.reading.folder);
  try {
    const problems: FormatProblem[] = [];
    const notices = bundle.files.flatMap(({ name, remark }): FormatProblem[] =>
      remark === undefined ? [] : [{ file: name, line: null, message: remark }],
    );
    let table: FoundTable | null = null;
    let encoding: FoundEncoding | null = null;
    const read = await work.reading.reader.read(task.value, {
      documents: kept.add,
      part(part) {
        kept.endPart(part.kept);
        // One by one: spread, more than some ten thousand would not fit the stack.
        for (const problem of part.problems) problems.push(problem);
        for (const notice of part.notices) notices.push(notice);
        table ??= part.table ?? null;
        encoding ??= part.encoding ?? null;
      },
      cancelled: work.cancelled,
      bytes: (bytes) => work.progress?.step('reading', bytes, size),
    });
    if (!read.ok) {
      await kept.discard();
      return read;
    }
    const fitting = {
      ...options,
      before: options.memory.name,
      layers: bundle.manifest?.layers ?? null,
    };
    const { fitted, ...facts } = await fitDocuments(scheme, fitting, {
      ...work,
      documents: kept.documents,
      seen: (count) => work.progress?.step('fitting', count, kept.count()),
    });
    return success({
      ...facts,
      async *documents() {
        for await (const document of kept.documents()) yield fitted(document);
      },
      discard: kept.discard,
      problems,
      notices,
      table,
      encoding,
    });
  } catch (error) {
    await kept.discard();
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const message = `There is no place for it in the app's folder (${code}). Make room there and try again.`;
    return failure({ file: null, message });
  }
}

async function taskOf(
  { format, files, manifest }: Bundle,
  memory: ImportMemory,
  scratch: string,
): Promise<Result<ReadTask, ReadRefusal>> {
  const taken: TaskFile[] = [];
  for (const { name, path, request } of files) {
    if (isManifestName(name)) continue;
    const size = await checkFile(path, format);
    // Among files that belong together, one may be empty, such as an .ann of a text without spans.
    if (!size.ok && (files.length === 1 || size.error !== EMPTY)) {
      return failure({ file: name, message: size.error });
    }
    taken.push({ name, path, size: size.ok ? size.value : 0, encoding: request.encoding });
  }
  const { sheet, columns, sheetsOf, columnsOf, content } = files[0].request;
  const choices = {
    ...memory.tables,
    ...(sheet === undefined ? {} : { sheet }),
    ...(columns === undefined ? {} : { columns }),
    ...(sheetsOf === undefined ? {} : { sheetsOf }),
    ...(columnsOf === undefined ? {} : { columnsOf }),
    ...(content === undefined ? {} : { content }),
  };
  return success({ format, names: manifest?.names, unit: manifest?.unit, choices, scratch, files: taken });
}

const EMPTY = 'The file is empty.';

/** Of more names than this, one sentence says that the scheme does not have them. */
const NAMES_SAID = 3;

/** `12 spans are left out: the scheme has no “MISC”.` */
export function leftOutSentences(leftOut: readonly CountedLeftOut[]): string[] {
  const spans = leftOut.filter(({ what }) => what === 'span');
  if (spans.length <= NAMES_SAID) return leftOut.map(leftOutSentence);
  const count = spans.reduce((sum, each) => sum + each.count, 0);
  const why = `the scheme has none of their ${spans.length} labels, or they are to be left out`;
  const others = leftOut.filter(({ what }) => what !== 'span');
  return [leftOutSentence({ what: 'span', why, count }), ...others.map(leftOutSentence)];
}

function leftOutSentence({ what, why, count }: CountedLeftOut): string {
  return `${count} ${what}${count === 1 ? ' is' : 's are'} left out: ${why}.`;
}

export interface ResolvedFiles {
  readonly first: ResolvedRecord | null;
  /** The text of the first. */
  readonly firstText: string;
  readonly annotations: number;
  readonly relations: number;
  /** Of what the project has with other content. */
  readonly conflicts: number;
  /** What keeps all of it out, as sentences. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** What resolving needs of the import around it. */
interface ResolveWork {
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
  /** Is told how many documents were resolved. */
  seen?(count: number): void;
}

/** In words what `annotations[3].id` and the like are of a file that does not have them under this name. */
function placeOf(key: string, { annotations, relations }: ExchangeDocument): string {
  const [, list, index, id, rest = ''] = /^(annotations|relations)\[(\d+)\](\.id)?(.*)$/s.exec(key) ?? [];
  const relation = list === 'relations' ? relations[Number(index)] : undefined;
  const span = list === 'annotations' ? annotations[Number(index)] : undefined;
  const which = relation !== undefined ? `relation “${relation.type}”` : span && spanName(span);
  if (which === undefined) return key;
  return `${id === undefined ? '' : 'the id of '}the ${which}${rest}`;
}

/** Resolves the documents against the project, one after the other; `take` may write what each adds. */
export async function resolveFiles(
  documents: AsyncIterable<ExchangeDocument>,
  context: ResolveContext,
  work: ResolveWork,
  take: (record: ExchangeDocument, resolved: ResolvedRecord) => void = () => {},
): Promise<ResolvedFiles> {
  const problems: string[] = [];
  const notices: string[] = [];
  let first: ResolvedRecord | null = null;
  let firstText = '';
  let count = 0;
  let annotations = 0;
  let relations = 0;
  let conflicts = 0;
  for await (const document of documents) {
    if (work.cancelled()) break;
    const resolved = resolveRecord(document, context);
    const named = ({ key, message }: { readonly key: string; readonly message: string }) =>
      `“${resolved.document.title}”: ${sentenceOf({ key: placeOf(key, document), message })}`;
    problems.push(...resolved.problems.map(named));
    notices.push(...resolved.notices.map(named));
    if (first === null) firstText = document.text;
    first ??= resolved;
    annotations += document.annotations.length;
    relations += document.relations.length;
    conflicts += conflictsIn(resolved);
    take(document, resolved);
    count += 1;
    work.seen?.(count);
    await work.pace();
  }
  return { first, firstText, annotations, relations, conflicts, problems, notices };
}
