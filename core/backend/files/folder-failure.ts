/** A sentence for the user, from what the operating system said of a folder. */
export function folderFailure(folder: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return `The folder ${folder} is no longer there. Choose another.`;
    case 'ENOTDIR':
      return `${folder} is not a folder. Choose another.`;
    case 'EACCES':
    case 'EPERM':
      return `You may not open the folder ${folder}. Choose another.`;
    default:
      return `The folder ${folder} cannot be read (${String(code ?? error)}). Choose another.`;
  }
}
