import { createHash } from 'node:crypto';
import type { ExchangeDocument } from '#formats/exchange.ts';
import { parseLine } from '#formats/jsonl/parse.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import type { Result } from '#model/result.ts';
import { success } from '#model/result.ts';
import type { Scheme } from '#model/scheme.ts';
import { JobFailure } from '../job-failure.ts';
import type { FitOptions, FittedDocuments } from './fit-documents.ts';
import { fitDocuments } from './fit-documents.ts';
import type { FileProblem } from './problem-list.ts';
import { createProblemList, sentenceOf } from './problem-list.ts';
import { reading } from './read-file.ts';
import { readLines } from './read-lines.ts';
import type { ResolveContext } from './resolve-context.ts';
import { isUuid } from './resolve-context.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { conflictsIn, resolveRecord } from './resolve-record.ts';

/** What a look through a whole JSON Lines file showed, and how it fits the scheme; nothing is stored by it. */
export interface CheckedFile extends FittedDocuments {
  /** SHA-256 of its bytes: what is imported later must be what was checked. */
  readonly digest: string;
  readonly annotations: number;
  readonly relations: number;
  /** Of what the project has with other content. */
  readonly conflicts: number;
  readonly first: ResolvedRecord | null;
  readonly firstText: string;
  /** Where there is any, nothing of the file may be imported. */
  readonly problems: readonly FileProblem[];
  readonly notices: readonly FileProblem[];
}

interface Work {
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
  /** Is told how many bytes of the file were looked through this time. */
  looked?(bytes: number): void;
}

/** How the lines of a file are made to fit. */
export interface JsonlFit {
  readonly fileName: string;
  readonly scheme: Scheme;
  readonly options: Omit<FitOptions, 'ours' | 'layers'>;
  /** Where the lines are resolved once the scheme has what is added to it. */
  context(scheme: Scheme): ResolveContext;
  /** Is told what each line would become, from the first at each look through the file. */
  look?(): (record: ExchangeDocument, resolved: ResolvedRecord) => void;
}

/**
 * Reads and resolves every line without storing anything, again where something is added to the scheme. The error says that
 * the file cannot be read.
 */
export async function checkJsonl(
  path: string,
  fit: JsonlFit,
  work: Work,
): Promise<Result<CheckedFile, string>> {
  return reading(async () => {
    let look = lookThrough(path, fit, work);
    const fitted = await fitDocuments(
      fit.scheme,
      { ...fit.options, layers: null, ours: true },
      {
        ...work,
        documents() {
          look = lookThrough(path, fit, work);
          return look.records();
        },
        each: (record, scheme) => look.resolve(record, scheme),
      },
    );
    return success({ ...fitted, ...look.found() });
  });
}

/** Once through the lines: what is wrong with each, and what the project would make of it. */
function lookThrough(path: string, fit: JsonlFit, work: Work) {
  const hash = createHash('sha256');
  const problems = createProblemList(fit.fileName);
  const notices = createProblemList(fit.fileName);
  const lineOfId = new Map<string, number>();
  const take = fit.look?.();
  let context: ResolveContext | null = null;
  let at = 0;
  let annotations = 0;
  let relations = 0;
  let conflicts = 0;
  let first: ResolvedRecord | null = null;
  let firstText = '';
  return {
    async *records(): AsyncGenerator<ExchangeDocument> {
      for await (const line of readLines(path, hash)) {
        at = line.number;
        work.looked?.(line.end);
        if (line.problem !== null) problems.add(at, line.problem);
        const parsed = line.problem === null ? parseLine(line.text) : null;
        for (const problem of parsed?.problems ?? []) problems.add(at, sentenceOf(problem));
        for (const notice of parsed?.notices ?? []) notices.add(at, sentenceOf(notice));
        const record = parsed?.record ?? null;
        if (record === null) continue;
        for (const message of idsSeenBefore(record, at, lineOfId)) problems.add(at, message);
        yield record;
      }
    },
    /** The record that came last, as it fits the scheme. */
    resolve(record: ExchangeDocument, scheme: Scheme): void {
      context ??= fit.context(scheme);
      const resolved = resolveRecord(record, context);
      for (const problem of resolved.problems) problems.add(at, sentenceOf(problem));
      for (const notice of resolved.notices) notices.add(at, sentenceOf(notice));
      annotations += record.annotations.length;
      relations += record.relations.length;
      conflicts += conflictsIn(resolved);
      take?.(record, resolved);
      if (first === null) firstText = record.text;
      first ??= resolved;
    },
    found() {
      if (first === null && problems.count() === 0) problems.add(null, 'The file holds no documents.');
      return {
        digest: hash.digest('hex'),
        ...{ annotations, relations, conflicts, first, firstText },
        problems: problems.all(),
        notices: notices.all(),
      };
    },
  };
}

/** Ids that are the same everywhere may stand in one line of a file only. */
function idsSeenBefore(record: JsonlRecord, line: number, lineOfId: Map<string, number>): string[] {
  const ids: readonly (readonly [string, string | null])[] = [
    ['id', record.id],
    ...record.annotations.map(({ id }, index) => [`annotations[${index}].id`, id] as const),
    ...record.relations.map(({ id }, index) => [`relations[${index}].id`, id] as const),
  ];
  return ids.flatMap(([key, id]) => {
    if (!isUuid(id)) return [];
    const before = lineOfId.get(id);
    lineOfId.set(id, line);
    if (before === undefined) return [];
    return [
      sentenceOf({
        key,
        message: `is "${id}", as ${before === line ? 'elsewhere in this line' : `in line ${before}`}`,
      }),
    ];
  });
}

/** Resolves the lines of a checked file once more and hands each on. Throws `JobFailure` where the file is another now. */
export async function applyJsonl(
  path: string,
  checked: CheckedFile,
  context: ResolveContext,
  work: Work,
  store: (record: JsonlRecord, resolved: ResolvedRecord) => void,
): Promise<void> {
  const changed = () =>
    new JobFailure(
      `“${context.fileName}” was changed while it was imported. Nothing was imported; import it again.`,
    );
  const hash = createHash('sha256');
  for await (const line of readLines(path, hash)) {
    if (work.cancelled()) return;
    const given = line.problem === null ? parseLine(line.text).record : null;
    if (given === null) throw changed();
    const record = checked.fitted(given);
    const resolved = resolveRecord(record, context);
    if (resolved.problems.length > 0) throw changed();
    store(record, resolved);
    await work.pace();
  }
  if (hash.digest('hex') !== checked.digest) throw changed();
}
