/** What long work does to everything else. */
export interface Watched {
  readonly seconds: number;
  /** The most memory that the process had, its threads included, in MiB. */
  readonly peakMegabytes: number;
  /** The longest time that a small call waited for its answer, in milliseconds. */
  readonly longestGap: number;
}

/** How often a small call is made, in milliseconds: about as often as somebody clicks who is in a hurry. */
const PERIOD = 20;

/** Runs work, and asks something small again and again meanwhile. */
export async function watch<Value>(
  work: () => Promise<Value>,
  smallCall: () => Promise<unknown>,
): Promise<Watched & { readonly value: Value }> {
  let running = true;
  let longestGap = 0;
  let peak = 0;
  const asking = (async () => {
    while (running) {
      const asked = performance.now();
      await smallCall();
      longestGap = Math.max(longestGap, performance.now() - asked);
      peak = Math.max(peak, process.memoryUsage.rss());
      await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  })();
  const started = performance.now();
  let seconds = 0;
  let value: Value;
  try {
    value = await work();
    seconds = (performance.now() - started) / 1000;
  } finally {
    running = false;
    // The last call counts as well: work may end with its longest step, such as a commit.
    await asking;
  }
  return { value, seconds, peakMegabytes: peak / 2 ** 20, longestGap };
}
