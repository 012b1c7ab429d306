import { readFileSync } from 'node:fs';
import { encodeUtf8 } from '../core/formats/bytes.ts';
import type { InputFile } from '../core/formats/exchange.ts';

/** A file of this text, or of the JSON of each value in a line of its own. */
export function inputOf(name: string, ...lines: readonly unknown[]): InputFile {
  const shown = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return { name, bytes: encodeUtf8(shown.join('\n')) };
}

/** A file of a folder. */
export function fileIn(folder: string, name: string): InputFile {
  return { name, bytes: readFileSync(`${folder}/${name}`) };
}
