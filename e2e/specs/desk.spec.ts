import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { samplePath, standoff } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

async function expectNoViolations(page: Page): Promise<void> {
  // axe makes a page of its own to report from; the window allows none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target))])).toEqual([]);
}

test('axe finds nothing on any screen, light and dark', async ({ app }) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Tab');
  await expect(desk.inspector.getByRole('heading', { level: 2 })).toBeVisible();
  await expectNoViolations(page);
  await desk.article.selectByMouse('debate of almost five hours');
  await page.keyboard.press('c');
  await expect(desk.bar).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  const preview = await desk.chooseFiles([samplePath('night-trams.txt')]);
  await expectNoViolations(page);
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
});

test('a project that is open in one window is refused in another', async ({ app, open, folder }) => {
  const project = join(folder, 'shared.standoff');
  standoff('new', project);
  const first = await open({ dataDir: join(folder, 'one'), project });
  await expect(first.page.getByText('No documents yet')).toBeVisible();
  // A second app that is asked to open it says so and stays where it is.
  const { page } = app;
  await new DeskPage(page).answerOpenDialog([project], () =>
    page.getByRole('button', { name: 'Open a project…' }).click(),
  );
  await expect(page.getByText(/open in another window/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the sample' })).toBeVisible();
  // A second start on it ends with a sentence.
  await expect(open({ dataDir: join(folder, 'two'), project })).rejects.toThrow(/open in another window/);
});

test('panes fold, keep their widths, and the last project is offered again', async ({ app }) => {
  const desk = new DeskPage(app.page);
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await expect(desk.documents).toBeVisible();
  await app.page.getByRole('separator', { name: 'Width of the document list' }).focus();
  const before = await desk.documents.boundingBox();
  for (let step = 0; step < 5; step += 1) await app.page.keyboard.press('ArrowRight');
  const wider = await desk.documents.boundingBox();
  expect(wider?.width).toBeGreaterThan(before?.width ?? 0);
  await app.restart();
  const again = new DeskPage(app.page);
  await app.page.getByText('Sample project').first().click();
  await expect(again.documents).toBeVisible();
  expect((await again.documents.boundingBox())?.width).toBe(wider?.width);
  await app.page.keyboard.press('F6');
  await again.openDocument(/Night trams/);
  await app.page.keyboard.press('Shift+[');
  await expect(again.documents).toBeHidden();
});
