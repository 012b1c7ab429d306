/** One locale everywhere, so that the same project gives the same report. */
const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Alphabetical as people expect it: whatever the case and the accents, and 2 before 10. What is alike goes by code unit. */
export function compareAlphabetically(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
