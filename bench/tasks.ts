import type { Page } from '@playwright/test';

/** A stretch of time, milliseconds of the browser's own clock. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** How long the page's main thread was at most at one task, without a break in which it could take the user's next key. */
export type LongestTask = (stretch: Stretch) => number;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
}

const MARK = 'bench:main-thread';
const TASK = 'ThreadControllerImpl::RunTask';

/** Has the browser note each task of its threads, which costs little; what it answers ends that. */
export async function noteTasks(page: Page): Promise<() => Promise<LongestTask>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing'], excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  });
  await page.evaluate((name) => performance.mark(name), MARK);

  return async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    session.once('Tracing.tracingComplete', () => resolve());
    await session.send('Tracing.end');
    await promise;
    await session.detach();
    const main = events.find(({ name }) => name === MARK);
    const tasks = events.filter(
      ({ name, ph, pid, tid }) => name === TASK && ph === 'X' && pid === main?.pid && tid === main.tid,
    );
    if (tasks.length === 0) throw new Error('the browser noted no task of the page');
    return ({ from, to }) =>
      tasks.reduce(
        (longest, { ts, dur = 0 }) =>
          ts / 1000 >= from && ts / 1000 < to ? Math.max(longest, dur / 1000) : longest,
        0,
      );
  };
}
