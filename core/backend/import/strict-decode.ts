/** The WHATWG name of an encoding by any of its labels, `null` where there is none. */
export function canonicalEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Decodes the whole or nothing; `null` where a byte does not belong. A byte order mark stays as U+FEFF. */
export function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Offset, from 0, of the first byte that is not part of a valid character. */
export function firstBadByte(bytes: Uint8Array, encoding: string): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodesSoFar(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle;
  }
  // The decoder complains when a character cannot go on; the fault is the character's first byte.
  for (let start = good; start > Math.max(0, good - LONGEST_CHARACTER); start -= 1) {
    if (tryDecode(bytes.subarray(0, start), encoding) !== null) return start;
  }
  return good;
}

/** Bytes of the longest character in any encoding. */
const LONGEST_CHARACTER = 4;

/** Whether these bytes are the beginning of something valid; a character may be cut at the end. */
export function decodesSoFar(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
