import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import { MEBIBYTE } from '../registry.ts';
import { type ArchiveParts, archiveParts } from '../shared/archive-parts.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { readTextDocument } from '../shared/read-text-document.ts';
import { type TextSegment, textWithBlocks } from '../shared/text-with-blocks.ts';
import { decodePage } from '../web/decode-page.ts';
import { attributeOf, type PageElement } from '../web/dom.ts';
import { LARGEST_PAGE } from '../web/parse.ts';
import { readTree } from '../web/read-tree.ts';
import { segmentsOf } from '../web/segments.ts';
import { epubInfo, LONGEST_BOOK } from './info.ts';
import { isProtected } from './protection.ts';
import { readContents, withTitles } from './read-contents.ts';
import { type BookPackage, readPackage } from './read-package.ts';

/**
 * Reads e-books, one document a book: relations and links lead from any chapter to any other that way, and files of a
 * book are not its chapters. Offsets of blocks count UTF-16 units.
 */
export function parseEpub(files: readonly InputFile[]): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const document = readBook(file, log);
    if (document !== null) documents.push(document);
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
  }
  return { documents, problems, notices };
}

function readBook({ entries }: InputFile, log: FileLog): ExchangeDocument | null {
  const parts = archiveParts(entries ?? []);
  if (isProtected(parts)) {
    log.problem(
      null,
      'The book has copy protection: its text is encrypted and cannot be read. Import a copy without it.',
    );
    return null;
  }
  const book = readPackage(parts);
  if (typeof book === 'string') {
    log.problem(null, book);
    return null;
  }
  const segments = readSpine(book, parts, log);
  if (log.problems.length > 0) return null;
  if (segments.length === 0) {
    log.problem(null, 'The book has no text. It may be made of pictures.');
    return null;
  }
  const { title, language, publisher, author, url, publishedAt, metadata } = book;
  return readTextDocument(textWithBlocks(segments), {
    title,
    language,
    publisher,
    author,
    url,
    publishedAt,
    mediaType: epubInfo.mediaType,
    metadata,
  });
}

/** The text of all chapters in reading order. Each file is read once, where it comes first. */
function readSpine(book: BookPackage, parts: ArchiveParts, log: FileLog): TextSegment[] {
  const titles = readContents(parts, book.contents);
  const segments: TextSegment[] = [];
  const seen = new Set<string>();
  let length = 0;
  let pictures = 0;
  let contents = 0;
  for (const { path, name, isText, isContents } of book.spine) {
    const file = path === null ? null : parts.find(path);
    if (path === null || file === null) {
      log.notice(null, `Its chapter ${name} is missing.`);
      continue;
    }
    if (seen.has(path)) continue;
    seen.add(path);
    if (isContents) contents += 1;
    if (!isText) pictures += 1;
    if (isContents || !isText) continue;
    const chapter = readChapter(file);
    if (typeof chapter === 'string') {
      log.problem(null, `Its chapter ${name}: ${chapter}`);
      return [];
    }
    for (const segment of withTitles(chapter.segments, path, titles)) {
      length += segment.text.length;
      segments.push(segment);
    }
    if (chapter.notice !== null) log.notice(null, `Its chapter ${name}: ${chapter.notice}`);
    if (length > LONGEST_BOOK) {
      log.problem(
        null,
        `The book has more than ${LONGEST_BOOK / MEBIBYTE} Mi characters. Import it in parts.`,
      );
      return [];
    }
  }
  if (contents > 0) log.notice(null, 'Left out the table of contents.');
  if (pictures > 0) {
    log.notice(
      null,
      `Left out ${pictures} ${pictures === 1 ? 'page that is a picture' : 'pages that are pictures'}.`,
    );
  }
  return segments;
}

function readChapter({
  bytes,
}: InputFile): { readonly segments: readonly TextSegment[]; readonly notice: string | null } | string {
  if (bytes.length > LARGEST_PAGE) return `It has more than ${LARGEST_PAGE / MEBIBYTE} MiB.`;
  const { text, notice } = decodePage(bytes);
  const { tree, fault } = readTree(text, undefined, 'xhtml');
  return tree === null ? fault : { segments: segmentsOf(tree, isAid), notice };
}

/** Where a page of the printed book begins, and the arrows that lead from notes back to the text. */
function isAid(element: PageElement): boolean {
  if (element.attrs.length === 0) return false;
  const types = (attributeOf(element, 'epub:type') ?? '').split(/\s+/);
  const role = attributeOf(element, 'role');
  return (
    types.includes('pagebreak') ||
    types.includes('backlink') ||
    role === 'doc-pagebreak' ||
    role === 'doc-backlink'
  );
}
