let last: Promise<unknown> = Promise.resolve();

/** Runs edits one after the other, so that each decides on what the one before has left. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
