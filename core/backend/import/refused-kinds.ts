import { extensionOf } from '#formats/registry.ts';

/** Kinds of files that no format reads, with what to do instead. */
interface RefusedKind {
  readonly is: string;
  readonly advice: string;
  readonly endings: readonly string[];
  /** True where a file of this ending may be of a format that is read, though it does not look like it. */
  readonly mayBeRead?: true;
}

const AS_DOCUMENT = 'Save the article as .docx or .txt in the program it belongs to, and import that.';
const AS_TABLE = 'Open it in the program it belongs to, save it as .xlsx or .csv, and import that.';
const AS_TEXT = 'Files of this kind cannot be imported: save the article as .txt or .md.';

const REFUSED_KINDS: readonly RefusedKind[] = [
  { is: 'an RTF document, which is not read', advice: AS_DOCUMENT, endings: ['rtf'] },
  { is: 'a Word document of the old kind, which is not read', advice: AS_DOCUMENT, endings: ['doc', 'dot'] },
  { is: 'an OpenDocument text, which is not read', advice: AS_DOCUMENT, endings: ['odt', 'ott', 'fodt'] },
  { is: 'a Pages document, which is not read', advice: AS_DOCUMENT, endings: ['pages'] },
  {
    is: 'a presentation, which is not read',
    advice: 'Copy its text into a .docx or .txt file, and import that.',
    endings: ['ppt', 'pptx', 'odp', 'key'],
  },
  {
    is: 'an e-book of another kind than EPUB, which is not read',
    advice: 'Save the book as .epub or .txt, and import that.',
    endings: ['mobi', 'azw', 'azw3', 'fb2'],
  },
  { is: 'an Excel workbook of the old kind, which is not read', advice: AS_TABLE, endings: ['xls'] },
  { is: 'a binary Excel workbook, which is not read', advice: AS_TABLE, endings: ['xlsb'] },
  { is: 'an Excel template of the old kind, which is not read', advice: AS_TABLE, endings: ['xlt'] },
  { is: 'an OpenDocument spreadsheet, which is not read', advice: AS_TABLE, endings: ['ods'] },
  { is: 'a Numbers spreadsheet, which is not read', advice: AS_TABLE, endings: ['numbers'] },
  {
    is: 'a Parquet file, which is not read',
    advice:
      'Choose the .jsonl file beside it, which an export for Hugging Face has as well, or save it as .jsonl.',
    endings: ['parquet'],
  },
  {
    is: 'a picture, and texts in pictures are not read',
    advice: 'Copy the text into a .txt file, and import that.',
    endings: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'tif', 'tiff', 'bmp', 'heic', 'avif', 'svg'],
  },
  {
    is: 'a recording, which is not read',
    advice: 'Import a transcript of it, as .txt or .docx.',
    endings: ['mp3', 'm4a', 'wav', 'ogg', 'flac', 'mp4', 'mov', 'webm', 'mkv', 'avi'],
  },
  {
    is: 'an archive of another kind than ZIP, which is not read',
    advice: 'Unpack it and import what is inside.',
    endings: ['7z', 'rar', 'gz', 'tgz', 'tar', 'bz2', 'xz'],
  },
  {
    is: 'a Standoff project',
    advice: 'It is opened with Open, not imported.',
    endings: ['standoff'],
  },
  {
    is: 'an XML file of a kind that is not known',
    advice: AS_TEXT,
    endings: ['xml'],
    mayBeRead: true,
  },
  {
    is: 'a JSON file of a kind that is not known',
    advice: AS_TEXT,
    endings: ['json', 'jsonld'],
    mayBeRead: true,
  },
];

/** Why a file that is none of the formats by its content is not read as text; `null` where it is. */
export function refusalOfName(name: string): string | null {
  const kind = kindOf(name);
  return kind === undefined ? null : `This is ${kind.is}. ${kind.advice}`;
}

/** Whether a file that is refused by its name may be read all the same, once somebody says what it is. */
export function mayBeRead(name: string): boolean {
  return kindOf(name)?.mayBeRead === true;
}

function kindOf(name: string): RefusedKind | undefined {
  return REFUSED_KINDS.find(({ endings }) => endings.includes(extensionOf(name)));
}
