import { execFileSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Runs a command of the command line; answers its standard output. Throws where it fails. */
export function standoff(...words: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, 'hosts/cli/main.ts'), ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Makes a project with what is in these files. */
export function makeProject(project: string, files: readonly string[] = []): void {
  standoff('new', project);
  if (files.length > 0) standoff('import', project, ...files);
}

/** An annotation as `standoff annotations --json` prints it; offsets are code points. */
export interface PrintedAnnotation {
  readonly id: string;
  readonly layer: string;
  readonly label: string | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly note: string;
}

/** What is stored in a project that a window has open: read from a copy of it with its log. */
export function storedAnnotations(project: string): PrintedAnnotation[] {
  const copy = `${project}.copy.standoff`;
  for (const end of ['', '-wal']) copyFileSync(`${project}${end}`, `${copy}${end}`);
  return JSON.parse(standoff('annotations', copy, '--json')) as PrintedAnnotation[];
}

export const samplePath = (name: string): string => join(root, 'resources/sample', name);
