/** A name of a column as names are compared: without case, accents, and the signs that programs put between words. */
export function foldHeader(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[\s_\-.:/\\()[\]'’"#*]+/gu, '');
}
