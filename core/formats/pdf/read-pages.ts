import { withoutForms } from './glyph-forms.ts';
import type { LoadingTask, PdfDocument, PdfPage, PdfTextItem } from './pdf-library.ts';
import { loadPdf } from './pdf-library.ts';
import type { TextItem } from './text-item.ts';

/** More pages than books have. A file may claim any number. */
export const MOST_PAGES = 10_000;
/** Runs of characters of a page, and of all: forms may be drawn any number of times by few bytes. */
export const MOST_ITEMS_OF_PAGE = 30_000;
export const MOST_ITEMS = 5_000_000;

export interface PdfPageText {
  readonly items: readonly TextItem[];
  readonly width: number;
  readonly height: number;
}

export interface PdfText {
  readonly pages: readonly PdfPageText[];
  /** Pages that could not be read, from 1. */
  readonly broken: readonly number[];
  /** Some fonts have characters that cannot be told, so that text in them is missing. */
  readonly unreadable: boolean;
  readonly info: Readonly<Record<string, unknown>>;
}

/** Reads what all pages draw as text; the error is a sentence. Changes the bytes. */
export async function readPages(bytes: Uint8Array): Promise<PdfText | string> {
  let unreadable = false;
  const task = await loadPdf(bytes, () => {
    unreadable = true;
  });
  // Without an answer here, one that needs a password would wait for it.
  task.onPassword = () => void task.destroy();
  try {
    const read = await readDocument(task);
    return typeof read === 'string' ? read : { ...read, unreadable };
  } catch (error) {
    return faultOf(error);
  } finally {
    await task.destroy();
  }
}

async function readDocument(task: LoadingTask): Promise<Omit<PdfText, 'unreadable'> | string> {
  const document = await task.promise;
  if (document.numPages > MOST_PAGES) {
    return `The PDF has ${document.numPages} pages, or says so; the limit is ${MOST_PAGES}. Split it and import the parts.`;
  }
  const pages: PdfPageText[] = [];
  const broken: number[] = [];
  let items = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await readPage(document, number);
    if (page === 'too much') return tooMuch(number);
    if (page === null) broken.push(number);
    items += page?.items.length ?? 0;
    if (items > MOST_ITEMS) return tooMuch(number);
    pages.push(page ?? { items: [], width: 0, height: 0 });
  }
  return { pages, broken, info: await infoOf(document) };
}

const tooMuch = (page: number): string =>
  `Page ${page} draws more text than a page can show, or the pages do together. Print the PDF into a new one and import that.`;

async function infoOf(document: PdfDocument): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await document.getMetadata()).info;
  } catch {
    return {};
  }
}

/** `null` where the page is broken. */
async function readPage(document: PdfDocument, number: number): Promise<PdfPageText | 'too much' | null> {
  try {
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const items = await readItems(page, transform);
    page.cleanup();
    return items === null ? 'too much' : { items, width, height };
  } catch {
    return null;
  }
}

async function readItems(page: PdfPage, view: readonly number[]): Promise<TextItem[] | null> {
  const reader = page.streamTextContent().getReader();
  const items: TextItem[] = [];
  const vertical = new Set<string>();
  let blank: number | null = null;
  for (;;) {
    const { done, value } = await reader.read();
    if (done || value === undefined) return items;
    for (const [font, style] of Object.entries(value.styles)) if (style.vertical) vertical.add(font);
    for (const item of value.items) {
      const text = readable(item.str);
      const placed = placeOf(item, view, vertical.has(item.fontName));
      if (text.trim() === '') {
        if (text !== '') blank ??= placed.left;
        continue;
      }
      const side = blank === null ? null : blank < placed.left ? 'left' : 'right';
      items.push({ ...placed, text, blank: side, order: items.length });
      blank = null;
    }
    if (items.length > MOST_ITEMS_OF_PAGE) {
      await reader.cancel(new Error('too much'));
      return null;
    }
  }
}

/** Fonts may map to anything: no lone surrogates, no controls; runs of blanks are one. */
function readable(text: string): string {
  return withoutForms(text)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/[\ufeff\u200b]/g, '');
}

function placeOf(
  item: PdfTextItem,
  view: readonly number[],
  vertical: boolean,
): Omit<TextItem, 'text' | 'blank' | 'order'> {
  const [a, b, c, d, e, f] = product(view, item.transform);
  const scale = Math.hypot(view[0] ?? 1, view[1] ?? 0) || 1;
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  const width = Math.abs(item.width) * scale;
  return {
    left: e,
    right: e + width,
    y: f,
    size,
    rightToLeft: item.dir === 'rtl',
    // A slant of a few degrees is that of a page that was laid on a scanner askew.
    turned: vertical || Math.abs(b) > 0.15 * Math.hypot(a, b) || a < 0,
  };
}

/** Of two transformations as PDF writes them (ISO 32000-2, 8.3.3), the right one done first. */
function product(
  left: readonly number[],
  right: readonly number[],
): [number, number, number, number, number, number] {
  const [la = 1, lb = 0, lc = 0, ld = 1, le = 0, lf = 0] = left;
  const [ra = 1, rb = 0, rc = 0, rd = 1, re = 0, rf = 0] = right;
  return [
    la * ra + lc * rb,
    lb * ra + ld * rb,
    la * rc + lc * rd,
    lb * rc + ld * rd,
    la * re + lc * rf + le,
    lb * re + ld * rf + lf,
  ];
}

function faultOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  const said = error instanceof Error ? error.message : String(error);
  if (name === 'PasswordException' || /password|worker was destroyed/i.test(said)) {
    return 'The PDF is locked with a password. Open it in a PDF reader, print it into a new PDF, and import that.';
  }
  return `The PDF cannot be read: it is damaged or not whole (${said.replace(/[.\s]+$/, '')}). Copy or download it again.`;
}
