/** A part of a string keeps the whole of it in memory: this one is by itself, for what outlives a piece of a file. */
export function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
