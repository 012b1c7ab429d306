import { basename } from 'node:path';

/** What a project is called: its file, without the ending. */
export function projectName(file: string): string {
  return basename(file).replace(/\.standoff$/i, '');
}
