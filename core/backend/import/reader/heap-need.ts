const CODES = [...'{[,:\n\r'].map((sign) => sign.charCodeAt(0));
/** Bytes of the heap for what such a character begins: an object or a list, a value in one, a line. */
const COST: ReadonlyMap<number, number> = new Map(
  CODES.map((code, index) => [code, [72, 72, 24, 24, 64, 64][index] ?? 0]),
);
const COST_OF_BYTE = Uint32Array.from({ length: 256 }, (_, byte) => 2 + (COST.get(byte) ?? 0));

/**
 * About how many bytes of the heap it takes to parse these as JSON or to split them into lines. Both are single steps of
 * the engine, which cannot be stopped in between: running out of memory there would end the app and not the thread.
 */
export function heapNeed(bytes: Uint8Array): number {
  let need = 0;
  for (const byte of bytes) need += COST_OF_BYTE[byte] ?? 0;
  return need;
}
