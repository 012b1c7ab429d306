import type { PagePart } from '#model/page-part.ts';
import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import { extensionOf, MEBIBYTE } from '../registry.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { textWithBlocks } from '../shared/text-with-blocks.ts';
import { aboutPage } from './about-page.ts';
import { articleOf } from './article.ts';
import { decodePage } from './decode-page.ts';
import { readTree } from './read-tree.ts';
import { segmentsOf } from './segments.ts';

/** Largest page, in bytes: the tree of a page takes many times its size. */
export const LARGEST_PAGE = 16 * MEBIBYTE;

/**
 * Reads pages, one document a file: headings, paragraphs and list items as blocks that a blank line parts, what the page
 * says of its origin as the source. Offsets of blocks count UTF-16 units.
 */
export function parsePages(files: readonly InputFile[], part: PagePart = 'article'): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const document = readPage(file, part, log);
    if (document !== null) documents.push(document);
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
  }
  return { documents, problems, notices };
}

function readPage(file: InputFile, part: PagePart, log: FileLog): ExchangeDocument | null {
  if (file.bytes.length > LARGEST_PAGE) {
    const limit = LARGEST_PAGE / MEBIBYTE;
    log.problem(
      null,
      `The page has more than ${limit} MiB. Save it without its pictures and import it again.`,
    );
    return null;
  }
  const page = decodePage(file.bytes);
  const refusal = refusalOf(file.name, page.text);
  const syntax = extensionOf(file.name) === 'xhtml' ? 'xhtml' : 'html';
  const { tree, fault } =
    refusal === null ? readTree(page.text, undefined, syntax) : { tree: null, fault: refusal };
  if (tree === null) {
    log.problem(null, fault);
    return null;
  }
  const all = segmentsOf(tree);
  if (all.length === 0) {
    log.problem(null, 'The page shows no text. Pages that scripts fill have to be saved by a browser.');
    return null;
  }
  const about = aboutPage(tree);
  const article = part === 'all' ? all : articleOf(tree, all, about.titles);
  if (page.notice !== null) log.notice(null, page.notice);
  const leftOut = article === null ? 0 : all.length - article.length;
  if (article === null) log.notice(null, 'No article stands out on the page, so all of its text was taken.');
  if (leftOut > 0) log.notice(null, leftOutSentence(leftOut));
  const segments = article ?? all;
  return {
    ...textWithBlocks(segments),
    id: null,
    title: about.titles[0] ?? null,
    textSha256: null,
    language: about.language,
    blockRule: 'blank-line',
    source: {
      ...about.source,
      fileName: null,
      mediaType: 'text/html',
      encoding: page.encoding,
      bytesSha256: null,
      importedAt: null,
    },
    metadata: {},
    states: [],
    annotations: [],
    relations: [],
  };
}

function leftOutSentence(count: number): string {
  const blocks = count === 1 ? '1 block' : `${count} blocks`;
  return `Left out ${blocks} around the article, such as navigation, lists of links and comments.`;
}

/** Why a file is not a page, by its name and how it begins. */
function refusalOf(name: string, text: string): string | null {
  const start = text.slice(0, 4096);
  const isMail = /^[A-Za-z-]+:/.test(start) && /^mime-version:/im.test(start);
  if (/^mht(?:ml)?$/.test(extensionOf(name)) || (isMail && /^content-type:\s*multipart\//im.test(start))) {
    return 'This is a web archive (MHTML), which is not read. Open it in a browser and save the page as “HTML only”.';
  }
  if (extensionOf(name) === 'webarchive' || start.startsWith('bplist00')) {
    return 'This is a web archive of Safari, which is not read. Open it there and save the page as “Page Source”.';
  }
  return start.includes('\0') ? 'This is not an HTML page: it has zero bytes.' : null;
}
