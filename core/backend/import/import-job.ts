import { statSync } from 'node:fs';
import type { ValidRequestOf } from '#contract/contract.ts';
import { sameNames } from '#formats/articles/same-names.ts';
import type { JsonlRecord } from '#formats/jsonl/record.ts';
import type { FormatId } from '#formats/registry.ts';
import type { DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { recordChange } from '#model/record-change.ts';
import type { Scheme } from '#model/scheme.ts';
import { JobFailure } from '../job-failure.ts';
import type { JobControl, JobOutcome } from '../jobs.ts';
import type { ProjectSession } from '../session.ts';
import { type AdditionCounts, addedTo, NOTHING_ADDED } from './addition-counts.ts';
import { type Bundle, sortFiles, titleOf } from './bundles.ts';
import { type LoadedFiles, leftOutSentences, loadFiles, resolveFiles } from './codec-files.ts';
import { contextOf } from './context-of.ts';
import { importMemory, NO_MEMORY, rememberChoices } from './import-memory.ts';
import { applyJsonl, checkJsonl } from './jsonl-file.ts';
import { loadText } from './load-text.ts';
import { nameKey } from './name-map.ts';
import { newTextDocument } from './new-text-document.ts';
import { createPace } from './pace.ts';
import { createProblemList, type FileProblem } from './problem-list.ts';
import { createProgress, type Step, type StepProgress } from './progress.ts';
import { checkFile } from './read-file.ts';
import type { Reading } from './reading.ts';
import type { ResolvedRecord } from './resolve-record.ts';
import { type FileRequest, isRefused, openSources, type Refused } from './sources.ts';

export { inspectFiles } from './inspect.ts';
export { importPaste } from './paste.ts';

type ImportRequest = ValidRequestOf<'import.start'>;

interface Tally {
  documents: number;
  annotations: number;
  relations: number;
  duplicates: number;
  firstDocumentId: DocumentId | null;
  filesLeftOut: number;
  spansLeftOut: number;
  added: AdditionCounts;
  problems: FileProblem[];
}

/** What importing one file needs from the job around it. */
interface Surroundings {
  readonly session: ProjectSession;
  readonly write: Parameters<Parameters<ProjectSession['commitStream']>[1]>[0];
  readonly tally: Tally;
  readonly pace: () => Promise<void>;
  readonly cancelled: () => boolean;
  readonly request: ImportRequest;
  readonly importDuplicates: boolean;
  readonly reading: Reading;
  readonly progress: StepProgress;
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
  reading: Reading,
): Promise<JobOutcome> {
  const tally: Tally = {
    documents: 0,
    annotations: 0,
    relations: 0,
    duplicates: 0,
    firstDocumentId: null,
    filesLeftOut: 0,
    spansLeftOut: 0,
    added: NOTHING_ADDED,
    problems: [],
  };
  const run: Parameters<ProjectSession['commitStream']>[1] = async (write, cancelled) => {
    const pace = createPace(job.pause);
    const sources = await openSources(request.files, pathOf, reading.folder);
    const items = (await sortFiles(sources.files, pace)).map((item) => ({ item, ...sizeOf(item) }));
    const progress = createProgress(job.report, {
      files: items.reduce((sum, { files }) => sum + files, 0),
      bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    });
    const surroundings: Surroundings = {
      session,
      write,
      tally,
      pace,
      cancelled,
      request,
      importDuplicates: request.duplicates === 'import',
      reading,
      progress,
    };
    for (const { item, files, bytes } of items) {
      if (cancelled()) return;
      progress.begin({ name: fileOf(item).name, files, bytes });
      await importItem(item, surroundings);
      await pace();
    }
    progress.end();
  };
  try {
    const receipt = await session.commitStream('document.import', run, job.cancelled);
    return receipt === null ? { is: 'cancelled' } : { is: 'imported', imported: tally };
  } catch (error) {
    if (error instanceof JobFailure) return { is: 'failed', message: error.message };
    throw error;
  }
}

function fileOf(item: Bundle | Refused): FileRequest {
  return isRefused(item) ? item.request : item.files[0].request;
}

/** Of a file that cannot be read nothing has to be waited for; but each counts for something, so that the sum is not 0. */
function sizeOf(item: Bundle | Refused): { readonly files: number; readonly bytes: number } {
  if (isRefused(item)) return { files: 1, bytes: 1 };
  const bytes = item.files.reduce(
    (sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    1,
  );
  return { files: item.files.length, bytes };
}

async function importItem(item: Bundle | Refused, around: Surroundings): Promise<void> {
  const file = fileOf(item);
  const keepOut = (message: string, of: string | null = null) => {
    around.tally.filesLeftOut += 1;
    around.tally.problems.push({ file: of ?? file.name, line: null, message });
  };
  if (isRefused(item)) return keepOut(item.problem);
  const { format } = item;
  const { path } = item.files[0];
  if (format !== 'text' && format !== 'markdown' && format !== 'jsonl') {
    return importBundle(item, around, keepOut);
  }
  const checked = await checkFile(path, format);
  if (!checked.ok) return keepOut(checked.error);
  if (format === 'jsonl') await importJsonl(file, path, checked.value, around, keepOut);
  else await importText(file, path, format, around, keepOut);
}

/** Files of another tool: those with problems stay out, the others go in together or not at all. */
async function importBundle(
  bundle: Bundle,
  around: Surroundings,
  keepOut: (message: string, file?: string | null) => void,
): Promise<void> {
  const options = fitOptions(bundle.format, around);
  const loaded = await loadFiles(bundle, around.session.view.scheme(), options, around);
  if (around.cancelled()) return;
  if (!loaded.ok) return keepOut(loaded.error.message, loaded.error.file);
  try {
    await importLoaded(bundle, loaded.value, around, keepOut);
  } finally {
    await loaded.value.discard();
  }
}

/** What becomes of the names of files of a format, by the request and what is remembered of others. */
function fitOptions(format: FormatId, { session, request, tally }: Surroundings) {
  const memory = request.memory === 'use' ? importMemory(session.db, format) : NO_MEMORY;
  return {
    names: request.names ?? [],
    missing: request.missing,
    lacking: request.lacking,
    before: memory.name,
    memory,
    // One version for all that an import adds.
    nextVersion: session.view.scheme().version + (tally.added === NOTHING_ADDED ? 1 : 0),
  };
}

async function importLoaded(
  bundle: Bundle,
  loaded: LoadedFiles,
  around: Surroundings,
  keepOut: (message: string) => void,
): Promise<void> {
  const { session, tally } = around;
  const name = titleOf(bundle);
  const { scheme, leftOut, spansLeftOut, problems, notices } = loaded;
  tally.filesLeftOut += new Set(problems.map(({ file }) => file)).size;
  tally.problems.push(...cut(name, problems));
  if (loaded.count === 0) {
    if (problems.length === 0) keepOut('There are no documents in it.');
    return;
  }
  const ofThisFile = new Set<DocumentId>();
  const context = () =>
    contextOf(session, session.view, {
      fileName: bundle.files[0].request.name,
      annotator: bundle.files[0].request.annotator,
      blockRule: bundle.files[0].request.blockRule,
      importDuplicates: around.importDuplicates,
      keepsOurs: around.request.conflicts === 'keep',
      scheme,
      ofThisFile,
    });
  const working = (step: Step) => ({
    ...around,
    seen: (count: number) => around.progress.step(step, count, loaded.count),
  });
  const checked = await resolveFiles(loaded.documents(), context(), working('checking'));
  if (around.cancelled()) return;
  const remark = remarkOn(name);
  if (checked.problems.length > 0) {
    keepOut(stayedOut(checked));
    tally.problems.push(...cut(name, checked.problems.map(remark)));
    return;
  }
  tally.spansLeftOut += spansLeftOut;
  tally.problems.push(...cut(name, notices), ...cut(name, leftOutSentences(leftOut).map(remark)));
  growScheme(scheme, around);
  const store = storeIn(around, ofThisFile);
  const stored = await resolveFiles(loaded.documents(), context(), working('storing'), store);
  // Only now is it known what the files have of each other.
  tally.problems.push(...cut(name, [...stored.problems, ...stored.notices].map(remark)));
  remember(bundle.format, bundle.files[0].request, loaded, around);
}

/** Puts what was added to the scheme into the project, in one version for the whole import. */
function growScheme(scheme: Scheme, { session, tally, write }: Surroundings): void {
  const before = session.view.scheme();
  if (scheme === before) return;
  const isFirst = scheme.version !== before.version;
  write([recordChange('scheme', String(scheme.version), isFirst ? null : before, scheme)]);
  tally.added = addedTo(tally.added, before, scheme);
}

/** Keeps what the user chose, to offer it at the next import. */
function remember(
  format: FormatId,
  file: FileRequest,
  { names, table }: Pick<LoadedFiles, 'names' | 'table'>,
  { session, request }: Surroundings,
): void {
  if (request.memory === 'ignore') return;
  const chosen = new Set((request.names ?? []).map(({ layer, label }) => nameKey(layer, label)));
  rememberChoices(session.db, format, {
    names,
    table,
    chosen: (layer, label) => chosen.has(nameKey(layer, label)),
    sheetChosen: file.sheet !== undefined || isSheetChosen(table, file),
  });
}

/** Whether a sheet was chosen for all workbooks like this one. */
function isSheetChosen(table: LoadedFiles['table'], { sheetsOf = [] }: FileRequest): boolean {
  const names = table?.sheets.map(({ name }) => name) ?? [];
  return sheetsOf.some((one) => sameNames(one.names, names));
}

/** Stores what a record adds and counts it. */
function storeIn({ session, tally, write }: Surroundings, ofThisFile: Set<DocumentId>) {
  return (record: JsonlRecord, resolved: ResolvedRecord): void => {
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
  };
}

function remarkOn(file: string): (message: string) => FileProblem {
  return (message) => ({ file, line: null, message });
}

function cut(name: string, problems: readonly FileProblem[]): FileProblem[] {
  const list = createProblemList(name);
  for (const problem of problems) list.add(problem.line, problem.message, problem.file);
  return list.all();
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
  size: number,
  around: Surroundings,
  keepOut: (message: string) => void,
): Promise<void> {
  const { session, tally } = around;
  const ofThisFile = new Set<DocumentId>();
  const options = {
    fileName: file.name,
    annotator: file.annotator,
    blockRule: file.blockRule,
    importDuplicates: around.importDuplicates,
    keepsOurs: around.request.conflicts === 'keep',
    ofThisFile,
  };
  const fit = {
    fileName: file.name,
    scheme: session.view.scheme(),
    options: fitOptions('jsonl', around),
    context: (scheme: Scheme) => contextOf(session, session.view, { ...options, scheme }),
  };
  const looked = (bytes: number) => around.progress.step('looking', bytes, size);
  const checked = await checkJsonl(path, fit, { ...around, looked });
  if (!checked.ok) return keepOut(checked.error);
  if (around.cancelled()) return;
  if (checked.value.problems.length > 0) {
    keepOut(stayedOut(checked.value));
    tally.problems.push(...checked.value.problems);
    return;
  }
  const { scheme, leftOut, spansLeftOut, notices } = checked.value;
  tally.spansLeftOut += spansLeftOut;
  tally.problems.push(...notices, ...cut(file.name, leftOutSentences(leftOut).map(remarkOn(file.name))));
  growScheme(scheme, around);
  const store = storeIn(around, ofThisFile);
  let stored = 0;
  await applyJsonl(path, checked.value, fit.context(scheme), around, (record, resolved) => {
    store(record, resolved);
    stored += 1;
    around.progress.step('storing', stored, checked.value.count);
  });
  remember('jsonl', file, { ...checked.value, table: null }, around);
}

function stayedOut({ problems }: { readonly problems: readonly unknown[] }): string {
  const count = problems.length === 1 ? 'there is a problem' : `there are ${problems.length} problems`;
  return `Nothing of this file was imported, because ${count} in it. Mend the file and import it again.`;
}
