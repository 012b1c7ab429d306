import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Cell, Contestant, Samples } from './contestant.ts';
import { createMeter, weigh } from './meter.ts';
import type { PeerName } from './peers/page.ts';
import { jumpThrough, STEPS } from './scroll.ts';
import { noteTasks } from './tasks.ts';
import { HOVERS, newSpans, VIEWPORT } from './workload.ts';

const FILES = join(import.meta.dirname, '../out/bench-peers');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
/** A name that leads nowhere: every file of the page is answered from the build's folder. */
const ORIGIN = 'http://bench.localhost';

/** The contestants' page, served without a server. */
async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname;
    const file = path === '/' ? '/index.html' : path;
    return route.fulfill({
      body: readFileSync(join(FILES, file)),
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    });
  });
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction(() => window.peerPage !== undefined);
  return page;
}

export function peerContestant(peer: PeerName, title: string, program: string): Contestant {
  async function run(cell: Cell): Promise<Samples> {
    const browser = await chromium.launch({
      executablePath: program,
      args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
    try {
      const page = await openPage(browser);
      const open = await page.evaluate(
        ([name, characters, spans]) => window.peerPage.open(name, characters, spans),
        [peer, cell.characters, cell.spans] as const,
      );
      await page.waitForTimeout(300);
      return { ...(await actions(page, cell)), open: [open] };
    } finally {
      await browser.close();
    }
  }
  return { name: title, run, close: async () => {} };
}

async function actions(page: Page, cell: Cell): Promise<Omit<Samples, 'open'>> {
  const longestTask = await noteTasks(page);
  const meter = await createMeter(page, () => page.evaluate(() => window.peerPage.rest()));
  const spans = newSpans(cell);
  const adds = [];
  for (const span of spans) {
    adds.push(await meter.measure(() => page.evaluate((given) => window.peerPage.add(given), span)));
  }
  const hovers = [];
  for (let index = 0; index < HOVERS; index += 1) {
    const id = spans[index % spans.length]?.id ?? null;
    hovers.push(await meter.measure(() => page.evaluate((given) => window.peerPage.hover(given), id)));
  }
  await page.evaluate(() => window.peerPage.hover(null));
  const filters = [];
  for (const layer of ['entity', 'claim'] as const) {
    for (const shown of [false, true]) {
      filters.push(
        await meter.measure(() =>
          page.evaluate(([which, on]) => window.peerPage.filter(which, on), [layer, shown] as const),
        ),
      );
    }
  }
  const removes = [];
  for (const { id } of spans) {
    removes.push(await meter.measure(() => page.evaluate((given) => window.peerPage.remove(given), id)));
  }
  const jump = await (await createMeter(page)).measure(() => jumpThrough(page.locator('#scroller')));
  const blocked = await longestTask();
  const { heapMegabytes, nodes } = await weigh(page);
  return {
    add: adds.map(({ work }) => work),
    addCpu: adds.map(({ cpu }) => cpu),
    addBlocked: adds.map(({ stretch }) => blocked(stretch)),
    addShown: adds.map(({ value }) => value),
    hover: hovers.map(({ work }) => work),
    hoverCpu: hovers.map(({ cpu }) => cpu),
    hoverBlocked: hovers.map(({ stretch }) => blocked(stretch)),
    filter: filters.map(({ work }) => work),
    remove: removes.map(({ work }) => work),
    removeCpu: removes.map(({ cpu }) => cpu),
    removeBlocked: removes.map(({ stretch }) => blocked(stretch)),
    removeShown: removes.map(({ value }) => value),
    scroll: [jump.work / STEPS],
    scrollGap: jump.value.gaps,
    heapMegabytes: [heapMegabytes],
    nodes: [nodes],
  };
}
