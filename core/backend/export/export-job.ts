import { basename } from 'node:path';
import type { ValidRequestOf } from '#contract/contract.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import { recordOf } from '#formats/jsonl/record-of.ts';
import { serialiseRecord } from '#formats/jsonl/serialise.ts';
import type { DocumentId } from '#model/ids.ts';
import { openAtomicFile } from '../atomic-write.ts';
import { createPace } from '../import/pace.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectReader, ProjectSession } from '../session.ts';
import { verifyJsonl } from './verify.ts';

/**
 * Writes the project as JSON Lines: to a temporary file, which is synced, read back and compared with the
 * project, and only then takes its name. A file of that name stays as it was where anything fails or the user
 * cancels. Throws where the file cannot be written or is not what was written.
 */
export async function exportProject(
  session: ProjectSession,
  _request: ValidRequestOf<'export.start'>,
  path: string,
  job: JobControl,
): Promise<JobOutcome> {
  return session.snapshot(async (reader): Promise<JobOutcome> => {
    const ids = documentOrder(reader);
    const pace = createPace(job.pause);
    const file = openAtomicFile(path);
    const counts = { documents: 0, annotations: 0, relations: 0 };
    try {
      for (const [done, id] of ids.entries()) {
        if (job.cancelled()) return { is: 'cancelled' };
        const record = readRecord(reader, id);
        job.report(done, ids.length * 2, record.title ?? '');
        file.write(`${serialiseRecord(record)}\n`);
        counts.documents += 1;
        counts.annotations += record.annotations.length;
        counts.relations += record.relations.length;
        await pace();
      }
      file.sync();
      const verified = await verifyJsonl(
        file.temporaryPath,
        ids.length,
        (index) => {
          const id = ids[index];
          job.report(ids.length + index, ids.length * 2, 'Reading back');
          return id === undefined ? null : readRecord(reader, id);
        },
        { pace, cancelled: job.cancelled },
      );
      if (job.cancelled()) return { is: 'cancelled' };
      if (verified !== null)
        throw new Error(`${verified} Nothing was exported; export again, to another disk if you can.`);
      const bytes = file.size();
      file.commit();
      job.report(ids.length * 2, ids.length * 2, '');
      return { is: 'exported', exported: { fileName: basename(path), ...counts, bytes, verified: true } };
    } finally {
      file.discard();
    }
  });
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
