import { basename, dirname } from 'node:path';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { writtenWhole } from '#formats/writing/written-counts.ts';
import { createPace } from '../import/pace.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader, ProjectSession } from '../session.ts';
import { assertNoDatabase } from './assert-no-database.ts';
import type { ChosenDocument } from './choose.ts';
import { chooseFrom, isEverything } from './choose.ts';
import { createExportCounts } from './export-counts.ts';
import { openExportPlace } from './export-place.ts';
import { openLossLog } from './loss-log.ts';
import { manifestText } from './manifest.ts';
import type { ExportPlan } from './plan.ts';
import { decidePlan } from './plan-split.ts';
import { documentsOf, readRecord } from './read-record.ts';
import { verifyJsonl } from './verify.ts';
import { removeLeftovers } from './working-folder.ts';
import type { DocumentSummary, ExportAsked } from './write-codec.ts';
import { manifestHead, summaryOf, writeWithCodec } from './write-codec.ts';

/** Its name until it takes its place. */
const FILE = 'documents.jsonl';

/**
 * Writes the project in the format of the plan. What stands at the path stays as it was where anything fails or
 * the user cancels.
 */
export async function exportProject(
  session: ProjectSession,
  plan: ExportPlan,
  asked: ExportAsked,
  job: JobControl,
): Promise<JobOutcome> {
  try {
    assertNoDatabase(asked.path);
    await removeLeftovers(asked.path);
    return await session.snapshot(async (reader) => {
      const decided = await decidePlan(reader, plan, asked.splitMemory, job);
      if (decided === null) return { is: 'cancelled' };
      const { codec } = plan;
      return codec === null
        ? writeJsonl(reader, decided.plan, asked, decided.job)
        : writeWithCodec(reader, { ...decided.plan, codec }, asked, decided.job);
    });
  } catch (error) {
    return { is: 'failed', message: writeFailure(error, basename(asked.path)) };
  }
}

/**
 * Writes the project as JSON Lines: beside its place, where it is synced, read back and compared with the project record by
 * record, and only then takes its name, with its manifest.
 */
async function writeJsonl(
  reader: ProjectReader,
  plan: ExportPlan,
  asked: ExportAsked,
  job: JobControl,
): Promise<JobOutcome> {
  const ids = documentsOf(reader, plan);
  const steps = ids.length * 2;
  const work = { pace: createPace(job.pause), cancelled: job.cancelled };
  const counts = createExportCounts();
  const documents: DocumentSummary[] = [];
  const place = openExportPlace(asked.path, 'file');
  const losses = openLossLog(place.scratch);
  try {
    place.append(FILE, '');
    for (const [done, id] of ids.entries()) {
      if (job.cancelled()) return { is: 'cancelled' };
      const chosen = chooseRecord(readRecord(reader, id), plan);
      const record = chosen.document;
      chosen.losses.forEach(losses.add);
      job.report(done, steps, record.title ?? '');
      place.append(FILE, `${serialiseRecord(record)}\n`);
      const written = writtenWhole(record);
      counts.add(chosen, written);
      documents.push(summaryOf(record, written));
      await work.pace();
    }
    const files = await place.settle(work);
    if (files === null) return { is: 'cancelled' };
    const expected = (index: number): JsonlRecord | null => {
      const id = ids[index];
      const record = id === undefined ? null : chooseRecord(readRecord(reader, id), plan).document;
      job.report(ids.length + index, steps, record?.title ?? '');
      return record;
    };
    const difference = await verifyJsonl(place.pathOf(FILE), ids.length, expected, work);
    if (job.cancelled()) return { is: 'cancelled' };
    if (difference !== null) throw new JobFailure(`${difference} Nothing was exported. Try another disk.`);
    await place.commit(
      manifestText({
        ...manifestHead(reader, plan, asked),
        names: {},
        files,
        documents,
        lossCounts: losses.counts(),
        losses: losses.all(),
        verified: true,
        differences: [],
      }),
    );
    job.report(steps, steps, '');
    return {
      is: 'exported',
      exported: {
        fileName: basename(asked.path),
        place: dirname(asked.path),
        files: files.length + 1,
        ...counts.all(),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        losses: losses.counts(),
        verified: true,
        differences: [],
      },
    };
  } finally {
    losses.close();
    await place.discard();
  }
}

/** All of it, with links to spans that were deleted, where nothing was chosen: our own format can hold them. */
function chooseRecord(record: JsonlRecord, plan: ExportPlan): ChosenDocument {
  return isEverything(plan.filter)
    ? { document: record, losses: [], otherLayers: [] }
    : chooseFrom(record, plan.filter);
}

/** A sentence for the user: what happened and what to do. Rethrows what the jobs explain themselves. */
export function writeFailure(error: unknown, name: string): string {
  if (error instanceof JobFailure) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return `“${name}” could not be written: its folder is not there any more. Choose another.`;
    case 'EISDIR':
    case 'ENOTEMPTY':
      return `“${name}” is a folder. Choose another name.`;
    default:
      throw error;
  }
}
