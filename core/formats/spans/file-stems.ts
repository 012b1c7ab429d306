import type { ExchangeDocument } from '../exchange.ts';

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|manifest|annotation|typesystem)$/i;

/** Gives each document a file name without extension: a slug of the title and 8 digits of the hash (formats.md 0.3). */
export function createFileStems(): (document: Pick<ExchangeDocument, 'title' | 'textSha256'>) => string {
  const taken = new Set<string>();
  return ({ title, textSha256 }) => {
    const slug = (title ?? '')
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/gu, '-')
      .toLowerCase()
      .slice(0, 80)
      .replace(/^-+|-+$/g, '');
    const name = slug === '' ? 'document' : RESERVED.test(slug) ? `${slug}-text` : slug;
    const stem = textSha256 === null ? name : `${name}-${textSha256.slice(0, 8)}`;
    let free = stem;
    for (let count = 2; taken.has(free); count += 1) free = `${stem}_${count}`;
    taken.add(free);
    return free;
  };
}
