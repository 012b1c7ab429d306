import type { ValidRequestOf } from '#contract/contract.ts';
import type { DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { recordChange } from '#model/record-change.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectSession } from '../session.ts';
import { contextOf } from './context-of.ts';
import type { CheckedFile } from './jsonl-file.ts';
import { applyJsonl, checkJsonl } from './jsonl-file.ts';
import { loadText } from './load-text.ts';
import { newTextDocument } from './new-text-document.ts';
import { createPace } from './pace.ts';
import type { FileProblem } from './problem-list.ts';
import { checkFile, chooseFormat } from './read-file.ts';

export { inspectFiles } from './inspect.ts';
export { importPaste } from './paste.ts';

type ImportRequest = ValidRequestOf<'import.start'>;
type FileRequest = ImportRequest['files'][number];

interface Tally {
  documents: number;
  annotations: number;
  relations: number;
  duplicates: number;
  firstDocumentId: DocumentId | null;
  filesLeftOut: number;
  problems: FileProblem[];
}

/** What importing one file needs from the job around it. */
interface Surroundings {
  readonly session: ProjectSession;
  readonly write: Parameters<Parameters<ProjectSession['commitStream']>[1]>[0];
  readonly tally: Tally;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
  readonly importDuplicates: boolean;
}

/**
 * Imports files in one transaction and one step of undo. A file with anything wrong stays out as a whole, with
 * the reason; the others go in. Cancelled, nothing is stored. Throws where the project cannot be written.
 */
export async function importFiles(
  session: ProjectSession,
  request: ImportRequest,
  pathOf: (handle: string) => string | null,
  job: JobControl,
): Promise<JobOutcome> {
  const tally: Tally = {
    documents: 0,
    annotations: 0,
    relations: 0,
    duplicates: 0,
    firstDocumentId: null,
    filesLeftOut: 0,
    problems: [],
  };
  const total = request.files.length;
  const run: Parameters<ProjectSession['commitStream']>[1] = async (write, cancelled) => {
    const surroundings: Surroundings = {
      session,
      write,
      tally,
      pace: createPace(job.pause),
      cancelled,
      importDuplicates: request.duplicates === 'import',
    };
    for (const [done, file] of request.files.entries()) {
      if (cancelled()) return;
      job.report(done, total, file.name);
      await importFile(file, pathOf(file.file), surroundings);
      await surroundings.pace();
    }
    job.report(total, total, '');
  };
  try {
    const receipt = await session.commitStream('document.import', run, job.cancelled);
    return receipt === null ? { is: 'cancelled' } : { is: 'imported', imported: tally };
  } catch (error) {
    if (error instanceof JobFailure) return { is: 'failed', message: error.message };
    throw error;
  }
}

async function importFile(file: FileRequest, path: string | null, around: Surroundings): Promise<void> {
  const keepOut = (message: string) => {
    around.tally.filesLeftOut += 1;
    around.tally.problems.push({ file: file.name, line: null, message });
  };
  const format = chooseFormat(file.name, file.format);
  const checked = format.ok ? await checkFile(path, format.value) : format;
  if (!format.ok || !checked.ok || path === null) {
    keepOut(checked.ok ? 'The file is not known.' : checked.error);
  } else if (format.value === 'jsonl') {
    await importJsonl(file, path, around, keepOut);
  } else {
    await importText(file, path, format.value, around, keepOut);
  }
}

async function importText(
  file: FileRequest,
  path: string,
  format: 'text' | 'markdown',
  { session, write, tally, importDuplicates }: Surroundings,
  keepOut: (message: string) => void,
): Promise<void> {
  const loaded = await loadText(path, format, {
    ...(file.encoding === undefined ? {} : { encoding: file.encoding }),
    ...(file.blockRule === undefined ? {} : { blockRule: file.blockRule }),
  });
  if (!loaded.ok) return keepOut(loaded.error);
  const { textSha256, bytes, encoding, text } = loaded.value;
  if (session.view.documentWithText(textSha256) !== null) {
    tally.duplicates += 1;
    if (!importDuplicates) return;
  }
  session.putText(text);
  const document = newTextDocument(loaded.value, {
    id: asId<DocumentId>(session.newId()),
    textSha256,
    fileName: file.name,
    mediaType: format === 'markdown' ? 'text/markdown' : 'text/plain',
    encoding,
    bytesSha256: session.putOriginal(bytes),
    importedAt: session.now(),
  });
  write([recordChange('document', document.id, null, document)]);
  tally.documents += 1;
  tally.firstDocumentId ??= document.id;
}

async function importJsonl(
  file: FileRequest,
  path: string,
  around: Surroundings,
  keepOut: (message: string) => void,
): Promise<void> {
  const { session, tally, write } = around;
  const ofThisFile = new Set<DocumentId>();
  const options = {
    fileName: file.name,
    blockRule: file.blockRule,
    importDuplicates: around.importDuplicates,
    ofThisFile,
  };
  const checked = await checkJsonl(path, contextOf(session, session.view, options), around);
  if (!checked.ok) return keepOut(checked.error);
  if (around.cancelled()) return;
  if (checked.value.problems.length > 0) {
    keepOut(stayedOut(checked.value));
    tally.problems.push(...checked.value.problems);
    return;
  }
  tally.problems.push(...checked.value.notices);
  const context = contextOf(session, session.view, options);
  await applyJsonl(path, checked.value, context, around, (record, resolved) => {
    if (resolved.isNew) {
      session.putText(record.text);
      ofThisFile.add(resolved.document.id);
      tally.documents += 1;
      tally.firstDocumentId ??= resolved.document.id;
    } else {
      tally.duplicates += 1;
    }
    if (resolved.changes.length > 0) write(resolved.changes);
    tally.annotations += resolved.annotations;
    tally.relations += resolved.relations;
  });
}

function stayedOut({ problems }: CheckedFile): string {
  const count = problems.length === 1 ? 'there is a problem' : `there are ${problems.length} problems`;
  return `Nothing of this file was imported, because ${count} in it. Mend the file and import it again.`;
}
