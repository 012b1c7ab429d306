import { decodeInput } from '../bytes.ts';
import type {
  ArchiveFile,
  EntryFile,
  ExchangeDocument,
  FormatProblem,
  InputFile,
  ParsedFiles,
  WrittenNames,
} from '../exchange.ts';
import { LARGEST_TEXT_FILE, MEBIBYTE } from '../registry.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { inOnePiece, pushAll } from '../shared/read-pieces.ts';
import { xmlItems } from '../xml/items.ts';
import type { XmlElement } from '../xml/read.ts';
import { childElements, xmlTextOf } from '../xml/read.ts';
import type { ArchiveFiles } from './archive-files.ts';
import { archiveFiles } from './archive-files.ts';
import { LARGEST_ITEM } from './info.ts';
import { type LeftOutCounts, tellLeftOut } from './left-out.ts';
import { type ProjectHead, readParts } from './read-parts.ts';
import { readSource } from './read-source.ts';
import { PROJECT_NAMESPACE } from './write-project.ts';

/** Reads REFI-QDA projects that are in memory, each an archive of its own. */
export function readProjects(files: readonly InputFile[], names?: WrittenNames): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const { name, bytes, entries } of files) {
    const isPacked = entries !== undefined;
    const file = { name, isPacked, entries: (entries ?? [{ name, bytes }]).map(entryOf) };
    const pieces = [...readArchive(file, names)];
    const isFaulty = pieces.some((piece) => piece.problems.length > 0);
    for (const piece of pieces) {
      if (!isFaulty) pushAll(documents, piece.documents);
      pushAll(problems, piece.problems);
      pushAll(notices, piece.notices);
    }
  }
  return { documents, problems, notices };
}

function entryOf(file: InputFile): EntryFile {
  return { ...inOnePiece(file), size: file.bytes.length, bytes: () => file.bytes };
}

/**
 * Reads a REFI-QDA project (formats.md 14) in two passes: all but the sources, then source by source, of which one at a time is
 * in memory.
 */
export function* readArchive(file: ArchiveFile, names?: WrittenNames): Generator<ParsedFiles> {
  const log = fileLog(file.name);
  const archive = archiveFiles(file.isPacked ? file.entries : projectAlone(file.entries));
  const project = file.isPacked || archive.projects.length > 0 ? onlyProject(archive, log) : null;
  if (project !== null) {
    const { root, fault, head } = yield* readParts(project, archive, names, log);
    // Chosen by itself, its name is said already.
    const [place, subject] = file.isPacked ? [`${project.name}: `, project.name] : ['', 'This'];
    if (fault !== null) log.problem(fault.line, `${place}${fault.message}`);
    else if (root.name !== 'Project' || root.uri !== PROJECT_NAMESPACE) {
      log.problem(
        root.line,
        `${subject} is no REFI-QDA project: it begins with “${root.name}” and not with “Project”.`,
      );
    } else return yield* readSources(project, archive, head, log);
  } else if (log.problems.length === 0) {
    log.problem(null, 'The file is no archive. Choose the .qdpx file that your program exports.');
  }
  yield { documents: [], problems: log.problems, notices: log.notices };
}

function onlyProject({ projects }: ArchiveFiles, log: FileLog): EntryFile | null {
  const [project, ...more] = projects;
  if (project !== undefined && more.length === 0) return project;
  log.problem(
    null,
    project === undefined
      ? 'The archive has no project, which would be a file with the ending .qde and in no folder.'
      : `The archive has ${more.length + 1} projects: ${projects.map(({ name }) => name).join(', ')}. Keep one of them.`,
  );
  return null;
}

/** A project that somebody took out of its archive, with the texts that it holds itself. */
function projectAlone(entries: readonly EntryFile[]): readonly EntryFile[] {
  return entries
    .filter(({ name }) => /\.qde$/i.test(name))
    .map((entry) => ({ ...entry, name: entry.name.replace(/^.*[/\\]/, '') }));
}

/** Documents are handed on once they are about as many bytes. */
const BYTES_TOGETHER = MEBIBYTE;
const BYTES_OF_SPAN = 200;

function* readSources(
  project: EntryFile,
  archive: ArchiveFiles,
  { parts, links, sets, graphs }: ProjectHead,
  log: FileLog,
): Generator<ParsedFiles> {
  const counts: LeftOutCounts = {
    empty: 0,
    uncoded: 0,
    unknownCodes: 0,
    documentCodes: 0,
    misplaced: 0,
    repeated: 0,
  };
  const others = new Map<string, number>();
  let documents: ExchangeDocument[] = [];
  let bytes = 0;
  let told = 0;
  let isBare = true;
  const taken = (): ParsedFiles => {
    const piece = { documents, problems: [], notices: log.notices.slice(told) };
    documents = [];
    bytes = 0;
    told = log.notices.length;
    return piece;
  };

  function read(source: XmlElement): ExchangeDocument | null {
    const element = source.name === 'TextSource' ? source : childElements(source, 'Representation')[0];
    if (element === undefined || (source.name !== 'TextSource' && source.name !== 'PDFSource')) {
      others.set(source.name, (others.get(source.name) ?? 0) + 1);
      return null;
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
    return draft === null ? null : draft.finish(links.relationsIn(draft.keys, parts.spanNames));
  }

  for (const { items } of xmlItems(project, (list) => list === 'Sources', LARGEST_ITEM)) {
    for (const { element } of items) {
      const document = read(element);
      if (document === null) continue;
      documents.push(document);
      isBare = false;
      bytes += document.text.length + BYTES_OF_SPAN * (1 + document.annotations.length);
      if (bytes > BYTES_TOGETHER) yield taken();
    }
    if (items.length === 0) yield taken();
  }
  tellLeftOut({ others, counts, links: links.leftOut(), sets, graphs }, log);
  if (isBare) {
    const [first] = log.notices;
    log.problem(
      first?.line ?? null,
      first === undefined
        ? 'The project has no text sources.'
        : `The project has no text that can be read. ${first.message}`,
    );
  }
  yield { ...taken(), problems: log.problems };
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
  if (file.size > LARGEST_TEXT_FILE) {
    return leaveOut(
      `has a text of more than ${LARGEST_TEXT_FILE / MEBIBYTE} MiB, which is the limit for one`,
    );
  }
  const decoded = decodeInput({ name: file.name, bytes: file.bytes() });
  return (
    decoded.text ??
    leaveOut(`has a text that is not UTF-8, from line ${decoded.problem?.line ?? 1} of ${path} on`)
  );
}
