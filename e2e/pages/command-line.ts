import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Runs a command of the command line; answers its standard output. Throws where it fails. */
export function standoff(...words: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, 'hosts/cli/main.ts'), ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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

export const samplePath = (name: string): string => join(root, 'resources/sample', name);
