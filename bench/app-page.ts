/** What the driver does inside the app's page. Every function runs there, so it refers to nothing outside itself. */
import type { Page } from '@playwright/test';

interface Probe {
  spans(): number;
  boxOf(start: number, end: number): DOMRect | null;
}

declare global {
  interface Window {
    /** When the last large answer of the backend was in the page's memory, ms on the page's clock. */
    benchReplyAt?: number;
    benchStartedAt?: number;
    /** What the article tells tests and benchmarks about itself. */
    benchProbe(): Probe;
    /** Resolves in the task after the one that takes the backend's next message. */
    benchAnswer(): Promise<void>;
  }
}

/** Notes when an article has arrived and when the user acted last, and finds the article's probe. */
export function watch(page: Page, characters: number): Promise<void> {
  return page.evaluate((size) => {
    performance.clearMarks();
    const parse = JSON.parse;
    let told = Promise.withResolvers<void>();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      told.resolve();
      told = Promise.withResolvers();
    };
    window.benchAnswer = () => told.promise;
    JSON.parse = (text, reviver) => {
      if (text.length > size) window.benchReplyAt = performance.now();
      port2.postMessage(null);
      return parse(text, reviver);
    };
    for (const kind of ['pointerdown', 'keydown'] as const) {
      addEventListener(kind, (event) => (window.benchStartedAt = event.timeStamp), { capture: true });
    }
    window.benchProbe = () => {
      const article: (Element & { [probe: symbol]: Probe }) | null = document.querySelector('.article-text');
      const probe = article?.[Symbol.for('standoff.article-probe')];
      if (probe === undefined) throw new Error('no article is open');
      return probe;
    };
  }, characters);
}

export interface OpenTimes {
  /** From the click, from the answer in memory, and until everything is loaded; ms. */
  readonly fromClick: number;
  readonly fromMemory: number;
  readonly loaded: number;
}

/** Waits until an article stands in the window, by its own mark. */
export async function articleLoaded(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('standoff:article-loaded').length > 0);
}

/** The article's own marks, seen from the click on a document that opened it. */
export async function openTimes(page: Page): Promise<OpenTimes> {
  await articleLoaded(page);
  return page.evaluate(() => {
    const at = (name: string) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
    const clicked = window.benchStartedAt ?? Number.NaN;
    const replied = window.benchReplyAt ?? Number.NaN;
    const painted = at('standoff:article-first-paint');
    return {
      fromClick: painted - clicked,
      fromMemory: painted - replied,
      loaded: at('standoff:article-loaded') - replied,
    };
  });
}

/** Spans that the article paints from. */
export function spanCount(page: Page): Promise<number> {
  return page.evaluate(() => window.benchProbe().spans());
}

/**
 * Waits until the article has that many spans and has drawn them; answers ms since the user's last key or press. It is woken
 * by what the backend says and asks for no frame before: each costs the page about a millisecond, which is no work of the app's.
 */
export function shownWith(page: Page, spans: number): Promise<number> {
  return page.evaluate(async (wanted) => {
    const probe = window.benchProbe();
    const deadline = performance.now() + 10_000;
    while (probe.spans() !== wanted) {
      if (performance.now() > deadline) throw new Error(`${probe.spans()} spans instead of ${wanted}`);
      await Promise.race([window.benchAnswer(), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
    await new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
    return performance.now() - (window.benchStartedAt ?? Number.NaN);
  }, spans);
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middles of the left and right edges of a stretch of text, in viewport pixels. */
export async function edgesOf(page: Page, start: number, end: number): Promise<{ from: Point; to: Point }> {
  const edges = await page.evaluate(
    ([first, last]) => {
      const probe = window.benchProbe();
      const from = probe.boxOf(first, first + 1);
      const to = probe.boxOf(last - 1, last);
      if (!from || !to) return null;
      return {
        from: { x: from.left + 1, y: from.top + from.height / 2 },
        to: { x: to.right - 1, y: to.top + to.height / 2 },
      };
    },
    [start, end] as const,
  );
  if (edges === null) throw new Error(`offsets ${start} to ${end} are not on the screen`);
  return edges;
}
