import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { articleLoaded, edgesOf, openTimes, shownWith, spanCount, watch } from './app-page.ts';
import { makeProject, openApp } from './app-window.ts';
import type { Cell, Contestant, Samples } from './contestant.ts';
import { createMeter, type Measured, weigh } from './meter.ts';
import { jumpThrough, STEPS } from './scroll.ts';
import { noteTasks } from './tasks.ts';
import { HOVERS, newSpans } from './workload.ts';

/** Keys of layers and labels in the news scheme. */
const LAYER_KEYS = { entity: 'e', quote: 'q', claim: 'c', stance: 's' } as const;
/** Folds both panes away. */
const FOCUS_KEY = 'f';
/**
 * These do nothing in the app. The peers are called by function, so what pressing a key takes is no work of the app's either;
 * a key with another held takes twice as much.
 */
const IDLE_KEYS = { one: 'F9', withControl: 'Control+F9' } as const;
const NEXT_DOCUMENT_KEY = 'Alt+PageDown';

/**
 * The real app: the product's shell, window, backend and disk, driven by mouse and keys. `alone` folds the panes at both
 * sides away, as the user's key for focus does: what is left is the article and the bar that asks for a label.
 */
export function appContestant(name: string, alone: boolean): Contestant {
  const folder = mkdtempSync(join(tmpdir(), 'standoff-bench-projects-'));
  const projects = new Map<Cell, string>();
  async function run(cell: Cell): Promise<Samples> {
    const project = projects.get(cell) ?? makeProject(cell, folder);
    projects.set(cell, project);
    const app = await openApp(project);
    try {
      return await measure(app.page, cell, alone);
    } finally {
      await app.close();
    }
  }
  return { name, run, close: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function measure(page: Page, cell: Cell, alone: boolean): Promise<Samples> {
  await articleLoaded(page);
  await page.waitForTimeout(500);
  await watch(page, cell.characters);
  if (alone) {
    await page.keyboard.press(FOCUS_KEY);
    await page.keyboard.press(NEXT_DOCUMENT_KEY);
  } else {
    await page.getByRole('option', { name: /^Bench / }).click();
  }
  const opened = await openTimes(page);
  await page.waitForTimeout(300);
  const longestTask = await noteTasks(page);
  const meter = await createMeter(page);
  const before = await spanCount(page);
  const pressMeter = (idleKey: string) =>
    createMeter(page, async () => {
      await page.keyboard.press(idleKey);
      await shownWith(page, before);
    });
  const meters = {
    one: await pressMeter(IDLE_KEYS.one),
    withControl: await pressMeter(IDLE_KEYS.withControl),
  };
  const tags: Measured<number>[] = [];
  const adds: Measured<number>[] = [];
  const removes: Measured<number>[] = [];
  const press = (key: string, spans: number) =>
    meters[key.startsWith('Control') ? 'withControl' : 'one'].measure(async () => {
      await page.keyboard.press(key);
      return shownWith(page, spans);
    });
  for (const span of newSpans(cell)) {
    const { from, to } = await edgesOf(page, span.start, span.end);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.press(LAYER_KEYS[span.layer]);
    tags.push(await press('1', before + 1));
    // Attributes are asked for until one says no; then the new span is the selected one.
    await page.keyboard.press('Escape');
    await meter.settle();
    removes.push(await press('Delete', before));
    // The span alone, without the bar that asks for its attributes: it comes back by undo.
    adds.push(await press('Control+z', before + 1));
    await press('Control+Shift+z', before);
  }
  const hovers = [];
  const spans = newSpans(cell);
  for (let index = 0; index < HOVERS; index += 1) {
    const span = spans[(index * 5) % spans.length];
    if (span === undefined) continue;
    const { from } = await edgesOf(page, span.start, span.end);
    hovers.push(await meter.measure(() => page.mouse.move(from.x + 3, from.y)));
  }
  const filters = [];
  for (const layer of alone ? [] : ['entity', 'claim']) {
    const button = page.getByRole('button', { name: new RegExp(`show.* ${layer}`, 'i') });
    for (let press = 0; press < 2; press += 1) filters.push(await meter.measure(() => button.click()));
  }
  const jump = await meter.measure(() => jumpThrough(page.locator('.article-scroller')));
  const blocked = await longestTask();
  const { heapMegabytes, nodes } = await weigh(page);
  return {
    open: [opened.fromMemory],
    openFromClick: [opened.fromClick],
    loaded: [opened.loaded],
    tag: tags.map(({ work }) => work),
    tagBlocked: tags.map(({ stretch }) => blocked(stretch)),
    tagShown: tags.map(({ value }) => value),
    add: adds.map(({ work }) => work),
    addCpu: adds.map(({ cpu }) => cpu),
    addBlocked: adds.map(({ stretch }) => blocked(stretch)),
    addShown: adds.map(({ value }) => value),
    remove: removes.map(({ work }) => work),
    removeCpu: removes.map(({ cpu }) => cpu),
    removeBlocked: removes.map(({ stretch }) => blocked(stretch)),
    removeShown: removes.map(({ value }) => value),
    hover: hovers.map(({ work }) => work),
    hoverCpu: hovers.map(({ cpu }) => cpu),
    hoverBlocked: hovers.map(({ stretch }) => blocked(stretch)),
    filter: filters.map(({ work }) => work),
    scroll: [jump.work / STEPS],
    scrollGap: jump.value.gaps,
    heapMegabytes: [heapMegabytes],
    nodes: [nodes],
  };
}
