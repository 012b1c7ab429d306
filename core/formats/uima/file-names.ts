/** The title as far as file names may hold it, and what tells documents of one title apart (formats.md 0.3). */
export function documentStem(title: string, hash: string): string {
  const short = hash.replace(/[^0-9a-zA-Z]/g, '').slice(-8);
  return [slug(title), short].filter((part) => part !== '').join('-') || 'document';
}

/** Letters, digits and hyphens: what every file system takes. */
export function slug(name: string): string {
  const ascii = name.normalize('NFKD').replace(/\p{M}/gu, '');
  return ascii
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

/** A name that is not taken; it is then. */
export function free(name: string, taken: Set<string>): string {
  let path = name;
  // Some file systems take upper and lower case for the same.
  for (let count = 2; taken.has(path.toLowerCase()); count += 1) path = `${name}_${count}`;
  taken.add(path.toLowerCase());
  return path;
}
