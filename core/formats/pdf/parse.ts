import type { ExchangeDocument, FormatProblem, InputFile, ParsedFiles } from '../exchange.ts';
import { MEBIBYTE } from '../registry.ts';
import type { FileLog } from '../shared/file-log.ts';
import { fileLog } from '../shared/file-log.ts';
import { readTextDocument } from '../shared/read-text-document.ts';
import { textWithBlocks } from '../shared/text-with-blocks.ts';
import { aboutPdf } from './about-pdf.ts';
import { vocabularyOf } from './hyphens.ts';
import { LARGEST_PDF, pdfInfo } from './info.ts';
import { linesOf } from './line.ts';
import { type PageLines, withoutMargins } from './margins.ts';
import { paragraphsOf } from './paragraphs.ts';
import { type PdfText, readPages } from './read-pages.ts';
import { regionsOf } from './regions.ts';
import { unpacksToMore } from './unpacked-size.ts';

/** Reads PDFs with text, one document a file. Offsets of blocks count UTF-16 units. */
export async function parsePdf(files: readonly InputFile[]): Promise<ParsedFiles> {
  const documents: ExchangeDocument[] = [];
  const problems: FormatProblem[] = [];
  const notices: FormatProblem[] = [];
  for (const file of files) {
    const log = fileLog(file.name);
    const document = await readPdf(file, log);
    if (document !== null) documents.push(document);
    for (const problem of log.problems) problems.push(problem);
    for (const notice of log.notices) notices.push(notice);
  }
  return { documents, problems, notices };
}

/** Of what a page draws, or a font, unpacked, in bytes. */
const LARGEST_STREAM = 256 * MEBIBYTE;

async function readPdf({ bytes }: InputFile, log: FileLog): Promise<ExchangeDocument | null> {
  if (bytes.length > LARGEST_PDF) {
    log.problem(null, `The PDF has more than ${LARGEST_PDF / MEBIBYTE} MiB. Split it and import the parts.`);
    return null;
  }
  if (await unpacksToMore(bytes, LARGEST_STREAM)) {
    const limit = LARGEST_STREAM / MEBIBYTE;
    log.problem(
      null,
      `A part of the PDF unpacks to more than ${limit} MiB. Print it into a new PDF and import that.`,
    );
    return null;
  }
  // pdf.js takes what it is given for its own.
  const pdf = await readPages(bytes.slice());
  if (typeof pdf === 'string') {
    log.problem(null, pdf);
    return null;
  }
  const refusal = refusalOf(pdf);
  if (refusal !== null) {
    log.problem(null, refusal);
    return null;
  }
  const { title, author, language, metadata } = aboutPdf(pdf.info);
  return readTextDocument(textOf(pdf, log), {
    title,
    language,
    publisher: null,
    author,
    url: null,
    publishedAt: null,
    mediaType: pdfInfo.mediaType,
    metadata,
  });
}

function refusalOf({ pages, broken, unreadable }: PdfText): string | null {
  if (broken.length > 0 && broken.length === pages.length) {
    return 'None of its pages can be read: the PDF is damaged. Copy or download it again.';
  }
  if (pages.some(({ items }) => items.length > 0)) return null;
  return unreadable
    ? 'The fonts of the PDF do not say which characters they draw, so that its text cannot be read. Open it in a PDF reader, print it into a new PDF, and import that.'
    : 'The PDF has no text: it is a scan, or made of pictures. Let a program recognise its text (OCR) and import the result.';
}

function textOf(pdf: PdfText, log: FileLog): ReturnType<typeof textWithBlocks> {
  const upright = pdf.pages.map(({ items, height }): PageLines => {
    const straight = items.filter(({ turned }) => !turned);
    return { lines: linesOf(straight), height };
  });
  const { pages, leftOut, example } = withoutMargins(upright);
  const regions = pages.map(regionsOf);
  const lines = regions.flatMap((page) => page.flatMap((region) => region.lines.map(({ text }) => text)));
  const hyphens = { joined: 0, kept: 0 };
  const segments = paragraphsOf(regions, vocabularyOf(lines), hyphens);
  const turned = pdf.pages.flatMap(({ items }) => items.filter((item) => item.turned));
  if (turned.length > 0) {
    segments.push({ kind: 'paragraph', level: 0, text: turned.map(({ text }) => text.trim()).join(' ') });
  }
  if (leftOut > 0) {
    log.notice(
      null,
      `Left out ${counted(leftOut, 'line')} that come again at the top or bottom of pages, such as “${example}”.`,
    );
  }
  if (hyphens.joined > 0) {
    log.notice(null, `Put ${counted(hyphens.joined, 'word')} together that hyphens part at line ends.`);
  }
  if (hyphens.kept > 0) {
    log.notice(
      null,
      `Kept ${counted(hyphens.kept, 'hyphen')} at line ends, which may be of the word or not.`,
    );
  }
  if (pdf.unreadable) {
    log.notice(null, 'Some fonts do not say which characters they draw: text in them is missing.');
  }
  if (turned.length > 0) log.notice(null, 'Text that is written at an angle stands at the end.');
  if (pdf.broken.length > 0) {
    log.notice(null, `These pages are damaged and left out: ${pdf.broken.slice(0, 20).join(', ')}.`);
  }
  const empty = pdf.pages.filter(({ items }) => items.length === 0).length - pdf.broken.length;
  if (empty > 0) {
    log.notice(null, `${empty === 1 ? '1 page has' : `${empty} pages have`} no text; they may be pictures.`);
  }
  return textWithBlocks(segments);
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
