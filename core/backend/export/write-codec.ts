import { basename, dirname } from 'node:path';
import type { ExchangeDocument, WriteSink, WrittenCounts } from '#formats/exchange.ts';
import type { SplitPlan } from '#formats/split/split-plan.ts';
import { UNIT_NAMES } from '#formats/unit-check.ts';
import { createSurveyor } from '#formats/writing/surveyor.ts';
import type { Split } from '#model/export-choice.ts';
import type { DocumentId } from '#model/ids.ts';
import { createPace } from '../import/pace.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader } from '../session.ts';
import { chooseFrom } from './choose.ts';
import type { ExportChoices } from './export-choices.ts';
import type { ExportCounts } from './export-counts.ts';
import { createExportCounts } from './export-counts.ts';
import type { ExportPlace } from './export-place.ts';
import { openExportPlace } from './export-place.ts';
import type { LossLog, LossRange } from './loss-log.ts';
import { openLossLog } from './loss-log.ts';
import type { Manifest } from './manifest.ts';
import { manifestText } from './manifest.ts';
import type { ExportPlan } from './plan.ts';
import { readBack } from './read-back.ts';
import { documentsOf, readRecord } from './read-record.ts';
import type { SplitMemory } from './split-memory.ts';
import type { Batch, WriteLedger } from './write-ledger.ts';
import { createWriteLedger } from './write-ledger.ts';
import type { ExportCodec } from './writer-of.ts';

type CodecPlan = ExportPlan & { readonly codec: ExportCodec };

export interface ExportAsked {
  readonly choices: ExportChoices;
  readonly path: string;
  readonly appVersion: string;
  /** ISO 8601, for the manifest. */
  readonly now: string;
  readonly splitMemory: SplitMemory;
}

/** What an export has at hand from its beginning to its end. */
interface Work {
  readonly reader: ProjectReader;
  readonly plan: CodecPlan;
  readonly ids: readonly DocumentId[];
  readonly place: ExportPlace;
  readonly ledger: WriteLedger;
  readonly losses: LossLog;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
  /** One step of as many as there are documents; of these there are several rounds. */
  readonly step: (current: string) => void;
}

/**
 * Writes a project document by document beside its place, reads it back and compares it, some documents at a time, and only
 * then gives it its name, with the manifest. Neither texts nor annotations of more documents than these are in memory. Throws
 * where it cannot be written; then and where the user cancels, what stood there before stands there still.
 */
export async function writeWithCodec(
  reader: ProjectReader,
  plan: CodecPlan,
  asked: ExportAsked,
  job: JobControl,
): Promise<JobOutcome> {
  const ids = documentsOf(reader, plan);
  const rounds = plan.codec.surveyed ? 3 : 2;
  const total = ids.length * rounds;
  let done = 0;
  const place = openExportPlace(asked.path, plan.kind);
  const losses = openLossLog(place.scratch);
  const work: Work = {
    reader,
    plan,
    ids,
    place,
    ledger: createWriteLedger(),
    losses,
    pace: createPace(job.pause),
    cancelled: job.cancelled,
    step(current) {
      job.report(done, total, current);
      done += 1;
    },
  };
  try {
    const written = await writeDocuments(work);
    const files = written === null ? null : await place.settle(work);
    if (written === null || files === null) return { is: 'cancelled' };
    const differences = await readBack(
      reader,
      plan,
      {
        place,
        files,
        ledger: work.ledger,
        names: written.names,
        documentsOf: ({ first, last }) => ids.slice(first, last).map((id) => chosenOf(work, id).document),
        lossesOf: (batch) => losses.read(written.lossesOf(batch)),
      },
      {
        ...work,
        report({ first, last }) {
          for (const document of written.documents.slice(first, last)) work.step(document.title ?? '');
        },
      },
    );
    if (job.cancelled()) return { is: 'cancelled' };
    const verified = differences === null ? null : differences.length === 0;
    await place.commit(
      manifestText({
        ...manifestHead(reader, plan, asked),
        names: written.names,
        files,
        documents: written.documents,
        lossCounts: losses.counts(),
        losses: losses.all(),
        verified,
        differences: differences ?? [],
      }),
    );
    job.report(total, total, '');
    return {
      is: 'exported',
      exported: {
        fileName: basename(asked.path),
        place: dirname(asked.path),
        files: files.length + 1,
        ...written.counts,
        bytes: sum(files, ({ bytes }) => bytes),
        losses: losses.counts(),
        verified,
        differences: [...(differences ?? [])],
      },
    };
  } finally {
    losses.close();
    await place.discard();
  }
}

function chosenOf({ reader, plan }: Work, id: DocumentId) {
  return chooseFrom(readRecord(reader, id), plan.filter);
}

interface WrittenDocuments {
  readonly names: Manifest['names'];
  readonly documents: readonly DocumentSummary[];
  readonly counts: ExportCounts;
  lossesOf(batch: Batch): LossRange;
}

export type DocumentSummary = Manifest['documents'][number];

/** `null` where the user has cancelled. */
async function writeDocuments(work: Work): Promise<WrittenDocuments | null> {
  const { plan, ids, ledger, losses } = work;
  const surveyor = createSurveyor(plan.options.layers);
  for (const id of plan.codec.surveyed ? ids : []) {
    if (work.cancelled()) return null;
    const { document } = chosenOf(work, id);
    work.step(document.title ?? '');
    surveyor.add(document);
    await work.pace();
  }
  const documents: DocumentSummary[] = [];
  const counts = createExportCounts();
  /** Where the losses of each document begin. */
  const lossPlaces: number[] = [];
  const writer = plan.codec.openWriter(surveyor.survey(), plan.options, sinkOf(work));
  ledger.phase(true);
  for (const id of ids) {
    if (work.cancelled()) return null;
    const chosen = chosenOf(work, id);
    work.step(chosen.document.title ?? '');
    lossPlaces.push(losses.place());
    chosen.losses.forEach(losses.add);
    const written = writer.add(chosen.document);
    ledger.endDocument();
    documents.push(summaryOf(chosen.document, written));
    counts.add(chosen, written);
    await work.pace();
  }
  ledger.phase(false);
  const names = writer.end();
  const lossEnd = losses.place();
  return {
    names,
    documents,
    counts: counts.all(),
    lossesOf: ({ first, last }) => ({
      start: lossPlaces[first] ?? lossEnd,
      end: lossPlaces[last] ?? lossEnd,
    }),
  };
}

function sinkOf({ place, ledger, losses }: Work): WriteSink {
  return {
    write(path, content, { part = 0, between = '' } = {}) {
      if (between !== '' && ledger.hasDocuments(path, part)) place.append(path, between, part);
      ledger.note({ path, part, ...place.append(path, content, part) }, typeof content === 'string');
    },
    lose: losses.add,
  };
}

/** What a manifest says of an export before anything is written. */
export function manifestHead(reader: ProjectReader, plan: ExportPlan, asked: ExportAsked) {
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

/** What a manifest says of a document. */
export function summaryOf(document: ExchangeDocument, written: WrittenCounts): DocumentSummary {
  return {
    id: document.id,
    title: document.title,
    textSha256: document.textSha256,
    annotations: written.annotations,
    relations: written.relations,
    links: written.links,
    linkedWords: written.linkedWords,
    attributes: sum(document.annotations, ({ attributes }) => Object.keys(attributes).length),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
