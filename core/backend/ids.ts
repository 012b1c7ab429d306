import { uuidv7 } from '#model/uuid.ts';

const MOST_IN_A_MILLISECOND = 0x1000;

/**
 * UUIDv7s that grow with every call of this process, also within a millisecond and where the clock goes back:
 * the 12 bits after the time count (RFC 9562, section 6.2, method 1).
 */
export function createIds(options: {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** At least 10 random bytes. */
  readonly random: () => Uint8Array;
}): () => string {
  let time = 0;
  let count = 0;
  return () => {
    const now = Math.floor(options.now());
    if (now > time) {
      time = now;
      count = 0;
    } else {
      count += 1;
      if (count === MOST_IN_A_MILLISECOND) {
        time += 1;
        count = 0;
      }
    }
    const random = Uint8Array.from(options.random());
    random[0] = count >> 8;
    random[1] = count & 0xff;
    return uuidv7(time, random);
  };
}
