/** Encodings that texts come in, as WHATWG labels with the names people know them by. */
export const ENCODINGS = [
  { value: 'utf-8', name: 'UTF-8' },
  { value: 'utf-16le', name: 'UTF-16 (little-endian)' },
  { value: 'utf-16be', name: 'UTF-16 (big-endian)' },
  { value: 'windows-1252', name: 'Western (Windows-1252)' },
  { value: 'iso-8859-2', name: 'Central European (ISO 8859-2)' },
  { value: 'windows-1250', name: 'Central European (Windows-1250)' },
  { value: 'iso-8859-15', name: 'Western (ISO 8859-15)' },
  { value: 'macintosh', name: 'Western (Mac)' },
  { value: 'windows-1251', name: 'Cyrillic (Windows-1251)' },
  { value: 'koi8-r', name: 'Cyrillic (KOI8-R)' },
  { value: 'koi8-u', name: 'Cyrillic (KOI8-U)' },
  { value: 'iso-8859-5', name: 'Cyrillic (ISO 8859-5)' },
  { value: 'windows-1253', name: 'Greek (Windows-1253)' },
  { value: 'iso-8859-7', name: 'Greek (ISO 8859-7)' },
  { value: 'windows-1254', name: 'Turkish (Windows-1254)' },
  { value: 'windows-1255', name: 'Hebrew (Windows-1255)' },
  { value: 'windows-1256', name: 'Arabic (Windows-1256)' },
  { value: 'windows-1257', name: 'Baltic (Windows-1257)' },
  { value: 'windows-1258', name: 'Vietnamese (Windows-1258)' },
  { value: 'windows-874', name: 'Thai (Windows-874)' },
  { value: 'shift_jis', name: 'Japanese (Shift JIS)' },
  { value: 'euc-jp', name: 'Japanese (EUC-JP)' },
  { value: 'iso-2022-jp', name: 'Japanese (ISO 2022-JP)' },
  { value: 'gb18030', name: 'Chinese, simplified (GB 18030)' },
  { value: 'big5', name: 'Chinese, traditional (Big5)' },
  { value: 'euc-kr', name: 'Korean (EUC-KR)' },
] as const;

/** The encodings offered for a file, with the one in use even where the list lacks it. */
export function encodingsWith(
  used: string | null,
): readonly { readonly value: string; readonly name: string }[] {
  if (used === null || ENCODINGS.some(({ value }) => value === used.toLowerCase())) return ENCODINGS;
  return [{ value: used, name: used }, ...ENCODINGS];
}
