import type { ResponseOf, ValidRequestOf } from '#contract/contract.ts';
import type { FormatId } from '#formats/registry.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProjectSession } from '../session.ts';
import { sha256 } from '../storage/text-store.ts';
import { contextOf } from './context-of.ts';
import { checkJsonl } from './jsonl-file.ts';
import { loadText } from './load-text.ts';
import { createPace } from './pace.ts';
import { checkFile, chooseFormat } from './read-file.ts';

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
  const answers: InspectedFile[] = [];
  for (const file of request.files) {
    const path = pathOf(file.file);
    const format = chooseFormat(file.name, file.format);
    const size = format.ok ? await checkFile(path, format.value) : format;
    const finding =
      format.ok && size.ok && path !== null
        ? await inspectOne(session, file, path, format.value, batch, pace)
        : unusable(size.ok ? 'The file is not known.' : size.error);
    answers.push({ file: file.file, name: file.name, size: size.ok ? size.value : 0, ...finding });
    await pace();
  }
  return answers;
}

async function inspectOne(
  session: ProjectSession,
  file: FileRequest,
  path: string,
  format: FormatId,
  batch: Map<string, string>,
  pace: () => Promise<void>,
): Promise<Finding> {
  if (format === 'jsonl') return inspectJsonl(session, file, path, batch, pace);
  const loaded = await loadText(path, format, choicesOf(file));
  if (!loaded.ok) return unusable(loaded.error);
  const { text, title, blockRule, blocks, encoding, certain, textSha256 } = loaded.value;
  return {
    format,
    problem: null,
    encoding,
    encodingCertain: certain,
    title: title === '' ? file.name : title,
    sample: sampleOf(text),
    blockRule,
    blockCount: blocks.length,
    documentCount: 1,
    annotationCount: 0,
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
  const { first, firstText, documents, annotations, duplicates, problems } = checked.value;
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
    format: 'jsonl',
    problem: null,
    encoding: null,
    encodingCertain: true,
    title: first.document.title,
    sample: sampleOf(firstText),
    blockRule: first.document.blockRule,
    blockCount: first.document.blocks.length,
    documentCount: documents,
    annotationCount: annotations,
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

function unusable(problem: string): Finding {
  return {
    format: null,
    problem,
    encoding: null,
    encodingCertain: true,
    title: '',
    sample: '',
    blockRule: 'line',
    blockCount: 0,
    documentCount: 0,
    annotationCount: 0,
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
