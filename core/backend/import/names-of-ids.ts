const WORDS = /^[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*$/u;

/**
 * Names for things that our JSON Lines know by their ids alone, as people would write them: `reported-speech` and
 * `reportedSpeech` are “Reported speech”. An id stays its own name where it is no words, or where its name would be that of
 * another. `taken` are names that are there.
 */
export function namesOfIds(ids: Iterable<string>, taken: readonly string[]): (id: string) => string {
  const counts = new Map(taken.map((name) => [name, 1]));
  for (const id of new Set(ids)) counts.set(readable(id), (counts.get(readable(id)) ?? 0) + 1);
  return (id) => (counts.get(readable(id)) === 1 ? readable(id) : id);
}

function readable(id: string): string {
  if (!WORDS.test(id)) return id;
  const words = id
    .replace(/[-_]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})(?=\p{Ll})/gu, (_, before: string, first: string) => {
      return `${before} ${first.toLowerCase()}`;
    });
  const [first = ''] = words;
  return first.toUpperCase() + words.slice(first.length);
}
