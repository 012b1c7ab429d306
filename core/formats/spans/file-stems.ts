import type { ExchangeDocument } from '../exchange.ts';
import { fileSlug } from '../shared/file-slug.ts';

/** Gives each document a file name without extension: a slug of the title and 8 digits of the hash (formats.md 0.3). */
export function createFileStems(): (document: Pick<ExchangeDocument, 'title' | 'textSha256'>) => string {
  const taken = new Set<string>();
  return ({ title, textSha256 }) => {
    const name = fileSlug(title ?? '', 80).toLowerCase() || 'document';
    const stem = textSha256 === null ? name : `${name}-${textSha256.slice(0, 8)}`;
    let free = stem;
    for (let count = 2; taken.has(free); count += 1) free = `${stem}_${count}`;
    taken.add(free);
    return free;
  };
}
