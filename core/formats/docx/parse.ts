import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { languageTag } from '../shared/language-tag.ts';
import { readTextDocument } from '../shared/read-text-document.ts';
import { textWithBlocks } from '../shared/text-with-blocks.ts';
import { scanXml } from '../xml/scan.ts';
import type { BodySegment, BodyText, LeftOut } from './body-text.ts';
import { createBodyText } from './body-text.ts';
import { readCoreProperties } from './core-properties.ts';
import { docxInfo } from './info.ts';
import { nameOf } from './names.ts';
import type { DocxPackage } from './package-parts.ts';
import { openPackage } from './package-parts.ts';
import { readStyles } from './styles.ts';

/** Reads Word documents, one document a file. Offsets of blocks count UTF-16 units. */
export function parseDocx(files: readonly InputFile[]): ParsedFiles {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const document = readDocx(file, log);
    if (document !== null) documents.push(document);
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
  }
  return { documents, problems, notices };
}

function readDocx({ entries }: InputFile, log: FileLog): ExchangeDocument | null {
  const parts = openPackage(entries ?? []);
  if (typeof parts === 'string') {
    log.problem(null, parts);
    return null;
  }
  const about = readCoreProperties(optional(parts, parts.coreProperties));
  const styles = readStyles(optional(parts, parts.related('styles')[0] ?? null));
  const leftOut: LeftOut = { pictures: 0, objects: 0, deletions: 0, hidden: 0, symbols: 0, inserted: 0 };
  const languages = new Map<string, number>();
  /** Notes in the order of their references, `footnote 2` for instance. */
  const references = new Map<string, number>();
  const setting = {
    styles,
    leftOut,
    languages,
    mark(kind: string, id: string) {
      const key = `${kind} ${id}`;
      const number = references.get(key) ?? references.size + 1;
      references.set(key, number);
      return `[${number}]`;
    },
  };
  const readBody = (path: string): BodyText | null => {
    const { text, fault } = parts.read(path);
    if (text === null) {
      log.problem(null, fault);
      return null;
    }
    const body = createBodyText(setting);
    const wrong = scanXml(text, body.handlers);
    if (wrong === null) return body;
    log.problem(null, `Its part ${path}, line ${wrong.line}: ${wrong.message}`);
    return null;
  };
  const body = readBody(parts.main);
  if (body === null) return null;
  const segments: BodySegment[] = [...body.segments];
  const notes = new Map<string, readonly BodySegment[]>();
  for (const kind of ['footnote', 'endnote']) {
    if (![...references.keys()].some((key) => key.startsWith(kind))) continue;
    for (const path of parts.related(`${kind}s`)) {
      for (const [id, note] of readBody(path)?.notes ?? []) notes.set(`${kind} ${id}`, note);
    }
  }
  if (log.problems.length > 0) return null;
  for (const [key, number] of references) {
    for (const [index, segment] of (notes.get(key) ?? []).entries()) {
      segments.push(index === 0 ? { ...segment, text: `[${number}] ${segment.text}` } : segment);
    }
  }
  if (segments.length === 0) {
    log.problem(null, 'The document has no text. It may be made of pictures.');
    return null;
  }
  tellWhatIsLeftOut(leftOut, parts, log);
  const missing = [...references.keys()].filter((key) => !notes.has(key)).length;
  if (missing > 0)
    log.notice(null, `${counted(missing, 'note is', 'notes are')} referred to and not in the file.`);
  const title = segments.find(({ isTitle }) => isTitle)?.text ?? about.title;
  const { created, modified } = about;
  return readTextDocument(textWithBlocks(segments), {
    title: title === null ? null : title.replace(/\s+/gu, ' '),
    language: mostUsed(languages) ?? about.language,
    publisher: null,
    author: about.author,
    url: null,
    publishedAt: null,
    mediaType: docxInfo.mediaType,
    metadata: { ...(created === null ? {} : { created }), ...(modified === null ? {} : { modified }) },
  });
}

/** Of a part that the text can do without. */
function optional(parts: DocxPackage, path: string | null): string | null {
  return path === null ? null : parts.read(path).text;
}

/** The language of most of the text. */
function mostUsed(languages: ReadonlyMap<string, number>): string | null {
  let found: string | null = null;
  let most = 0;
  for (const [language, count] of languages) {
    if (count <= most || languageTag(language) === null) continue;
    found = language;
    most = count;
  }
  return found;
}

function tellWhatIsLeftOut(leftOut: LeftOut, parts: DocxPackage, log: FileLog): void {
  const comments = parts.related('comments').reduce((sum, path) => sum + count(parts, path, 'w:comment'), 0);
  const edges = ['header', 'footer']
    .flatMap((kind) => parts.related(kind))
    .filter((path) => count(parts, path, 'w:t') > 0).length;
  const said: [number, string, string][] = [
    [leftOut.pictures, 'picture', 'pictures'],
    [leftOut.objects, 'chart, diagram or embedded file', 'charts, diagrams and embedded files'],
    [comments, 'comment', 'comments'],
    [leftOut.deletions, 'deletion that is tracked', 'deletions that are tracked'],
    [leftOut.hidden, 'piece of hidden text', 'pieces of hidden text'],
    [leftOut.symbols, 'symbol that is not known', 'symbols that are not known'],
    [leftOut.inserted, 'document that is inserted as a file', 'documents that are inserted as files'],
    [edges, 'header or footer', 'headers and footers'],
  ];
  for (const [number, one, many] of said) {
    if (number > 0) log.notice(null, `Left out ${counted(number, one, many)}.`);
  }
}

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function count(parts: DocxPackage, path: string, name: string): number {
  let found = 0;
  const xml = optional(parts, path);
  if (xml !== null) {
    scanXml(xml, {
      open(tag) {
        if (nameOf(tag) === name) found += 1;
      },
      close() {},
      text() {},
    });
  }
  return found;
}
