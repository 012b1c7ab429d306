import { basename } from 'node:path';
import type { ValidRequestOf } from '#contract/contract.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import type { DocumentId } from '#model/ids.ts';
import { openAtomicFile } from '../atomic-write.ts';
import { createPace } from '../import/pace.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader, ProjectSession } from '../session.ts';
import { verifyJsonl } from './verify.ts';

/**
 * Writes the project as JSON Lines: to a temporary file, which is synced, read back and compared with the
 * project, and only then takes its name. A file of that name stays as it was where anything fails or the user
 * cancels.
 */
export async function exportProject(
  session: ProjectSession,
  _request: ValidRequestOf<'export.start'>,
  path: string,
  job: JobControl,
): Promise<JobOutcome> {
  try {
    return await session.snapshot((reader) => writeAndVerify(reader, path, job));
  } catch (error) {
    return { is: 'failed', message: writeFailure(error, basename(path)) };
  }
}

async function writeAndVerify(reader: ProjectReader, path: string, job: JobControl): Promise<JobOutcome> {
  const ids = documentOrder(reader);
  const steps = ids.length * 2;
  const work = { pace: createPace(job.pause), cancelled: job.cancelled };
  const counts = { documents: 0, annotations: 0, relations: 0 };
  const file = openAtomicFile(path);
  try {
    for (const [done, id] of ids.entries()) {
      if (job.cancelled()) return { is: 'cancelled' };
      const record = readRecord(reader, id);
      job.report(done, steps, record.title ?? '');
      file.write(`${serialiseRecord(record)}\n`);
      counts.documents += 1;
      counts.annotations += record.annotations.length;
      counts.relations += record.relations.length;
      await work.pace();
    }
    file.sync();
    const expected = (index: number): JsonlRecord | null => {
      const id = ids[index];
      const record = id === undefined ? null : readRecord(reader, id);
      job.report(ids.length + index, steps, record?.title ?? '');
      return record;
    };
    const difference = await verifyJsonl(file.temporaryPath, ids.length, expected, work);
    if (job.cancelled()) return { is: 'cancelled' };
    if (difference !== null) throw new JobFailure(`${difference} Nothing was exported. Try another disk.`);
    const bytes = file.size();
    file.commit();
    job.report(steps, steps, '');
    return { is: 'exported', exported: { fileName: basename(path), ...counts, bytes, verified: true } };
  } finally {
    file.discard();
  }
}

/** A sentence for the user: what happened and what to do. Rethrows what the jobs explain themselves. */
function writeFailure(error: unknown, name: string): string {
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

/** By title, then id: the same project gives the same file. */
function documentOrder(reader: ProjectReader): DocumentId[] {
  return reader
    .documentIds()
    .map((id) => ({ id, title: reader.document(id)?.title ?? '' }))
    .sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
    .map(({ id }) => id);
}

/** By code unit: the same in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readRecord(reader: ProjectReader, id: DocumentId): JsonlRecord {
  const document = reader.document(id);
  if (document === null) throw new Error(`The document ${id} is not in the project.`);
  return recordOf(
    {
      document,
      text: reader.text(id),
      statuses: reader.statusesOf(id),
      annotations: reader.annotationsOf(id),
      relations: reader.relationsOf(id),
    },
    reader.scheme(),
    reader.annotator,
  );
}
