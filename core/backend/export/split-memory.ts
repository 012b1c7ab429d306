/** More signatures, of half a kilobyte each, and compared pairs than any project is likely to have. */
const MOST_SIGNATURES = 65_536;
const MOST_PAIRS = 262_144;

/**
 * What was found out about texts when a split was decided, so that another seed or ratio need not read and compare them
 * again. Texts are known by their SHA-256.
 */
export interface SplitMemory {
  signature(textSha256: string, make: () => Uint32Array | null): Uint32Array | null;
  common(a: string, b: string, make: () => number): number;
  knowledge(): SplitKnowledge;
}

/** All that a memory holds, for another thread. */
export interface SplitKnowledge {
  readonly signatures: ReadonlyMap<string, Uint32Array | null>;
  readonly pairs: ReadonlyMap<string, number>;
}

export function createSplitMemory(known: SplitKnowledge | null = null): SplitMemory {
  const signatures = new Map(known?.signatures);
  const pairs = new Map(known?.pairs);
  return {
    knowledge: () => ({ signatures, pairs }),
    signature: (textSha256, make) => recall(signatures, textSha256, MOST_SIGNATURES, make),
    common: (a, b, make) => recall(pairs, a < b ? `${a} ${b}` : `${b} ${a}`, MOST_PAIRS, make),
  };
}

function recall<Value>(memory: Map<string, Value>, key: string, most: number, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= most) memory.clear();
  memory.set(key, made);
  return made;
}
