/** More files than this, of one folder, are not looked at: somebody has chosen the wrong one. */
export const MOST_FOLDER_FILES = 20_000;

/** Whether a file, by its path below a folder or in an archive, is one that systems put there for themselves. */
export function isSystemFile(name: string): boolean {
  return /(?:^|\/)(?:\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(name);
}

/** The sentence for a folder with too many. */
export function tooManyFiles(folder: string, most = MOST_FOLDER_FILES): string {
  const number = new Intl.NumberFormat('en').format(most);
  return `The folder “${folder}” has more than ${number} files. Choose one of the folders in it.`;
}

/** The path of a file below the first folder of it. */
export function belowTop(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

/** How files of a folder are ordered: as people read numbers. */
export const compareFilePaths = new Intl.Collator(undefined, { numeric: true }).compare;
