import type { CDPSession, Page } from '@playwright/test';
import type { Stretch } from './tasks.ts';

/** Frames that the driver lets pass before it takes an action's work as done. */
const SETTLING_FRAMES = 3;

export interface Measured<Value> {
  readonly value: Value;
  readonly stretch: Stretch;
  /** Milliseconds that the page's main thread was busy: script, style, layout, paint. */
  readonly work: number;
  /** Of these, milliseconds that it had a core: less is a wait for other processes, the driver's among them. */
  readonly cpu: number;
}

/**
 * Measures what an action costs the page, the same for every contestant: how long the main thread was busy from
 * the action until the frames after it, less what the same wait costs without an action. Waiting for the
 * disk, for a timer or for the next frame does not count as work, nor does the driver's looking whether it is done.
 */
export interface Meter {
  measure<Value>(action: () => Promise<Value>): Promise<Measured<Value>>;
  /** Waits until what an action leaves to the frames after it is done, so that it does not count for the next. */
  settle(): Promise<void>;
}

/** `idle` is what every action does besides: how the driver waits for its end. */
export async function createMeter(page: Page, idle: () => Promise<unknown> = async () => {}): Promise<Meter> {
  const wall = await page.context().newCDPSession(page);
  await wall.send('Performance.enable');
  const core = await page.context().newCDPSession(page);
  await core.send('Performance.enable', { timeDomain: 'threadTicks' });

  async function busy<Value>(action: () => Promise<Value>): Promise<Measured<Value>> {
    const before = { wall: await metricsOf(wall), core: await metricsOf(core) };
    const value = await action();
    await passFrames(page);
    const after = { wall: await metricsOf(wall), core: await metricsOf(core) };
    return {
      value,
      stretch: { from: before.wall.now, to: after.wall.now },
      work: after.wall.busy - before.wall.busy,
      cpu: after.core.busy - before.core.busy,
    };
  }

  const rests: Measured<unknown>[] = [];
  for (let round = 0; round < 7; round += 1) rests.push(await busy(idle));
  // Of the lower ones: what else the page had to do in between is none of the wait's.
  const lowOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[1] ?? 0;
  const floor = { work: lowOf(rests.map(({ work }) => work)), cpu: lowOf(rests.map(({ cpu }) => cpu)) };

  return {
    async measure(action) {
      const measured = await busy(action);
      const { work, cpu } = measured;
      return { ...measured, work: Math.max(0, work - floor.work), cpu: Math.max(0, cpu - floor.cpu) };
    },
    settle: () => passFrames(page),
  };
}

/** How long the thread was at tasks since the page was made, and the time on the browser's clock; milliseconds. */
async function metricsOf(session: CDPSession): Promise<{ busy: number; now: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  return { busy: value('TaskDuration'), now: value('Timestamp') };
}

function passFrames(page: Page): Promise<void> {
  return page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, SETTLING_FRAMES);
}

/** What holds the page: JS heap after a collection, and DOM nodes. */
export async function weigh(page: Page): Promise<{ heapMegabytes: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  await session.detach();
  return { heapMegabytes: value('JSHeapUsedSize') / 2 ** 20, nodes: value('Nodes') };
}
