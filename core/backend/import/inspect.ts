import { statSync } from 'node:fs';
import type { ResponseOf, ValidRequestOf } from '#contract/contract.ts';
import type { FormatProblem } from '#formats/exchange.ts';
import { asId } from '#model/ids.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { sha256 } from '../storage/text-store.ts';
import { type Bundle, isRefused, sortFiles } from './bundles.ts';
import { leftOutSentence, loadFiles, resolveFiles } from './codec-files.ts';
import { contextOf } from './context-of.ts';
import { importMemory, NO_MEMORY } from './import-memory.ts';
import { checkJsonl } from './jsonl-file.ts';
import { loadText } from './load-text.ts';
import { createPace } from './pace.ts';
import { checkFile } from './read-file.ts';

type InspectedFile = ResponseOf<'import.inspect'>[number];
type InspectRequest = ValidRequestOf<'import.inspect'>;
type FileRequest = InspectRequest['files'][number];
/** What `inspectOne` finds out; the rest is known before. */
type Finding = Omit<InspectedFile, 'file' | 'name' | 'size'>;

/** UTF-16 units of the text that the import window shows. */
const SAMPLE_LENGTH = 2000;

/** Looks at files without importing: one answer a file, in order, whatever is wrong with it. */
export async function inspectFiles(
  session: ProjectSession,
  request: InspectRequest,
  pathOf: (handle: string) => string | null,
): Promise<InspectedFile[]> {
  const pace = createPace(nextTurn);
  /** Name of the first file of the batch with a text, by the text's hash. */
  const batch = new Map<string, string>();
  const findings = new Map<FileRequest, Finding>();
  for (const item of await sortFiles(request.files, pathOf, pace)) {
    if (isRefused(item)) {
      findings.set(item.request, unusable(item.problem));
      continue;
    }
    const [first, ...others] = item.files;
    const finding = await inspectBundle(session, item, request, batch, pace);
    findings.set(first.request, { ...finding, formatCertain: item.certain });
    for (const { request: other } of others) {
      findings.set(other, { ...unusable(null), format: item.format, partOf: first.request.name });
    }
    await pace();
  }
  return request.files.map((file) => ({
    file: file.file,
    name: file.name,
    size: sizeOf(pathOf(file.file)),
    ...(findings.get(file) ?? unusable('The file is not known.')),
  }));
}

function sizeOf(path: string | null): number {
  const stats = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}

async function inspectBundle(
  session: ProjectSession,
  bundle: Bundle,
  asked: InspectRequest,
  batch: Map<string, string>,
  pace: () => Promise<void>,
): Promise<Finding> {
  const { format } = bundle;
  const { request, path } = bundle.files[0];
  if (format !== 'text' && format !== 'markdown' && format !== 'jsonl') {
    return inspectCodec(session, bundle, asked, batch, pace);
  }
  const size = await checkFile(path, format);
  return size.ok ? inspectOne(session, request, path, format, batch, pace) : unusable(size.error);
}

async function inspectCodec(
  session: ProjectSession,
  bundle: Bundle,
  asked: InspectRequest,
  batch: Map<string, string>,
  pace: () => Promise<void>,
): Promise<Finding> {
  const { request } = bundle.files[0];
  const before = session.reader.scheme();
  const loaded = await loadFiles(bundle, before, {
    names: asked.names ?? [],
    missing: asked.missing,
    lacking: asked.lacking,
    nextVersion: before.version + 1,
    memory: asked.memory === 'use' ? importMemory(session.reader.db, bundle.format) : NO_MEMORY,
  });
  if (!loaded.ok) return unusable(loaded.error);
  const { documents, scheme, names, leftOut, lacking, problems, notices, encoding } = loaded.value;
  const table = loaded.value.table === null ? null : (loaded.value.table as Finding['table']);
  const context = contextOf(session, session.reader, {
    fileName: request.name,
    blockRule: request.blockRule,
    importDuplicates: false,
    scheme,
  });
  const resolved = await resolveFiles(documents, context, { pace, cancelled: () => false });
  const sentences = problems.map(placed);
  const all = [...resolved.problems, ...sentences];
  if (resolved.first === null || resolved.problems.length > 0) {
    const more = all.length > 1 ? ` ${moreProblems(all.length - 1)}` : '';
    return {
      ...unusable(`${all[0] ?? 'There are no documents in it.'}${more}`),
      table,
      encoding: encoding?.encoding ?? null,
      encodingCertain: encoding?.certain ?? true,
    };
  }
  const { document } = resolved.first;
  const text = documents[0]?.text ?? '';
  const remarks = [
    ...sentences.map((sentence) => `Left out: ${sentence}`),
    ...leftOut.map(leftOutSentence),
    ...notices.map(placed),
    ...resolved.notices,
  ];
  return {
    ...unusable(null),
    format: bundle.format,
    title: document.title,
    sample: sampleOf(text),
    blockRule: document.blockRule,
    blockCount: document.blocks.length,
    documentCount: documents.length,
    sameCount: documents.length === 1 ? 0 : resolved.duplicates,
    annotationCount: resolved.annotations,
    relationCount: resolved.relations,
    encoding: encoding?.encoding ?? null,
    encodingCertain: encoding?.certain ?? true,
    table,
    lacking: lacking.map(({ what, name, layer, count }) => ({
      what,
      name,
      layer: before.layers.find(({ id }) => id === layer)?.name ?? layer,
      count,
    })),
    names: names.map(({ to, ...name }) => ({
      ...name,
      to: to === null ? null : { layer: asId(to.layer), label: to.label === null ? null : asId(to.label) },
    })),
    notices:
      remarks.length > MOST_NOTICES
        ? [...remarks.slice(0, MOST_NOTICES), `… and ${remarks.length - MOST_NOTICES} more.`]
        : remarks,
    duplicateOf:
      documents.length === 1
        ? twinOf(session, sha256(text), request.name, batch)
        : resolved.duplicates === documents.length
          ? document.title
          : null,
  };
}

/** More than this of one import help nobody. */
const MOST_NOTICES = 50;

function placed({ file, line, message }: FormatProblem): string {
  return `${file}${line === null ? '' : `, line ${line}`}: ${message}`;
}

async function inspectOne(
  session: ProjectSession,
  file: FileRequest,
  path: string,
  format: 'text' | 'markdown' | 'jsonl',
  batch: Map<string, string>,
  pace: () => Promise<void>,
): Promise<Finding> {
  if (format === 'jsonl') return inspectJsonl(session, file, path, batch, pace);
  const loaded = await loadText(path, format, choicesOf(file));
  if (!loaded.ok) return unusable(loaded.error);
  const { text, title, blockRule, blocks, encoding, certain, textSha256 } = loaded.value;
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
    duplicateOf: twinOf(session, textSha256, file.name, batch),
  };
}

async function inspectJsonl(
  session: ProjectSession,
  file: FileRequest,
  path: string,
  batch: Map<string, string>,
  pace: () => Promise<void>,
): Promise<Finding> {
  const context = contextOf(session, session.reader, {
    fileName: file.name,
    blockRule: file.blockRule,
    importDuplicates: false,
  });
  const checked = await checkJsonl(path, context, { pace, cancelled: () => false });
  if (!checked.ok) return unusable(checked.error);
  const { first, firstText, documents, annotations, relations, duplicates, problems } = checked.value;
  const problem = problems[0];
  if (problem !== undefined || first === null) {
    const place = problem?.line ? `Line ${problem.line}: ` : '';
    const more = problems.length > 1 ? ` ${moreProblems(problems.length - 1)}` : '';
    return unusable(`${place}${problem?.message ?? 'The file holds no documents.'}${more}`);
  }
  const twin =
    documents === 1
      ? twinOf(session, sha256(firstText), file.name, batch)
      : duplicates === documents
        ? first.document.title
        : null;
  return {
    ...unusable(null),
    format: 'jsonl',
    title: first.document.title,
    sample: sampleOf(firstText),
    blockRule: first.document.blockRule,
    blockCount: first.document.blocks.length,
    documentCount: documents,
    sameCount: documents === 1 ? 0 : duplicates,
    annotationCount: annotations,
    relationCount: relations,
    duplicateOf: twin,
  };
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
    encoding: null,
    encodingCertain: true,
    title: '',
    sample: '',
    blockRule: 'line',
    blockCount: 0,
    documentCount: 0,
    sameCount: 0,
    annotationCount: 0,
    relationCount: 0,
    table: null,
    lacking: [],
    names: [],
    notices: [],
    duplicateOf: null,
  };
}

/** Title of the project's document, or name of the file earlier in the batch, with the same text. */
function twinOf(
  session: ProjectSession,
  textSha256: string,
  name: string,
  batch: Map<string, string>,
): string | null {
  const twin = session.reader.documentWithText(textSha256)?.title ?? batch.get(textSha256) ?? null;
  if (!batch.has(textSha256)) batch.set(textSha256, name);
  return twin;
}

/** The beginning of a text, never ending in half a character. */
function sampleOf(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  return sample.isWellFormed() ? sample : sample.slice(0, -1);
}
