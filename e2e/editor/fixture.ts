import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { test as base, type CDPSession, type Page } from '@playwright/test';
import { buildHarness, HARNESS } from './build-harness.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface PlainSpan {
  readonly id: string;
  readonly layer: string;
  readonly at: readonly (readonly [number, number])[];
}
export interface Told {
  readonly kind: string;
  // biome-ignore lint/suspicious/noExplicitAny: what the article told, as each test expects it
  readonly value: any;
}

/** The article in a browser: opened by calls to the harness page, used by real mouse and keyboard events. */
export class ArticlePage {
  readonly page: Page;
  readonly cdp: CDPSession;
  constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.cdp = cdp;
  }

  async open(text: string, spans: readonly PlainSpan[] = [], rule = 'blank-line'): Promise<void> {
    await this.call('open', text, spans, rule);
    await this.loaded();
  }
  async openMade(characters: number, spans: number): Promise<void> {
    await this.call('openMade', characters, spans);
    await this.loaded();
  }
  async loaded(): Promise<void> {
    await this.page.evaluate('probe().complete.then(() => document.fonts.ready).then(() => undefined)');
    await this.settled();
  }
  /** Two frames: reported selections, hovering and painting have happened. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))',
    );
  }
  async call(name: string, ...args: unknown[]): Promise<unknown> {
    return await this.page.evaluate(
      `harness.${name}(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')})`,
    );
  }
  /** What the article told since the last time, of one kind. */
  async told(kind?: string): Promise<Told[]> {
    await this.settled();
    const events = (await this.page.evaluate('harness.events.splice(0)')) as Told[];
    return kind === undefined ? events : events.filter((event) => event.kind === kind);
  }
  /** The middle of a stretch's box. */
  async middleOf(start: number, end: number): Promise<{ x: number; y: number }> {
    const box = (await this.page.evaluate(`probe().boxOf(${start}, ${end})?.toJSON()`)) as DOMRect;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  /** A point a little within the left (before) or right (after) side of a character. */
  async edgeOf(at: number, side: 'before' | 'after'): Promise<{ x: number; y: number }> {
    const box = (await this.page.evaluate(`probe().boxOf(${at}, ${at + 1})?.toJSON()`)) as DOMRect;
    return { x: side === 'before' ? box.left + 1 : box.right - 1, y: box.y + box.height / 2 };
  }
  async clickOn(start: number, end: number): Promise<void> {
    const { x, y } = await this.middleOf(start, end);
    await this.page.mouse.click(x, y);
  }
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await this.page.mouse.move(to.x, to.y);
    await this.settled();
    await this.page.mouse.up();
  }
  /** What the document shows, block by block. */
  async shown(): Promise<(string | null)[]> {
    return (await this.page.evaluate('probe().shownText()')) as (string | null)[];
  }
  /** The text of every registered range, by the name of its highlight without the article's number. */
  async painted(): Promise<Record<string, string[]>> {
    await this.settled();
    return (await this.page.evaluate(`Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [
      name.replace(/^article-\\d+-/, ''),
      [...ranges].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)),
    ]))`)) as Record<string, string[]>;
  }
}

export const test = base.extend<{ article: ArticlePage }, { harness: string }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies of a fixture from its pattern
    async ({}, use) => {
      await buildHarness();
      await use(HARNESS);
    },
    { scope: 'worker' },
  ],
  article: async ({ page, harness }, use) => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.route('https://article.test/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      const path = pathname === '/' ? '/index.html' : pathname;
      try {
        const body = await readFile(join(harness, path));
        await route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'application/octet-stream' });
      } catch {
        await route.fulfill({ status: 404 });
      }
    });
    await page.addInitScript(
      `globalThis.probe = () => document.querySelector('.article-text')[Symbol.for('standoff.article-probe')]`,
    );
    await page.goto('https://article.test/');
    await page.waitForFunction('"harness" in globalThis');
    const cdp = await page.context().newCDPSession(page);
    await use(new ArticlePage(page, cdp));
    if (problems.length > 0) throw new Error(`The page reported problems:\n${problems.join('\n')}`);
  },
});
export { expect } from '@playwright/test';
