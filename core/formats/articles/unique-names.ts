/** Names for the columns of a header, each once: `Column C` where a cell is empty, `date (2)` where a name comes again. */
export function uniqueNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ') || `Column ${lettersOf(index)}`;
    let unique = name;
    for (let count = 2; taken.has(unique); count += 1) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** As spreadsheets name columns: A to Z, AA, AB, …; `index` from 0. */
export function lettersOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : lettersOf(Math.floor(index / 26) - 1) + letter;
}
