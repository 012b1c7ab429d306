/** Files that are no text, told by how they begin. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly message: string }[] = [
  {
    bytes: [...Buffer.from('%PDF-')],
    message: 'This is a PDF. Give the file the ending .pdf and import it again.',
  },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    message:
      'This is a ZIP archive. If it is a Word document or an e-book, give the file the ending .docx or .epub and import it again.',
  },
  {
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    message:
      'This is an Office document of the old kind, or one with a password. Save the article as .docx or .txt and import that.',
  },
  {
    bytes: [...Buffer.from('{\\rtf')],
    message: 'This is an RTF document. Save the article as .docx or .txt and import that.',
  },
  {
    bytes: [...Buffer.from('SQLite format 3\0')],
    message: 'This is a database. A Standoff project is opened with Open, not imported.',
  },
  {
    bytes: [0x89, 0x50, 0x4e, 0x47],
    message:
      'This is a picture (PNG), and texts in pictures are not read. Copy the text into a .txt file, and import that.',
  },
  {
    bytes: [0xff, 0xd8, 0xff],
    message:
      'This is a picture (JPEG), and texts in pictures are not read. Copy the text into a .txt file, and import that.',
  },
  {
    bytes: [...Buffer.from('GIF8')],
    message:
      'This is a picture (GIF), and texts in pictures are not read. Copy the text into a .txt file, and import that.',
  },
  { bytes: [0x1f, 0x8b], message: 'This is a compressed file (gzip). Unpack it and import what is inside.' },
  { bytes: [0xff, 0xfe, 0x00, 0x00], message: 'This file is in UTF-32. Save it as UTF-8 and import that.' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], message: 'This file is in UTF-32. Save it as UTF-8 and import that.' },
];

/** A sentence for the user where the file is of a known kind that is no text, otherwise `null`. */
export function knownBinary(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte));
  return found?.message ?? null;
}

/** Controls that text files of one-byte and multi-byte encodings do not hold: all but tab, line ends, form feed, escape. */
function isControl(byte: number): boolean {
  return byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b;
}

export function hasControlBytes(bytes: Uint8Array): boolean {
  return bytes.some(isControl);
}

export function shareOfControlBytes(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (isControl(byte)) count += 1;
  return bytes.length === 0 ? 0 : count / bytes.length;
}
