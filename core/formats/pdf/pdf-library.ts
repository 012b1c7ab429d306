import { getResolvedPDFJS } from 'unpdf';

/** What is used of pdf.js, with its types as far as formats know them: its own need those of a window. */
interface PdfLibrary {
  getDocument(options: Readonly<Record<string, unknown>>): LoadingTask;
}

export interface LoadingTask {
  readonly promise: Promise<PdfDocument>;
  onPassword: (() => void) | null;
  destroy(): Promise<void>;
}

export interface PdfDocument {
  readonly numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ readonly info: Readonly<Record<string, unknown>> }>;
}

export interface PdfPage {
  getViewport(options: { readonly scale: number }): {
    readonly width: number;
    readonly height: number;
    readonly transform: readonly number[];
  };
  streamTextContent(): {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: PdfTextChunk }>;
      cancel(reason: Error): Promise<void>;
    };
  };
  cleanup(): boolean;
}

interface PdfTextChunk {
  readonly items: readonly PdfTextItem[];
  readonly styles: Readonly<Record<string, { readonly vertical?: boolean }>>;
}

export interface PdfTextItem {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}

/** Only what goes wrong beyond repair is said; on the console, as pdf.js does. */
const ERRORS_ONLY = 0;

/**
 * Opens the bytes, which it may change. Nothing is run, compiled, fetched, or read from the system. `onMissing` is told the name
 * of each table of characters that a font needs and the file does not bring: its text cannot be read.
 */
export async function loadPdf(bytes: Uint8Array, onMissing: (name: string) => void): Promise<LoadingTask> {
  const library = (await getResolvedPDFJS()) as unknown as PdfLibrary;
  /** In place of what would read files or ask a server: nothing beside the bytes is there for a PDF. */
  class NoFiles {
    fetch({ kind, filename }: { readonly kind?: string; readonly filename?: string }): Promise<never> {
      // Fonts, which are asked for as well, are for drawing.
      if (kind === 'cMapUrl') onMissing(filename ?? '');
      return Promise.reject(new Error('Nothing beside the file is read.'));
    }
  }
  return library.getDocument({
    data: bytes,
    verbosity: ERRORS_ONLY,
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    disableAutoFetch: true,
    disableRange: true,
    disableStream: true,
    BinaryDataFactory: NoFiles,
  });
}
