import { randomFrom } from './random.ts';

const HASHES = 128;

/**
 * How a signature is cut into bands: two texts that have as much in common as is asked for miss each other in all of
 * them less than once in ten million times (0.8: bands of four; 0.7: of three; 0.5: of two).
 */
export function bandsFor(similarity: number): { readonly bands: number; readonly rows: number } {
  const rows = similarity >= 0.8 ? 4 : similarity >= 0.7 ? 3 : 2;
  return { bands: Math.floor(HASHES / rows), rows };
}

/** Two constants for each hash function; always the same, so that signatures are. */
const CONSTANTS = constants();

function constants(): Int32Array {
  const random = randomFrom(0x5eed);
  return Int32Array.from({ length: 2 * HASHES }, (_, at) => {
    const drawn = Math.floor(random() * 0x1_0000_0000) | 0;
    return at % 2 === 0 ? drawn : drawn | 1;
  });
}

/**
 * The signature of a set of shingles (Broder 1997): for each hash function the least hash of them. Two sets agree in as
 * large a part of it as they have in common. A shingle is hashed to 64 bits, in two halves, as no number of JavaScript
 * holds 64 bits and their products exactly.
 */
export function signatureOf(shingles: Iterable<string>): Uint32Array {
  const signature = new Uint32Array(HASHES).fill(0xffff_ffff);
  for (const shingle of shingles) {
    let low = 0x811c_9dc5 | 0;
    let high = 0x9e37_79b9 | 0;
    for (let at = 0; at < shingle.length; at += 1) {
      const unit = shingle.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x0100_0193);
      high = Math.imul(high ^ unit, 0x5bd1_e995);
      high ^= high >>> 13;
    }
    for (let hash = 0; hash < HASHES; hash += 1) {
      let mixed = Math.imul(low ^ (CONSTANTS[2 * hash] ?? 0), 0x9e37_79b1 | 0);
      mixed ^= mixed >>> 15;
      mixed = Math.imul(mixed ^ high, CONSTANTS[2 * hash + 1] ?? 1);
      mixed = (mixed ^ (mixed >>> 13)) >>> 0;
      if (mixed < (signature[hash] ?? 0)) signature[hash] = mixed;
    }
  }
  return signature;
}

/** The part of two signatures that agrees: what their sets have in common, give or take a few hundredths. */
export function agreement(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let hash = 0; hash < HASHES; hash += 1) if (a[hash] === b[hash]) same += 1;
  return same / HASHES;
}
