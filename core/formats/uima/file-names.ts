import { fileSlug } from '../shared/file-slug.ts';

/** The title as far as file names may hold it, and what tells documents of one title apart (formats.md 0.3). */
export function documentStem(title: string, hash: string): string {
  const short = hash.replace(/[^0-9a-zA-Z]/g, '').slice(-8);
  return [fileSlug(title, 60), short].filter((part) => part !== '').join('-') || 'document';
}

/** A name that is not taken; it is then. */
export function free(name: string, taken: Set<string>): string {
  let path = name;
  // Some file systems take upper and lower case for the same.
  for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${name}_${count}`;
  taken.add(path.toLowerCase());
  return path;
}
