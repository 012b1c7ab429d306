/** Longest stretch of work, in milliseconds, before waiting calls get their turn. */
const STRETCH_MS = 30;

/** Answers a function to call often: it pauses only where enough time has gone by. */
export function createPace(pause: () => Promise<void>): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await pause();
    since = performance.now();
  };
}
