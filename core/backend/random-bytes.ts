const COUNT = 10;
const AT_ONCE = 400 * COUNT;

/** Ten random bytes at each call. They are drawn for many calls at once: an import asks a million times. */
export function createRandomBytes(draw: (count: number) => Uint8Array): () => Uint8Array {
  let drawn = new Uint8Array();
  let next = 0;
  return () => {
    if (next + COUNT > drawn.length) {
      drawn = Uint8Array.from(draw(AT_ONCE));
      next = 0;
    }
    next += COUNT;
    return drawn.subarray(next - COUNT, next);
  };
}
