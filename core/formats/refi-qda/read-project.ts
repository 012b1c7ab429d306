import { decodeInput, decodeUtf8 } from '../bytes.ts';
import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles, WrittenNames } from '../exchange.ts';
import type { ReadRelation } from '../json-spans/build-document.ts';
import { spanNameReader } from '../json-spans/span-names.ts';
import type { AnnotatorRef } from '../jsonl/record.ts';
import { ORIGIN } from '../refi-qdc/write-codebook.ts';
import { MEBIBYTE } from '../registry.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, readXml, xmlTextOf } from '../xml/read.ts';
import type { ArchiveFiles } from './archive-files.ts';
import { archiveFiles } from './archive-files.ts';
import { isKeptId, readGuid } from './guids.ts';
import { LARGEST_PROJECT } from './info.ts';
import { readCodes } from './read-codes.ts';
import type { LeftOutCounts, ProjectParts, SourceDraft } from './read-source.ts';
import { readSource, readVariableValue } from './read-source.ts';
import { PROJECT_NAMESPACE } from './write-project.ts';

/** Reads REFI-QDA projects, each an archive of its own (formats.md 14). */
export function readProjects(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const read = readArchive(file, names, log);
    // One by one: spread, more than some ten thousand would not fit the stack.
    if (log.problems.length === 0) for (const document of read) documents.push(document);
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
  }
  return { documents, problems, notices };
}

function readArchive(file: InputFile, names: WrittenNames | undefined, log: FileLog): ExchangeDocument[] {
  const entries = file.entries ?? projectAlone(file);
  if (entries === null) {
    log.problem(null, 'The file is no archive. Choose the .qdpx file that your program exports.');
    return [];
  }
  const archive = archiveFiles(entries);
  const [inner, ...more] = archive.projects;
  if (inner === undefined || more.length > 0) {
    log.problem(
      null,
      inner === undefined
        ? 'The archive has no project, which would be a file with the ending .qde and in no folder.'
        : `The archive has ${more.length + 1} projects: ${archive.projects.map(({ name }) => name).join(', ')}. Keep one of them.`,
    );
    return [];
  }
  if (inner.bytes.length > LARGEST_PROJECT) {
    log.problem(
      null,
      `${inner.name} has ${Math.ceil(inner.bytes.length / MEBIBYTE)} MiB; the limit is ${LARGEST_PROJECT / MEBIBYTE} MiB, because it has to be read in one piece. Export fewer documents at a time from your program.`,
    );
    return [];
  }
  const { text, problem } = decodeInput(inner);
  if (text === null) {
    log.problem(problem.line, `${inner.name}: ${problem.message}`);
    return [];
  }
  const { root, fault } = readXml(text);
  if (fault !== null) log.problem(fault.line, `${inner.name}: ${fault.message}`);
  else if (root.name !== 'Project' || root.uri !== PROJECT_NAMESPACE) {
    log.problem(
      root.line,
      `${inner.name} is no REFI-QDA project: it begins with “${root.name}” and not with “Project”.`,
    );
  }
  return root === null || log.problems.length > 0 ? [] : readProject(root, archive, names, log);
}

/** A project that somebody took out of its archive, with the texts that it holds itself. */
function projectAlone({ name, bytes }: InputFile): readonly InputFile[] | null {
  return /\.qde$/i.test(name) ? [{ name: name.replace(/^.*[/\\]/, ''), bytes }] : null;
}

function readProject(
  root: XmlElement,
  archive: ArchiveFiles,
  names: WrittenNames | undefined,
  log: FileLog,
): ExchangeDocument[] {
  const parts = readParts(root, archive, names, log);
  const counts: LeftOutCounts = {
    empty: 0,
    uncoded: 0,
    unknownCodes: 0,
    documentCodes: 0,
    misplaced: 0,
    repeated: 0,
  };
  const drafts: SourceDraft[] = [];
  const others = new Map<string, number>();
  for (const source of childElements(root, 'Sources').flatMap((list) => childElements(list))) {
    const element = source.name === 'TextSource' ? source : childElements(source, 'Representation')[0];
    if (element === undefined || (source.name !== 'TextSource' && source.name !== 'PDFSource')) {
      others.set(source.name, (others.get(source.name) ?? 0) + 1);
      continue;
    }
    const outer = source === element ? null : source;
    if (outer !== null) {
      log.notice(
        source.line,
        `Of the PDF “${source.attributes.get('name') ?? ''}” the text was read, and not the pages.`,
      );
    }
    const text = textOf(element, outer, archive, log);
    const draft = text === null ? null : readSource(element, outer, text, parts, counts, log);
    if (draft !== null) drafts.push(draft);
  }
  const links = relationsOf(root, drafts, parts);
  const documents = drafts.map((draft, at) => draft.finish(links.relations[at] ?? []));
  tellLeftOut(root, { others, counts, links: links.leftOut }, log);
  if (documents.length === 0) {
    const [first] = log.notices;
    log.problem(
      first?.line ?? null,
      first === undefined
        ? 'The project has no text sources.'
        : `The project has no text that can be read. ${first.message}`,
    );
  }
  return documents;
}

function readParts(
  root: XmlElement,
  archive: ArchiveFiles,
  names: WrittenNames | undefined,
  log: FileLog,
): ProjectParts {
  const origin = root.attributes.get('origin') ?? '';
  const isOurs = origin === ORIGIN;
  const variables = new Map<string, string>();
  for (const [guid, variable] of itemsOf(root, 'Variables', 'Variable')) {
    const name = variable.attributes.get('name') ?? '';
    if (name !== '') variables.set(guid, name);
  }
  const notes = new Map<string, string>();
  for (const [guid, note] of itemsOf(root, 'Notes', 'Note')) {
    const text = noteText(note, archive);
    if (text === null)
      log.notice(note.line, 'A note has its text in a file that is not in the archive; it was left out.');
    else if (text !== '') notes.set(guid, text);
  }
  const users = new Map<string, AnnotatorRef>();
  for (const [guid, user] of itemsOf(root, 'Users', 'User')) {
    const name = user.attributes.get('name')?.trim() || null;
    const id = isOurs ? (user.attributes.get('id') ?? (isKeptId(guid) ? guid : null)) : null;
    if (id !== null || name !== null) users.set(guid, { id, name });
  }
  const casesOf = new Map<string, (readonly [string, string])[]>();
  for (const one of childElements(root, 'Cases').flatMap((list) => childElements(list, 'Case'))) {
    const values = childElements(one, 'VariableValue').flatMap((value) =>
      readVariableValue(value, variables),
    );
    for (const ref of childElements(one, 'SourceRef')) {
      const guid = readGuid(ref.attributes.get('targetGUID')) ?? '';
      casesOf.set(guid, [...(casesOf.get(guid) ?? []), ...values]);
    }
  }
  const codes = readCodes(root, isOurs);
  return { isOurs, origin, codes, users, notes, variables, casesOf, names, spanNames: spanNameReader(names) };
}

function itemsOf(root: XmlElement, list: string, item: string): (readonly [string, XmlElement])[] {
  return childElements(root, list)
    .flatMap((each) => childElements(each, item))
    .flatMap((element) => {
      const guid = readGuid(element.attributes.get('guid'));
      return guid === null ? [] : [[guid, element] as const];
    });
}

/** `null` where the text lies in a file that cannot be read. */
function noteText(note: XmlElement, archive: ArchiveFiles): string | null {
  const [content] = childElements(note, 'PlainTextContent');
  if (content !== undefined) return xmlTextOf(content);
  const path = note.attributes.get('plainTextPath');
  if (path === undefined) return '';
  const { file } = archive.find(path);
  return file === null ? null : (decodeUtf8(file.bytes)?.replace(/\r\n?/g, '\n') ?? null);
}

/** The text of a source; `null` where there is none that can be read, with a notice. */
function textOf(
  element: XmlElement,
  outer: XmlElement | null,
  archive: ArchiveFiles,
  log: FileLog,
): string | null {
  const name = outer?.attributes.get('name') ?? element.attributes.get('name') ?? '';
  const leaveOut = (problem: string): null => {
    log.notice(element.line, `The source “${name}” ${problem}. It was left out.`);
    return null;
  };
  const [content] = childElements(element, 'PlainTextContent');
  const path = element.attributes.get('plainTextPath');
  if (path === undefined) {
    if (content !== undefined) return xmlTextOf(content);
    const rich = element.attributes.get('richTextPath');
    return leaveOut(rich === undefined ? 'has no text' : `has no plain text, only ${rich}`);
  }
  const { file, problem } = archive.find(path);
  if (file === null) return content === undefined ? leaveOut(problem) : xmlTextOf(content);
  const decoded = decodeInput(file);
  return (
    decoded.text ??
    leaveOut(`has a text that is not UTF-8, from line ${decoded.problem?.line ?? 1} of ${path} on`)
  );
}

/** Links between spans of one text, by the number of its draft. */
function relationsOf(
  root: XmlElement,
  drafts: readonly SourceDraft[],
  { isOurs, spanNames }: ProjectParts,
): { readonly relations: readonly ReadRelation[][]; readonly leftOut: number } {
  const places = new Map<string, { readonly draft: number; readonly key: string }>();
  for (const [draft, { keys }] of drafts.entries()) {
    for (const [guid, key] of keys) if (!places.has(guid)) places.set(guid, { draft, key });
  }
  const relations: ReadRelation[][] = drafts.map(() => []);
  let leftOut = 0;
  for (const link of childElements(root, 'Links').flatMap((list) => childElements(list, 'Link'))) {
    const from = places.get(readGuid(link.attributes.get('originGUID')) ?? '');
    const to = places.get(readGuid(link.attributes.get('targetGUID')) ?? '');
    if (from === undefined || to === undefined || from.draft !== to.draft) {
      leftOut += 1;
      continue;
    }
    const guid = readGuid(link.attributes.get('guid'));
    relations[from.draft]?.push({
      id: isOurs && isKeptId(guid) ? guid : null,
      ...spanNames.relation(link.attributes.get('name') || 'link'),
      source: from.key,
      target: to.key,
    });
  }
  return { relations, leftOut };
}

const OTHER_SOURCES: Readonly<Record<string, string>> = {
  PictureSource: 'picture',
  PDFSource: 'PDF without its text',
  AudioSource: 'audio recording',
  VideoSource: 'video',
};

function tellLeftOut(
  root: XmlElement,
  {
    others,
    counts,
    links,
  }: { readonly others: ReadonlyMap<string, number>; readonly counts: LeftOutCounts; readonly links: number },
  log: FileLog,
): void {
  const tell = (count: number, one: string, many = `${one}s`): void => {
    if (count > 0) log.notice(null, `${count} ${count === 1 ? `${one} was` : `${many} were`} left out.`);
  };
  for (const [name, count] of others) {
    const what = OTHER_SOURCES[name] ?? `source of the kind ${name}`;
    tell(count, what, name === 'PDFSource' ? 'PDFs without their text' : undefined);
  }
  tell(counts.uncoded, 'selection without a code', 'selections without a code');
  tell(counts.empty, 'selection of no characters', 'selections of no characters');
  tell(
    counts.unknownCodes,
    'coding with a code that is not in the codebook',
    'codings with codes that are not in the codebook',
  );
  tell(counts.documentCodes, 'code of a whole text', 'codes of whole texts');
  if (counts.repeated > 0) {
    const many = counts.repeated === 1 ? '1 selection has' : `${counts.repeated} selections have`;
    log.notice(null, `${many} the GUID of an earlier one; links take the first.`);
  }
  tell(
    links,
    'link that is not between two spans of one text',
    'links that are not between two spans of one text',
  );
  const items = (list: string): number =>
    childElements(root, list).reduce((sum, each) => sum + childElements(each).length, 0);
  tell(items('Sets'), 'set');
  tell(items('Graphs'), 'graph');
}
