import type { ExchangeDocument, FormatProblem } from '#formats/exchange.ts';
import type { Result } from '#model/result.ts';
import { failure, success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import type { Bundle } from './bundles.ts';
import { isManifestName } from './find-manifest.ts';
import type { LeftOut } from './fit-attributes.ts';
import { fitDocument } from './fit-document.ts';
import { type KeptDocuments, keepDocuments } from './kept-documents.ts';
import { createNameMap, type MappedName, type NameChoice, type NameMap } from './name-map.ts';
import { sentenceOf } from './problem-list.ts';
import { checkFile } from './read-file.ts';
import type { ReadTask, TaskFile } from './reader/protocol.ts';
import type { Reading } from './reading.ts';
import type { ResolveContext } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { resolveRecord } from './resolve-record.ts';

/** What was read of files of another tool, made to fit the scheme. */
export interface LoadedFiles {
  /** How many documents. */
  readonly count: number;
  /** The documents, from the first at each call: there may be more of them than memory holds. */
  documents(): AsyncGenerator<ExchangeDocument>;
  /** Frees what they take. */
  discard(): Promise<void>;
  /** The layers and labels of the files, by layer then label, and what becomes of each. */
  readonly names: readonly FoundName[];
  readonly leftOut: readonly CountedLeftOut[];
  readonly spansLeftOut: number;
  /** Files with one are out. */
  readonly problems: readonly FormatProblem[];
  readonly notices: readonly FormatProblem[];
}

export interface FoundName extends MappedName {
  readonly layer: string;
  readonly label: string | null;
  readonly count: number;
}

export interface CountedLeftOut extends LeftOut {
  readonly count: number;
}

/** What loading needs of the import around it. */
export interface LoadWork {
  readonly reading: Reading;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
}

/** Reads the files of a bundle. The error says why that cannot be; nothing is stored. */
export async function loadFiles(
  bundle: Bundle,
  scheme: Scheme,
  choices: readonly NameChoice[],
  work: LoadWork,
): Promise<Result<LoadedFiles, string>> {
  const task = await taskOf(bundle);
  if (!task.ok) return task;
  const kept = keepDocuments(work.reading.folder);
  try {
    const problems: FormatProblem[] = [];
    const notices: FormatProblem[] = [];
    const read = await work.reading.reader.read(task.value, {
      documents: kept.add,
      part(part) {
        kept.endPart(part.kept);
        // One by one: spread, more than some ten thousand would not fit the stack.
        for (const problem of part.problems) problems.push(problem);
        for (const notice of part.notices) notices.push(notice);
      },
      cancelled: work.cancelled,
    });
    if (!read.ok) {
      await kept.discard();
      return read;
    }
    const nameOf = createNameMap(scheme, choices, bundle.manifest?.layers ?? null);
    const facts = await fitAll(kept, scheme, nameOf, work);
    return success({
      ...facts,
      async *documents() {
        for await (const document of kept.documents()) yield fitDocument(document, scheme, nameOf).document;
      },
      discard: kept.discard,
      problems,
      notices,
    });
  } catch (error) {
    await kept.discard();
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    return failure(`There is no place for it in the app's folder (${code}). Make room there and try again.`);
  }
}

async function taskOf({ format, files, manifest }: Bundle): Promise<Result<ReadTask, string>> {
  const taken: TaskFile[] = [];
  for (const { name, path } of files) {
    if (isManifestName(name)) continue;
    const size = await checkFile(path, format);
    // Among files that belong together, one may be empty, such as an .ann of a text without spans.
    if (!size.ok && (files.length === 1 || size.error !== EMPTY)) return failure(`${name}: ${size.error}`);
    taken.push({ name, path, size: size.ok ? size.value : 0 });
  }
  return success({ format, names: manifest?.names, unit: manifest?.unit, files: taken });
}

/** Goes through all documents once: what names they have, and what does not fit. */
async function fitAll(
  kept: KeptDocuments,
  scheme: Scheme,
  nameOf: NameMap,
  { pace, cancelled }: LoadWork,
): Promise<Pick<LoadedFiles, 'count' | 'names' | 'leftOut' | 'spansLeftOut'>> {
  const names = new Map<string, FoundName>();
  const leftOut = new Map<string, CountedLeftOut>();
  let spansLeftOut = 0;
  let documents = 0;
  for await (const document of kept.documents()) {
    if (cancelled()) break;
    documents += 1;
    const fitted = fitDocument(document, scheme, nameOf);
    for (const { layer, label } of fitted.spans) {
      const key = JSON.stringify([layer, label]);
      const count = (names.get(key)?.count ?? 0) + 1;
      names.set(key, { layer, label, count, ...nameOf(layer, label) });
    }
    for (const { what, why } of fitted.leftOut) {
      if (what === 'span') spansLeftOut += 1;
      const key = `${what} ${why}`;
      leftOut.set(key, { what, why, count: (leftOut.get(key)?.count ?? 0) + 1 });
    }
    await pace();
  }
  return {
    count: documents,
    names: [...names.values()].sort(
      (a, b) => compare(a.layer, b.layer) || compare(a.label ?? '', b.label ?? ''),
    ),
    leftOut: [...leftOut.values()].sort((a, b) => b.count - a.count || compare(a.why, b.why)),
    spansLeftOut,
  };
}

const EMPTY = 'The file is empty.';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `12 spans are left out: the scheme has no “MISC”.` */
export function leftOutSentence({ what, why, count }: CountedLeftOut): string {
  return `${count} ${what}${count === 1 ? ' is' : 's are'} left out: ${why}.`;
}

export interface ResolvedFiles {
  readonly first: ResolvedRecord | null;
  /** The text of the first. */
  readonly firstText: string;
  readonly duplicates: number;
  readonly annotations: number;
  /** What keeps all of it out, as sentences. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

/** Resolves the documents against the project, one after the other; `store` may write what each adds. */
export async function resolveFiles(
  documents: AsyncIterable<ExchangeDocument>,
  context: ResolveContext,
  work: { readonly pace: () => Promise<void>; readonly cancelled: () => boolean },
  store: (record: ExchangeDocument, resolved: ResolvedRecord) => void = () => {},
): Promise<ResolvedFiles> {
  const problems: string[] = [];
  const notices: string[] = [];
  let first: ResolvedRecord | null = null;
  let firstText = '';
  let duplicates = 0;
  let annotations = 0;
  for await (const document of documents) {
    if (work.cancelled()) break;
    const resolved = resolveRecord(document, context);
    const named = (remark: { readonly key: string; readonly message: string }) =>
      `“${resolved.document.title}”: ${sentenceOf(remark)}`;
    problems.push(...resolved.problems.map(named));
    notices.push(...resolved.notices.map(named));
    if (first === null) firstText = document.text;
    first ??= resolved;
    if (!resolved.isNew) duplicates += 1;
    annotations += document.annotations.length;
    store(document, resolved);
    await work.pace();
  }
  return { first, firstText, duplicates, annotations, problems, notices };
}
