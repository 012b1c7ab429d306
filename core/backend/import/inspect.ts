import { statSync } from 'node:fs';
import type { ResponseOf, ValidRequestOf } from '#contract/contract.ts';
import type { FormatProblem } from '#formats/exchange.ts';
import type { FormatId } from '#formats/registry.ts';
import { asId } from '#model/ids.ts';
import type { Scheme } from '#model/scheme.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { sha256 } from '../storage/text-store.ts';
import { type Batch, createBatch, type FileLook, NO_GAIN } from './batch.ts';
import { type Bundle, type BundleFile, sortFiles } from './bundles.ts';
import { type LoadedFiles, type LoadWork, leftOutSentences, loadFiles, resolveFiles } from './codec-files.ts';
import { combineFindings, cutNotices, type Finding, type NamedFinding } from './combine-findings.ts';
import { contextOf } from './context-of.ts';
import type { FittedDocuments } from './fit-documents.ts';
import { importMemory, NO_MEMORY } from './import-memory.ts';
import { checkJsonl } from './jsonl-file.ts';
import { loadText } from './load-text.ts';
import { NO_OFFERS, offersFor } from './offers.ts';
import { createPace } from './pace.ts';
import { checkFile, hasKnownEnding } from './read-file.ts';
import type { Reading } from './reading.ts';
import { mayBeRead } from './refused-kinds.ts';
import { type FileRequest, isRefused, openSources } from './sources.ts';

type InspectedFile = ResponseOf<'import.inspect'>[number];
type InspectRequest = ValidRequestOf<'import.inspect'>;

/** UTF-16 units of the text that the import window shows. */
const SAMPLE_LENGTH = 2000;

/** Looks at files without importing: one answer a file, in order, whatever is wrong with it. */
export async function inspectFiles(
  session: ProjectSession,
  request: InspectRequest,
  pathOf: (handle: string) => string | null,
  reading: Reading,
): Promise<InspectedFile[]> {
  const pace = createPace(nextTurn);
  const sources = await openSources(request.files, pathOf, reading.folder);
  /** Of an archive, one for each file in it. */
  const found = new Map<FileRequest, NamedFinding[]>();
  const add = (file: FileRequest, finding: Finding, saysName = false) => {
    const chosen = sources.chosen(file);
    const findings = found.get(chosen) ?? [];
    findings.push({ name: file.name, finding, saysName });
    found.set(chosen, findings);
  };
  const items = await sortFiles(sources.files, pace);
  const batch = createBatch({ isOneFile: items.length === 1 });
  for (const item of items) {
    if (isRefused(item)) {
      const path = mayBeRead(item.request.name) ? (item.path ?? null) : null;
      const offers = path === null ? NO_OFFERS : await offersFor(path, null);
      add(item.request, { ...unusable(item.problem), isForeign: item.isForeign ?? false, offers });
      continue;
    }
    const [first, ...others] = item.files;
    const {
      filesOut,
      saysName = false,
      ...finding
    } = await inspectBundle(session, item, request, batch, {
      pace,
      reading,
      cancelled: () => false,
    });
    const { adds, problem } = finding;
    const isOpen = problem !== null || !item.certain || first.request.format !== undefined;
    const offers = isOpen ? await offersFor(first.path, item.format) : NO_OFFERS;
    const gainOf = ({ name }: BundleFile) => (filesOut.has(name) ? NO_GAIN : adds);
    add(first.request, { ...finding, formatCertain: item.certain, offers, adds: gainOf(first) }, saysName);
    for (const other of others) {
      const partOf = sources.chosen(first.request).name;
      add(other.request, { ...unusable(null), format: item.format, partOf, adds: gainOf(other) });
    }
    await pace();
  }
  return request.files.map((file) => {
    const findings = found.get(file) ?? [];
    const isArchive = findings.some(({ name }) => name !== file.name);
    const finding = isArchive ? combineFindings(file.name, findings) : (findings[0]?.finding ?? null);
    return {
      file: file.file,
      name: file.name,
      size: sizeOf(pathOf(file.file)),
      ...(finding ?? unusable('The file is not known.')),
    };
  });
}

function sizeOf(path: string | null): number {
  const stats = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}

interface BundleFinding extends Finding {
  /** Which of the files stay out of what goes in, by their names for the format. */
  readonly filesOut: ReadonlySet<string>;
  /** Whether the problem says in which of the files it is. */
  readonly saysName?: boolean;
}

const NONE_OUT: ReadonlySet<string> = new Set();

async function inspectBundle(
  session: ProjectSession,
  bundle: Bundle,
  asked: InspectRequest,
  batch: Batch,
  work: LoadWork,
): Promise<BundleFinding> {
  const { format } = bundle;
  const { request, path } = bundle.files[0];
  if (format !== 'text' && format !== 'markdown' && format !== 'jsonl') {
    return inspectCodec(session, bundle, asked, batch, work);
  }
  const size = await checkFile(path, format);
  const finding = size.ok
    ? await inspectOne(session, asked, request, path, format, batch, work.pace)
    : unusable(size.error);
  // What has an unknown ending is taken for a text; a picture is none.
  const isForeign = finding.problem !== null && request.format === undefined && !hasKnownEnding(request.name);
  return { ...finding, isForeign, filesOut: NONE_OUT };
}

async function inspectCodec(
  session: ProjectSession,
  bundle: Bundle,
  asked: InspectRequest,
  batch: Batch,
  work: LoadWork,
): Promise<BundleFinding> {
  const scheme = session.reader.scheme();
  const loaded = await loadFiles(bundle, scheme, fitOptions(session, asked, bundle.format), work);
  if (!loaded.ok) {
    const { file, message } = loaded.error;
    const problem = file === null ? message : placedIn(bundle)({ file, line: null, message });
    return { ...unusable(problem), filesOut: NONE_OUT, saysName: file !== null && bundle.files.length > 1 };
  }
  try {
    const finding = await inspectLoaded(session, asked, bundle, loaded.value, batch, work);
    return { ...finding, filesOut: new Set(loaded.value.problems.map(({ file }) => file)) };
  } finally {
    await loaded.value.discard();
  }
}

/** What would become of the names of files of a format. */
function fitOptions(
  session: ProjectSession,
  { names, missing, lacking, memory }: InspectRequest,
  format: FormatId,
) {
  const before = memory === 'use' ? importMemory(session.reader.db, format) : NO_MEMORY;
  return {
    names: names ?? [],
    missing,
    lacking,
    before: before.name,
    memory: before,
    nextVersion: session.reader.scheme().version + 1,
  };
}

async function inspectLoaded(
  session: ProjectSession,
  asked: InspectRequest,
  bundle: Bundle,
  loaded: LoadedFiles,
  batch: Batch,
  work: LoadWork,
): Promise<Finding & Pick<BundleFinding, 'saysName'>> {
  const { request } = bundle.files[0];
  const { count, leftOut, problems, notices, encoding } = loaded;
  const told = {
    table: loaded.table as Finding['table'],
    encoding: encoding?.encoding ?? null,
    encodingCertain: encoding?.certain ?? true,
  };
  const context = contextOf(session, session.reader, {
    fileName: request.name,
    annotator: request.annotator,
    blockRule: request.blockRule,
    importDuplicates: false,
    keepsOurs: asked.conflicts === 'keep',
    scheme: loaded.scheme,
  });
  const look = batch.look(request.name);
  const resolved = await resolveFiles(loaded.documents(), context, work, look.take);
  const placed = placedIn(bundle);
  const sentences = problems.map(placed);
  const all = [...resolved.problems, ...sentences];
  if (resolved.first === null || resolved.problems.length > 0) {
    return {
      ...unusable(all.length === 0 ? 'There are no documents in it.' : firstOf(all)),
      ...told,
      conflictCount: resolved.conflicts,
      saysName: bundle.files.length > 1 && resolved.problems.length === 0 && sentences.length > 0,
    };
  }
  const { document } = resolved.first;
  const text = resolved.firstText;
  const duplicateOf =
    count === 1 ? twinOf(session, sha256(text), batch) : twinsOf(look, count, document.title);
  look.end();
  const remarks = [
    ...sentences.map((sentence) => `Left out: ${sentence}`),
    ...leftOutSentences(leftOut),
    ...notices.map(placed),
    ...resolved.notices,
  ];
  return {
    ...unusable(null),
    ...told,
    format: bundle.format,
    title: document.title,
    sample: sampleOf(text),
    blockRule: document.blockRule,
    blockCount: document.blocks.length,
    ...seenBy(look, count, duplicateOf),
    annotationCount: resolved.annotations,
    relationCount: resolved.relations,
    conflictCount: resolved.conflicts,
    ...namesOf(loaded),
    notices: cutNotices(remarks),
    duplicateOf,
    adds: gainWith(look, loaded.scheme, session),
  };
}

/** What is added to the scheme is added whatever becomes of the documents. */
function gainWith(look: FileLook, scheme: Scheme, session: ProjectSession): Finding['adds'] {
  return scheme.version === session.reader.scheme().version ? look.gain() : { skip: true, import: true };
}

/** The names of files and what the scheme has no place for, as the window shows them. */
function namesOf({
  scheme,
  names,
  lacking,
}: Pick<FittedDocuments, 'scheme' | 'names' | 'lacking'>): Pick<Finding, 'names' | 'lacking'> {
  return {
    lacking: lacking.map(({ what, name, layer, count, values }) => ({
      what,
      name,
      layer: scheme.layers.find(({ id }) => id === layer)?.name ?? layer,
      values: what === 'choice' ? [...values.values()] : [],
      count,
    })),
    names: names.map(({ to, ...name }) => ({
      ...name,
      to: to === null ? null : { layer: asId(to.layer), label: to.label === null ? null : asId(to.label) },
    })),
  };
}

function placedIn({ files }: Bundle): (problem: FormatProblem) => string {
  return files.length === 1 ? placedInFile : placedInFiles;
}

/** Where there is one file, its name says nothing. */
function placedInFile({ line, message }: FormatProblem): string {
  return line === null ? message : `Line ${line}: ${message}`;
}

function placedInFiles({ file, line, message }: FormatProblem): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${message}`;
}

async function inspectOne(
  session: ProjectSession,
  asked: InspectRequest,
  file: FileRequest,
  path: string,
  format: 'text' | 'markdown' | 'jsonl',
  batch: Batch,
  pace: () => Promise<void>,
): Promise<Finding> {
  if (format === 'jsonl') return inspectJsonl(session, asked, file, path, batch, pace);
  const loaded = await loadText(path, format, choicesOf(file));
  if (!loaded.ok) return unusable(loaded.error);
  const { text, title, blockRule, blocks, encoding, certain, textSha256 } = loaded.value;
  const duplicateOf = twinOf(session, textSha256, batch);
  return {
    ...unusable(null),
    format,
    encoding,
    encodingCertain: certain,
    title: title === '' ? file.name : title,
    sample: sampleOf(text),
    blockRule,
    blockCount: blocks.length,
    documentCount: 1,
    ...countsOfTwin(duplicateOf),
    duplicateOf,
    adds: batch.takeText(textSha256, file.name, duplicateOf !== null),
  };
}

async function inspectJsonl(
  session: ProjectSession,
  asked: InspectRequest,
  file: FileRequest,
  path: string,
  batch: Batch,
  pace: () => Promise<void>,
): Promise<Finding> {
  let look = batch.look(file.name);
  const fit = {
    fileName: file.name,
    look() {
      look = batch.look(file.name);
      return look.take;
    },
    scheme: session.reader.scheme(),
    options: fitOptions(session, asked, 'jsonl'),
    context: (scheme: Scheme) =>
      contextOf(session, session.reader, {
        fileName: file.name,
        annotator: file.annotator,
        blockRule: file.blockRule,
        importDuplicates: false,
        keepsOurs: asked.conflicts === 'keep',
        scheme,
      }),
  };
  const checked = await checkJsonl(path, fit, { pace, cancelled: () => false });
  if (!checked.ok) return unusable(checked.error);
  const { first, firstText, count: documents, annotations, relations } = checked.value;
  const { conflicts, problems, leftOut, notices } = checked.value;
  const problem = problems[0];
  if (problem !== undefined || first === null) {
    const place = problem?.line ? `Line ${problem.line}: ` : '';
    const more = problems.length > 1 ? ` ${moreProblems(problems.length - 1)}` : '';
    const message = `${place}${problem?.message ?? 'The file holds no documents.'}${more}`;
    return { ...unusable(message), conflictCount: conflicts };
  }
  const twin =
    documents === 1
      ? twinOf(session, sha256(firstText), batch)
      : twinsOf(look, documents, first.document.title);
  look.end();
  return {
    ...unusable(null),
    format: 'jsonl',
    title: first.document.title,
    sample: sampleOf(firstText),
    blockRule: first.document.blockRule,
    blockCount: first.document.blocks.length,
    ...seenBy(look, documents, twin),
    annotationCount: annotations,
    relationCount: relations,
    conflictCount: conflicts,
    ...namesOf(checked.value),
    notices: cutNotices([...leftOutSentences(leftOut), ...notices.map(placedInFile)]),
    duplicateOf: twin,
    adds: gainWith(look, checked.value.scheme, session),
  };
}

/** More are only counted. */
const PROBLEMS_SAID = 3;

function firstOf(sentences: readonly string[]): string {
  const more = sentences.length - PROBLEMS_SAID;
  return [...sentences.slice(0, PROBLEMS_SAID), ...(more > 0 ? [moreProblems(more)] : [])].join(' ');
}

function moreProblems(count: number): string {
  return count === 1 ? 'There is 1 more problem.' : `There are ${count} more problems.`;
}

function choicesOf(file: FileRequest) {
  return {
    ...(file.encoding === undefined ? {} : { encoding: file.encoding }),
    ...(file.blockRule === undefined ? {} : { blockRule: file.blockRule }),
  };
}

/** Nothing known but the problem. */
function unusable(problem: string | null): Finding {
  return {
    format: null,
    formatCertain: true,
    partOf: null,
    problem,
    isForeign: false,
    offers: NO_OFFERS,
    encoding: null,
    encodingCertain: true,
    title: '',
    sample: '',
    blockRule: 'line',
    blockCount: 0,
    documentCount: 0,
    sameCount: 0,
    twiceCount: 0,
    annotationCount: 0,
    sameAnnotationCount: 0,
    unsignedCount: 0,
    relationCount: 0,
    conflictCount: 0,
    table: null,
    tables: [],
    lacking: [],
    names: [],
    notices: [],
    duplicateOf: null,
    adds: NO_GAIN,
  };
}

/** The project's document, or the file earlier in the batch, with the same text. */
function twinOf(session: ProjectSession, textSha256: string, batch: Batch): Finding['duplicateOf'] {
  const document = session.reader.documentWithText(textSha256);
  if (document !== null) return { where: 'project', title: document.title };
  const title = batch.fileWith(textSha256);
  return title === null ? null : { where: 'import', title };
}

function countsOfTwin(twin: Finding['duplicateOf']) {
  return { sameCount: twin === null ? 0 : 1, twiceCount: twin?.where === 'import' ? 1 : 0 };
}

/** What a look through a file counted; of one document, its twin says whether it is there. */
function seenBy(look: FileLook, documents: number, twin: Finding['duplicateOf']) {
  return {
    documentCount: documents,
    ...(documents === 1 ? countsOfTwin(twin) : { sameCount: look.duplicates(), twiceCount: look.twice() }),
    sameAnnotationCount: look.sameAnnotations(),
    unsignedCount: look.unsigned(),
  };
}

/** Said of several documents where all of them are there; with the title of the first. */
function twinsOf(look: FileLook, count: number, title: string): Finding['duplicateOf'] {
  if (look.duplicates() < count) return null;
  return { where: look.twice() === 0 ? 'project' : 'import', title };
}

/** The beginning of a text, never ending in half a character. */
function sampleOf(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  return sample.isWellFormed() ? sample : sample.slice(0, -1);
}
