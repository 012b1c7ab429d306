import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ExchangeDocument, InputFile, Loss, WrittenFiles } from '#formats/exchange.ts';
import type { SplitPlan } from '#formats/split/split-plan.ts';
import { UNIT_NAMES } from '#formats/unit-check.ts';
import type { Split } from '#model/export-choice.ts';
import { readZip } from '../archive/read-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
import { DEFAULT_ZIP_LIMITS } from '../archive/zip-limits.ts';
import { openAtomicFile, writeFileAtomically } from '../atomic-write.ts';
import { fitDocument } from '../import/fit-document.ts';
import { createNameMap } from '../import/name-map.ts';
import { createPace } from '../import/pace.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader } from '../session.ts';
import { openAtomicFolder, type WrittenFile } from './atomic-folder.ts';
import { chooseFrom } from './choose.ts';
import { compareDocuments } from './compare.ts';
import { createLossCounts } from './count-losses.ts';
import { MANIFEST_NAME, type Manifest, manifestNameOf, serialiseManifest } from './manifest.ts';
import type { ExportChoices, ExportPlan } from './plan.ts';
import { documentsOf, readRecord } from './read-record.ts';
import type { SplitMemory } from './split-memory.ts';

type CodecPlan = ExportPlan & { readonly codec: NonNullable<ExportPlan['codec']> };

export interface ExportAsked {
  readonly choices: ExportChoices;
  readonly path: string;
  readonly appVersion: string;
  /** ISO 8601, for the manifest. */
  readonly now: string;
  readonly splitMemory: SplitMemory;
}

/** What was written, before it takes its name. */
interface Draft {
  readonly files: readonly WrittenFile[];
  readBack(): Promise<readonly InputFile[]>;
  /** Everything takes its name, the manifest with it; answers the size of the manifest. */
  commit(manifest: string): void;
  discard(): void;
}

/**
 * Writes a project in a format that is written whole: chosen, serialised, written beside its place, read back and
 * compared, and only then given its name, with the manifest. Throws where it cannot be written; then and where the
 * user cancels, what stood there before stands there still.
 */
export async function writeWithCodec(
  reader: ProjectReader,
  plan: CodecPlan,
  asked: ExportAsked,
  job: JobControl,
): Promise<JobOutcome> {
  const losses: Loss[] = [];
  const documents = await readDocuments(reader, plan, losses, job);
  if (documents === null) return { is: 'cancelled' };
  const total = documents.length * 3;
  job.report(documents.length, total, basename(asked.path));
  await job.pause();
  const written = plan.codec.serialise(documents, plan.options);
  losses.push(...written.losses);
  const draft = await draftOf(plan, asked.path, written);
  try {
    job.report(documents.length * 2, total, basename(asked.path));
    await job.pause();
    if (job.cancelled()) return { is: 'cancelled' };
    const differences = await differencesOf(reader, plan, { written, documents, losses }, draft);
    await job.pause();
    if (job.cancelled()) return { is: 'cancelled' };
    const verified = differences === null ? null : differences.length === 0;
    const manifest = serialiseManifest({
      ...manifestHead(reader, plan, asked),
      names: written.names,
      files: draft.files,
      documents: documents.map(summaryOf),
      losses,
      verified,
      differences: differences ?? [],
    });
    draft.commit(manifest);
    job.report(total, total, '');
    const counts = createLossCounts();
    counts.add(losses);
    return {
      is: 'exported',
      exported: {
        fileName: basename(asked.path),
        place: dirname(asked.path),
        files: draft.files.length + 1,
        documents: documents.length,
        annotations: sum(documents, ({ annotations }) => annotations.length),
        relations: sum(documents, ({ relations }) => relations.length),
        bytes: sum(draft.files, ({ bytes }) => bytes),
        losses: counts.all(),
        verified,
        differences: differences ?? [],
      },
    };
  } finally {
    draft.discard();
  }
}

async function readDocuments(
  reader: ProjectReader,
  plan: CodecPlan,
  losses: Loss[],
  job: JobControl,
): Promise<ExchangeDocument[] | null> {
  const pace = createPace(job.pause);
  const documents: ExchangeDocument[] = [];
  const ids = documentsOf(reader, plan);
  for (const [done, id] of ids.entries()) {
    if (job.cancelled()) return null;
    const chosen = chooseFrom(readRecord(reader, id), plan.filter);
    job.report(done, ids.length * 3, chosen.document.title ?? '');
    losses.push(...chosen.losses);
    documents.push(chosen.document);
    await pace();
  }
  return documents;
}

async function draftOf(plan: CodecPlan, path: string, written: WrittenFiles): Promise<Draft> {
  if (plan.info.archive === true) return archiveDraft(path, written);
  return plan.info.folder === true ? folderDraft(path, written) : fileDraft(path, written);
}

function folderDraft(path: string, written: WrittenFiles): Draft {
  const folder = openAtomicFolder(path);
  try {
    const files = written.files.map((file) => folder.write(file.path, file.content));
    return {
      files,
      readBack: () =>
        Promise.all(
          files.map(async (file) => ({
            name: file.path,
            bytes: await readFile(join(folder.temporaryPath, ...file.path.split('/'))),
          })),
        ),
      commit(manifest) {
        folder.write(MANIFEST_NAME, manifest);
        folder.commit();
      },
      discard: folder.discard,
    };
  } catch (error) {
    folder.discard();
    throw error;
  }
}

function fileDraft(path: string, written: WrittenFiles): Draft {
  const [output, ...more] = written.files;
  if (output === undefined || more.length > 0) {
    throw new Error(`The format is one file and wrote ${written.files.length}.`);
  }
  const file = openAtomicFile(path);
  try {
    file.write(output.content);
    file.sync();
  } catch (error) {
    file.discard();
    throw error;
  }
  const sha256 = createHash('sha256').update(output.content).digest('hex');
  return {
    files: [{ path: basename(path), bytes: file.size(), sha256 }],
    readBack: async () => [{ name: output.path, bytes: await readFile(file.temporaryPath) }],
    commit(manifest) {
      file.commit();
      writeFileAtomically(manifestPathOf(path), manifest);
    },
    discard: file.discard,
  };
}

/** All files in one archive. */
async function archiveDraft(path: string, written: WrittenFiles): Promise<Draft> {
  const file = openAtomicFile(path);
  const hash = createHash('sha256');
  try {
    for await (const piece of writeZip(written.files)) {
      file.write(piece);
      hash.update(piece);
    }
    file.sync();
  } catch (error) {
    file.discard();
    throw error;
  }
  return {
    files: [{ path: basename(path), bytes: file.size(), sha256: hash.digest('hex') }],
    async readBack() {
      const bytes = await readFile(file.temporaryPath);
      const entries = await readZip(bytes, { ...DEFAULT_ZIP_LIMITS, ratio: Number.POSITIVE_INFINITY });
      if (!entries.ok) throw new JobFailure(`“${basename(path)}” could not be read back: ${entries.error}`);
      return [{ name: basename(path), bytes, entries: entries.value }];
    },
    commit(manifest) {
      file.commit();
      writeFileAtomically(manifestPathOf(path), manifest);
    },
    discard: file.discard,
  };
}

function manifestPathOf(path: string): string {
  return join(path, '..', manifestNameOf(basename(path)));
}

/** What differs between the project and what was written, `null` where the format is not read. */
async function differencesOf(
  reader: ProjectReader,
  plan: CodecPlan,
  given: {
    readonly written: WrittenFiles;
    readonly documents: readonly ExchangeDocument[];
    readonly losses: readonly Loss[];
  },
  draft: Draft,
): Promise<string[] | null> {
  const { parse } = plan.codec;
  if (parse === null) return null;
  const read = await draft.readBack();
  for (const [index, { path, bytes }] of draft.files.entries()) {
    if (read[index]?.bytes.length !== bytes) {
      throw new JobFailure(`“${path}” could not be read back. Nothing was exported. Try another disk.`);
    }
  }
  if (given.documents.length === 0) return [];
  const parsed = parse(read, given.written.names, plan.options);
  const scheme = reader.scheme();
  const names = createNameMap(scheme, [], plan.options.layers);
  const back = parsed.documents.map((document) => fitDocument(document, scheme, names).document);
  const problems = parsed.problems.slice(0, 5).map(({ file, line, message }) => {
    return `${file}${line === null ? '' : `:${line}`}: ${message}`;
  });
  return [...problems, ...compareDocuments(given.documents, back, given.losses)];
}

function manifestHead(reader: ProjectReader, plan: ExportPlan, asked: ExportAsked) {
  const { format: _, annotators, ...options } = asked.choices;
  const { pseudonyms } = plan.filter;
  const { name, version } = reader.scheme();
  return {
    application: 'Standoff',
    applicationVersion: asked.appVersion,
    manifestVersion: 1,
    format: plan.info.id,
    exportedAt: asked.now,
    scheme: { name, version },
    offsetUnit: plan.options.unit === undefined ? plan.info.offsetUnit : UNIT_NAMES[plan.options.unit],
    options: {
      ...options,
      layers: plan.options.layers.map((id) => id as never),
      ...(annotators === undefined
        ? {}
        : { annotators: annotators.map((id): string => pseudonyms?.get(id) ?? id) }),
      ...(plan.options.split === undefined ? {} : { splits: splitsOf(plan.options.split) }),
    },
  } satisfies Partial<Manifest>;
}

/** Which documents are in which split. */
function splitsOf({ splitOf }: SplitPlan): Readonly<Record<Split, readonly string[]>> {
  const splits: Record<Split, string[]> = { train: [], dev: [], test: [] };
  for (const [id, split] of splitOf) splits[split].push(id);
  return splits;
}

function summaryOf(document: ExchangeDocument): Manifest['documents'][number] {
  return {
    id: document.id,
    title: document.title,
    textSha256: document.textSha256,
    annotations: document.annotations.length,
    relations: document.relations.length,
    attributes: sum(document.annotations, ({ attributes }) => Object.keys(attributes).length),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
