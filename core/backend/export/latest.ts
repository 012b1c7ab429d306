/** Answers, for each who begins, a function that is true once another has begun: stale work can stop. */
export function createLatest(): () => () => boolean {
  let latest = 0;
  return () => {
    latest += 1;
    const own = latest;
    return () => own !== latest;
  };
}
