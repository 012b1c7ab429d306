import { basename, dirname, join } from 'node:path';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import { writtenWhole } from '#formats/writing/written-counts.ts';
import { openAtomicFile } from '../atomic-write.ts';
import { createPace } from '../import/pace.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader, ProjectSession } from '../session.ts';
import { assertNoDatabase } from './assert-no-database.ts';
import type { ChosenDocument } from './choose.ts';
import { chooseFrom, isEverything } from './choose.ts';
import { createLossCounts } from './count-losses.ts';
import { createExportCounts } from './export-counts.ts';
import type { ExportPlan } from './plan.ts';
import { decidePlan } from './plan-split.ts';
import { documentsOf, readRecord } from './read-record.ts';
import { verifyJsonl } from './verify.ts';
import { makeWorkingFolder, PARTS, removeLeftovers } from './working-folder.ts';
import type { ExportAsked } from './write-codec.ts';
import { writeWithCodec } from './write-codec.ts';

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
        ? writeJsonl(reader, decided.plan, asked.path, decided.job)
        : writeWithCodec(reader, { ...decided.plan, codec }, asked, decided.job);
    });
  } catch (error) {
    return { is: 'failed', message: writeFailure(error, basename(asked.path)) };
  }
}

/**
 * Writes the project as JSON Lines: to a temporary file, which is synced, read back and compared with the
 * project, and only then takes its name. It holds all that a manifest would say, so it has none.
 */
async function writeJsonl(
  reader: ProjectReader,
  plan: ExportPlan,
  path: string,
  job: JobControl,
): Promise<JobOutcome> {
  const ids = documentsOf(reader, plan);
  const steps = ids.length * 2;
  const work = { pace: createPace(job.pause), cancelled: job.cancelled };
  const counts = createExportCounts();
  const losses = createLossCounts();
  const working = makeWorkingFolder(path);
  const file = openAtomicFile(path, join(working.path, PARTS.content));
  try {
    for (const [done, id] of ids.entries()) {
      if (job.cancelled()) return { is: 'cancelled' };
      const chosen = chooseRecord(readRecord(reader, id), plan);
      const record = chosen.document;
      losses.add(chosen.losses);
      job.report(done, steps, record.title ?? '');
      file.write(`${serialiseRecord(record)}\n`);
      counts.add(chosen, writtenWhole(record));
      await work.pace();
    }
    file.sync();
    const expected = (index: number): JsonlRecord | null => {
      const id = ids[index];
      const record = id === undefined ? null : chooseRecord(readRecord(reader, id), plan).document;
      job.report(ids.length + index, steps, record?.title ?? '');
      return record;
    };
    const difference = await verifyJsonl(file.temporaryPath, ids.length, expected, work);
    if (job.cancelled()) return { is: 'cancelled' };
    if (difference !== null) throw new JobFailure(`${difference} Nothing was exported. Try another disk.`);
    const bytes = file.size();
    file.commit();
    job.report(steps, steps, '');
    return {
      is: 'exported',
      exported: {
        fileName: basename(path),
        place: dirname(path),
        files: 1,
        ...counts.all(),
        bytes,
        losses: losses.all(),
        verified: true,
        differences: [],
      },
    };
  } finally {
    file.discard();
    await working.remove();
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
