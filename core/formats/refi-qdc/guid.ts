/**
 * A GUID that is the same for the same name, as REFI-QDA wants it over exports of one project (formats.md 14): four
 * FNV-1a hashes of 32 bits from different beginnings, marked as UUID version 8 (RFC 9562 5.8). It names, it does not
 * protect.
 */
export function guidOf(name: string): string {
  const words = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((seed) => fnv1a(name, seed));
  const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    // Short names that differ in their last letter would differ in few bits otherwise.
    hash ^= hash >>> 15;
  }
  return (Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12)) >>> 0;
}
