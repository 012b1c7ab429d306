import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { expectNoViolations } from '../pages/accessibility.ts';
import { samplePath, standoff } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

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
  await page.getByRole('button', { name: 'Sample project' }).click();
  await page.getByRole('menuitem', { name: 'Look at the scheme' }).click();
  const scheme = page.getByRole('dialog', { name: 'Scheme: News' });
  await expect(scheme.getByRole('definition').filter({ hasText: 'by name, role or pronoun' })).toBeVisible();
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  await page.keyboard.press('Escape');
  const preview = await desk.chooseFiles([samplePath('night-trams.txt')]);
  await expectNoViolations(page);
  await preview.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+Shift+E');
  await expect(page.getByRole('dialog')).toContainText('The format can hold all of it.');
  await expectNoViolations(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+e');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoViolations(page);
});

test('axe finds nothing in what opens beside a button', async ({ app }) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  await page.keyboard.press('Tab');
  await expect(desk.inspector.getByRole('heading', { level: 2 })).toBeVisible();
  for (const button of [
    desk.inspector.getByRole('button', { name: /Label/ }),
    page.locator('[data-pane=toolbar]').locator('[aria-haspopup]'),
    page.getByRole('button', { name: 'About this document' }),
    desk.status.getByRole('button', { name: /Annotator/ }),
  ]) {
    await button.click();
    await expect(page.locator('[data-placement]:not([role=tooltip])')).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(page.locator('[data-placement]:not([role=tooltip])')).toBeHidden();
  }
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
  // The sample opens with its text in focus.
  await expect(desk.article.text).toBeFocused();
  const width = async () => (await desk.documents.boundingBox())?.width ?? 0;
  const before = await width();
  const separator = app.page.getByRole('separator', { name: 'Width of the document list' });
  await separator.focus();
  for (let step = 0; step < 5; step += 1) await separator.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(before);
  const wider = await width();
  await app.restart();
  const again = new DeskPage(app.page);
  await app.page.getByText('Sample project').first().click();
  await expect(again.documents).toBeVisible();
  await expect.poll(async () => (await again.documents.boundingBox())?.width).toBe(wider);
  await app.page.keyboard.press('F6');
  await again.openDocument(/Night trams/);
  await app.page.keyboard.press('Shift+[');
  await expect(again.documents).toBeHidden();
});

test('panes that are too wide for the window leave room for the article, and keep their widths', async ({
  app,
}) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.setViewportSize({ width: 1800, height: 800 });
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  const line = (pane: string) => page.getByRole('separator', { name: `Width of the ${pane} list` });
  for (const pane of ['document', 'annotation']) await line(pane).press('End');
  const widths = async () => {
    const panes = ['navigation', 'main', 'complementary'] as const;
    const boxes = await Promise.all(panes.map((role) => page.getByRole(role).first().boundingBox()));
    return boxes.map((box) => Math.round(box?.width ?? 0));
  };
  await expect.poll(widths).toEqual([520, 660, 620]);
  await page.setViewportSize({ width: 1120, height: 800 });
  await expect.poll(async () => (await widths())[1]).toBe(320);
  const [left = 0, , right = 0] = await widths();
  expect(left + right).toBe(800);
  await page.setViewportSize({ width: 1800, height: 800 });
  await expect.poll(widths).toEqual([520, 660, 620]);
  // There the line is moved from where it stands.
  await page.setViewportSize({ width: 1120, height: 800 });
  await line('document').press('ArrowLeft');
  await expect.poll(async () => (await widths())[0]).toBeLessThan(left);
});

test('the annotation list is gone through by keys, from the first span to the last and back', async ({
  app,
}) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  const rows = desk.annotations.getByRole('option');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'));
  await rows.first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('2');
  await page.keyboard.press('End');
  expect(await focused()).toBe('46');
  await expect(desk.annotations.locator(':focus')).toBeInViewport();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Home');
  expect(await focused()).toBe('1');
  await page.keyboard.press('Enter');
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true');
  await expect(desk.inspector.getByRole('heading', { level: 2 })).toHaveText('Entity');
  // Only what is near is in the page, and each row knows its place among all.
  expect(await rows.count()).toBeLessThan(46);
  await expect(rows.first()).toHaveAttribute('aria-setsize', '46');
});

test('the inspector keeps its height with and without a span, and the height that keys gave it', async ({
  app,
}) => {
  const desk = new DeskPage(app.page);
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  const divide = () => app.page.getByRole('separator', { name: 'Height of the inspector' });
  await expect(divide()).toBeHidden();
  await desk.openDocument(/Night trams/);
  const height = async () => (await desk.inspector.boundingBox())?.height ?? 0;
  const empty = await height();
  await desk.annotations.getByRole('option').first().click();
  await expect(desk.inspector.getByRole('heading', { level: 2 })).toBeVisible();
  expect(await height()).toBe(empty);
  await divide().focus();
  for (let step = 0; step < 3; step += 1) await divide().press('ArrowDown');
  await expect.poll(height).toBe(empty - 48);
  await app.restart();
  const again = new DeskPage(app.page);
  await app.page.getByText('Sample project').first().click();
  await again.openDocument(/Night trams/);
  const kept = async () => (await again.inspector.boundingBox())?.height ?? 0;
  await expect.poll(kept).toBe(empty - 48);
  await divide().press('Enter');
  await expect.poll(kept).toBe(empty);
});

test('each span is seen from its heading on, each list from its first row, and the filter finds what rows say', async ({
  app,
}) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  const rows = desk.annotations.getByRole('option');
  await rows.nth(1).click();
  const heading = desk.inspector.getByRole('heading', { level: 2 });
  await expect(heading).toBeInViewport();
  await desk.inspector.evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
  await expect(heading).not.toBeInViewport();
  await rows.nth(2).click();
  await expect(heading).toBeInViewport();

  await desk.annotations.evaluate((list) => list.scrollTo(0, 700));
  await desk.openDocument(/Harbour ferry/);
  await expect(desk.annotations).toBeHidden();
  await desk.openDocument(/Night trams/);
  await expect(rows.first()).toBeInViewport();
  expect(await desk.annotations.evaluate((list) => list.scrollTop)).toBe(0);

  await page.keyboard.press('Control+f');
  await page.keyboard.type('“taken over from the quote”');
  await expect(rows.first()).toContainText('Taken over from the quote');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
});

test('a document is deleted by a command, and undo says that it brings it back', async ({ app }) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Delete this document');
  await page.keyboard.press('Enter');
  await expect(desk.documents.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(desk.documents.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: 'Undo: deletion of a document' })).toBeVisible();
});

test('the row of the selected span is in sight above the inspector, which keeps its height', async ({
  app,
}) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  const opened = desk.inspector.getByRole('heading', { level: 2 });
  const selected = desk.annotations.getByRole('option', { selected: true });
  await expect(opened).toBeHidden();
  // Far down in the list: the row was scrolled to its lower edge before the inspector took the place.
  await desk.article.clickOn('cars a night off the roads');
  await expect(opened).toBeVisible();
  await expect(selected).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Escape');
  await expect(opened).toBeHidden();
  await desk.annotations.evaluate((list) => list.scrollTo(0, 0));
  await desk.article.selectByMouse('debate of almost five hours');
  for (const key of ['c', '1', 'Escape']) await page.keyboard.press(key);
  await expect(opened).toBeVisible();
  await expect(selected).toBeInViewport({ ratio: 0.9 });
  // Who scrolled away from the row is left where they are.
  await desk.annotations.evaluate((list) => list.scrollTo(0, 0));
  await page.setViewportSize({ width: 1280, height: 640 });
  await desk.settled();
  expect(await desk.annotations.evaluate((list) => list.scrollTop)).toBe(0);
});

test('all attributes are a toggle that says its state; one’s own name is changed by a command', async ({
  app,
}) => {
  const { page } = app;
  const desk = new DeskPage(page);
  await page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  await desk.article.clickOn('pays 60 per cent');
  const toggle = desk.inspector.getByRole('button', { name: 'All attributes' });
  const topic = desk.inspector.getByRole('textbox', { name: 'Topic' });
  for (const state of ['true', 'false', 'true']) {
    await expect(toggle).toHaveAttribute('aria-pressed', state);
    await expect(topic).toHaveCount(state === 'true' ? 1 : 0);
    await toggle.click();
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('annotator');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Who is at work?' })).toBeVisible();
  await page.keyboard.type('Ida');
  await page.keyboard.press('Enter');
  await expect(desk.status).toContainText('Annotator: Ida');
});

test('while the first import runs, the middle says so', async ({ openDesk, folder }) => {
  const file = join(folder, 'many.jsonl');
  const line = (at: number) =>
    `${JSON.stringify({ title: `Story ${at}`, text: `Story ${at}. `.repeat(40) })}\n`;
  writeFileSync(file, Array.from({ length: 20_000 }, (_, at) => line(at)).join(''));
  const desk = await openDesk();
  const { page } = desk;
  const preview = await desk.chooseFiles([file]);
  await preview.getByRole('button', { name: /^Import 1 file/ }).click();
  await expect(page.getByText('An import is running')).toBeVisible();
  await expect(page.getByText('Nothing to read yet')).toBeHidden();
  await expect(desk.documents.getByRole('option').first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('An import is running')).toBeHidden();
});
