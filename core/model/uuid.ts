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
  const time = milliseconds.toString(16).padStart(12, '0');
  const hex = (index: number): string => HEX[random[index] ?? 0] ?? '00';
  const version = HEX[0x70 | ((random[0] ?? 0) & 0x0f)];
  const variant = HEX[0x80 | ((random[2] ?? 0) & 0x3f)];
  const node = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex(1)}-${variant}${hex(3)}-${node}`;
}
