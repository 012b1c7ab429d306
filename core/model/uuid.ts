const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits.
 * `random` gives at least 10 bytes, of which 6 bits are overwritten by version and variant. Throws
 * `RangeError` for a time out of range or too few bytes.
 */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds >= 2 ** 48) {
    throw new RangeError(`${milliseconds} is not a time in whole milliseconds since 1970.`);
  }
  if (random.length < 10) throw new RangeError('A UUID needs at least 10 random bytes.');
  const bytes = new Uint8Array(16);
  for (let index = 5, rest = milliseconds; index >= 0; index -= 1, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
