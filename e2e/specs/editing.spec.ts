import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { makeProject, samplePath, standoff, storedAnnotations } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

test('label, attributes, note and boundaries change; undo and redo work across a restart', async ({
  open,
  folder,
  projectPath,
}) => {
  const project = projectPath();
  const dataDir = join(folder, 'data');
  makeProject(project, [samplePath('wire-copy.txt')]);
  const first = await open({ dataDir, project });
  const desk = new DeskPage(first.page);
  await desk.openDocument(/Harbour ferry fares/);
  await desk.article.selectByKeyboard('Port Authority');
  for (const key of ['e', '2', 'Escape']) await desk.page.keyboard.press(key);
  await expect(desk.inspector.getByRole('heading', { level: 2 })).toHaveText('Entity');

  // Boundaries by keys: one word out at the start, three characters in at the end.
  await desk.page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect(desk.span(/^the Port Authority,/)).toBeVisible();
  await desk.page.keyboard.press('Control+Alt+ArrowLeft');
  await expect(desk.span(/^the Port Authorit,/)).toBeVisible();
  await desk.page.keyboard.press('Control+Alt+ArrowRight');
  await expect(desk.span(/^the Port Authority,/)).toBeVisible();

  // Label and note in the inspector.
  await desk.inspector.getByRole('button', { name: /Label/ }).click();
  await desk.page.getByRole('option', { name: 'Facility' }).click();
  await expect(desk.span(/Facility/)).toBeVisible();
  await desk.inspector.getByRole('textbox', { name: 'Note' }).fill('Named in full once.');
  await desk.inspector.getByRole('textbox', { name: 'Note' }).blur();
  await expect
    .poll(() => storedAnnotations(project)[0])
    .toMatchObject({
      label: 'facility',
      quote: 'the Port Authority',
      note: 'Named in full once.',
    });

  // Delete, and take that back.
  await desk.page.keyboard.press('t');
  await desk.page.keyboard.press('Tab');
  await desk.page.keyboard.press('Delete');
  await expect(desk.annotations.getByRole('option')).toHaveCount(0);
  await desk.page.keyboard.press('Control+z');
  await expect(desk.span(/^the Port Authority,/)).toBeVisible();

  // Further back after a restart, to the empty document, and forward again.
  await first.closeWindow();
  const second = await open({ dataDir, project });
  const again = new DeskPage(second.page);
  await again.openDocument(/Harbour ferry fares/);
  await expect(again.span(/^the Port Authority,.*Facility/)).toBeVisible();
  for (let step = 0; step < 6; step += 1) await again.page.keyboard.press('Control+z');
  await expect(again.page.getByText('No spans yet')).toBeVisible();
  expect(storedAnnotations(project)).toEqual([]);
  for (let step = 0; step < 6; step += 1) await again.page.keyboard.press('Control+Shift+z');
  await expect(again.span(/^the Port Authority,.*Facility/)).toBeVisible();
  expect(storedAnnotations(project)[0]).toMatchObject({ label: 'facility', note: 'Named in full once.' });
});

test('the handles of the selected span move its boundaries', async ({ openDesk }) => {
  const desk = await openDesk([samplePath('wire-copy.txt')]);
  const { page } = desk;
  await desk.openDocument(/Harbour ferry fares/);
  await desk.article.selectByMouse('A single crossing');
  for (const key of ['c', '1', 'Escape']) await page.keyboard.press(key);
  await desk.article.clickOn('single crossing');
  const grip = page.locator('.article-handle-end .article-grip');
  // It stands still by then.
  await grip.hover();
  const from = await grip.boundingBox();
  const end = await desk.article.endOf('3.60 euros');
  if (!from) throw new Error('No handle is shown.');
  // The grip hangs from the end of its line; both ends are in one line here.
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(end.x - 2, y, { steps: 6 });
  await page.mouse.up();
  await expect(desk.span(/^A single crossing will cost 3\.60 euros,/)).toBeVisible();
});

test('a note is stored at each pause, and undo goes back to where something was undone', async ({
  openDesk,
  projectPath,
}) => {
  const desk = await openDesk([samplePath('wire-copy.txt'), samplePath('night-trams.txt')]);
  const { page } = desk;
  await desk.openDocument(/Harbour ferry fares/);
  await desk.article.selectByKeyboard('Port Authority');
  for (const key of ['e', '2', 'Escape']) await page.keyboard.press(key);
  const note = desk.inspector.getByRole('textbox', { name: 'Note' });
  await note.pressSequentially('Still being written');
  await expect.poll(() => storedAnnotations(projectPath())[0]?.note).toBe('Still being written');
  await expect(note).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(desk.article.text).toBeFocused();

  await desk.openDocument(/Night trams/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { level: 1, name: /Harbour ferry fares/ })).toBeVisible();
  await expect.poll(() => storedAnnotations(projectPath())[0]?.note).toBe('');
});

test('a note that is still being written is kept when the window is closed', async ({
  open,
  projectPath,
}) => {
  const project = projectPath();
  makeProject(project, [samplePath('wire-copy.txt')]);
  const app = await open({ project });
  const desk = new DeskPage(app.page);
  await desk.openDocument(/Harbour ferry fares/);
  await desk.article.selectByKeyboard('Port Authority');
  for (const key of ['e', '2', 'Escape']) await desk.page.keyboard.press(key);
  await desk.inspector.getByRole('textbox', { name: 'Note' }).pressSequentially('Half a note');
  await app.closeWindow();
  const stored = JSON.parse(standoff('annotations', project, '--json')) as { readonly note: string }[];
  expect(stored.map(({ note }) => note)).toEqual(['Half a note']);
});
