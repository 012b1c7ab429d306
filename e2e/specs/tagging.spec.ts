import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { type PrintedAnnotation, samplePath, standoff, storedAnnotations } from '../pages/command-line.ts';
import { DeskPage } from '../pages/desk.ts';

const schemePath = join(import.meta.dirname, '../../resources/schemes/news.json');

test.describe('tagging', () => {
  let desk: DeskPage;
  let stored: () => PrintedAnnotation[];

  test.beforeEach(async ({ openDesk, projectPath }) => {
    desk = await openDesk([samplePath('wire-copy.txt')]);
    stored = () => storedAnnotations(projectPath());
    await desk.openDocument(/Harbour ferry fares/);
  });

  test('each of the four kinds by keyboard only', async () => {
    const { page, article } = desk;
    for (const [phrase, keys] of [
      ['Port Authority', ['e', '2', '1', 'Escape']],
      ['a tax on people who have no bridge', ['q', '1', 'Escape']],
      ['Fuel has become 45 per cent dearer in three years', ['c', '1', 'Enter', '3']],
      ['the boats get emptier', ['s', '2', 'Escape']],
    ] as const) {
      await article.selectByKeyboard(phrase);
      for (const key of keys) await page.keyboard.press(key);
      await expect(desk.span(new RegExp(phrase))).toBeVisible();
      await expect(article.text).toBeFocused();
    }
    await expect(desk.status).toContainText('Saved');
    expect(stored().map(({ layer, label, quote }) => [layer, label, quote])).toEqual([
      ['entity', 'organisation', 'Port Authority'],
      ['claim', 'quantity', 'Fuel has become 45 per cent dearer in three years'],
      ['quote', 'direct', 'a tax on people who have no bridge'],
      ['stance', 'against', 'the boats get emptier'],
    ]);
    expect(stored()[0]?.attributes).toEqual({ mention: 'name' });
    expect(stored()[1]?.attributes).toEqual({ checkWorthiness: 'worth-checking' });
  });

  test('a quote is linked to its speaker by a few letters and Enter', async () => {
    const { page, article } = desk;
    await article.selectByKeyboard('a spokesperson for the PA');
    for (const key of ['e', '1', 'Escape']) await page.keyboard.press(key);
    await article.selectByKeyboard('“That is no longer possible.”');
    for (const key of ['q', '1']) await page.keyboard.press(key);
    await expect(desk.bar.getByRole('button', { name: 'Skip' })).toBeVisible();
    await page.keyboard.type('spokes');
    await expect(desk.bar.getByRole('button', { name: 'Take' })).toBeVisible();
    await expect(desk.bar.getByRole('option', { selected: true })).toContainText('a spokesperson for the PA');
    await page.keyboard.press('Enter');
    // The next question is asked; Escape stops the asking.
    await expect(desk.bar).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(article.text).toBeFocused();
    await expect(desk.span(/That is no longer possible.*a spokesperson for the PA/)).toBeVisible();
    const [entity, quote] = stored();
    expect(quote?.attributes).toEqual({ speaker: [{ annotation: entity?.id }] });
  });

  test('each of the four kinds by mouse', async () => {
    const { page, article, bar } = desk;
    for (const [phrase, layer, label] of [
      ['harbour ferries', 'Entity', 'Facility'],
      ['That is no longer possible', 'Quote', 'Direct'],
      ['It is the first increase since 2019', 'Claim', 'Comparison'],
      ['called the decision', 'Stance', 'Against'],
    ] as const) {
      await article.selectByMouse(phrase);
      await bar.getByRole('button', { name: new RegExp(layer) }).click();
      await bar.getByRole('button', { name: new RegExp(label) }).click();
      await bar.getByRole('button', { name: /Skip/ }).click();
      await bar.getByRole('button', { name: /Skip/ }).click();
      await expect(desk.span(new RegExp(phrase))).toBeVisible();
      await page.keyboard.press('Escape');
    }
    expect(stored().map(({ layer, quote }) => [layer, quote])).toEqual([
      ['entity', 'harbour ferries'],
      ['claim', 'It is the first increase since 2019'],
      ['quote', 'That is no longer possible'],
      ['stance', 'called the decision'],
    ]);
  });

  test('a selection snaps to whole words, and not with Alt', async () => {
    const { page, article } = desk;
    await article.selectByMouse('ingle crossi');
    await page.keyboard.press('c');
    await page.keyboard.press('1');
    await expect(desk.span('single crossing')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.down('Alt');
    await article.selectByMouse('ingle crossi');
    await page.keyboard.up('Alt');
    await page.keyboard.press('c');
    await page.keyboard.press('1');
    await expect(desk.span(/^ingle crossi,/)).toBeVisible();
  });

  test('a quote of two parts, by mouse and by keys; each part can be taken out again', async () => {
    const { page, article, bar } = desk;
    const [first, second] = ['Every time the fare goes up the boats get emptier', 'the fare goes up,”'];
    await article.selectByMouse(first);
    for (const key of ['q', '1', 'Escape']) await page.keyboard.press(key);
    await article.selectByMouse(second);
    await bar.getByRole('button', { name: /Add to “Every time/ }).click();
    await expect(desk.inspector).toContainText('2 parts');
    await article.selectByKeyboard('the chair said');
    await page.keyboard.press('j');
    await expect(desk.inspector).toContainText('3 parts');
    await desk.settled();
    expect(stored().map(({ layer, quote }) => [layer, quote])).toEqual([
      ['quote', `${first} ${second} the chair said`],
    ]);
    // The caret stands behind the part that came last.
    await page.keyboard.press('Shift+j');
    await expect(desk.inspector).toContainText('2 parts');
    expect(stored()[0]?.quote).toBe(`${first} ${second}`);
    await page.keyboard.press('Control+z');
    await expect(desk.inspector).toContainText('3 parts');
  });

  test('spans overlap, nest, coincide and cross paragraphs, and each can be reached', async () => {
    const { page, article } = desk;
    const sentence = 'the ferries made a loss of 1.1 million euros in the last financial year';
    for (const [from, to, layer] of [
      [sentence, sentence, 'c'],
      ['1.1 million euros', '1.1 million euros', 'e'],
      [sentence, sentence, 'q'],
      ['the last financial year', 'the ministry would not cover it', 's'],
      ['would not cover it', 'Monthly tickets stay', 'c'],
    ] as const) {
      await article.selectByMouse(from, to);
      for (const key of [layer, '1', 'Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    }
    await desk.expectCounts('1 Entity', '1 Quote', '2 Claim', '1 Stance');
    expect(stored().find(({ quote }) => quote.includes('Monthly'))?.quote).toBe(
      'would not cover it.  Monthly tickets stay',
    );
    // The shortest under the pointer first, further clicks go outward.
    await article.clickOn('million euros');
    await expect(desk.inspector.getByRole('heading', { level: 2 })).toHaveText('Entity');
    await article.clickOn('million euros');
    await expect(desk.inspector.getByRole('heading', { level: 2 })).toHaveText(/Quote|Claim/);
    // A key cycles through the spans under the caret.
    const seen = new Set<string>();
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Space');
      await desk.settled();
      seen.add((await desk.inspector.getByRole('heading', { level: 2 }).textContent()) ?? '');
    }
    expect([...seen].sort()).toEqual(['Claim', 'Entity', 'Quote']);
    // Painted: the entity, the quote, the claims in their three blocks, the stance.
    const [entity, quote, claim, stance] = [0, 1, 2, 3];
    expect(await article.painted(entity)).toBeGreaterThanOrEqual(1);
    expect(await article.painted(quote)).toBeGreaterThanOrEqual(1);
    expect(await article.painted(claim)).toBeGreaterThanOrEqual(3);
    expect(await article.painted(stance)).toBeGreaterThanOrEqual(1);
  });
});

test('the bar is closed by the mouse, too, and the same span once more is warned of', async ({ app }) => {
  const desk = new DeskPage(app.page);
  await app.page.getByRole('button', { name: 'Try the sample' }).click();
  await desk.openDocument(/Night trams/);
  const warning = desk.inspector.getByText('The same text has this label twice.', { exact: false });
  for (const warned of [false, true]) {
    await desk.article.selectByMouse('one-year trial');
    for (const key of ['e', '1']) await app.page.keyboard.press(key);
    await app.page.locator('[data-tagging-bar]').getByRole('button', { name: 'Stop' }).click();
    await expect(desk.article.text).toBeFocused();
    await expect(desk.inspector.getByRole('heading', { level: 2 })).toHaveText('Entity');
    await expect(warning).toBeVisible({ visible: warned });
  }
});

test('a link is not asked for while nothing fits it', async ({ open, folder, projectPath }) => {
  const scheme = JSON.parse(readFileSync(schemePath, 'utf8'));
  const [entity] = scheme.layers;
  entity.attributes = entity.attributes.filter(({ id }: { id: string }) => id === 'entity');
  entity.attributes[0].targetKinds = [];
  const path = join(folder, 'scheme.json');
  writeFileSync(path, JSON.stringify(scheme));
  const project = projectPath();
  standoff('new', project, '--scheme', path);
  standoff('import', project, samplePath('wire-copy.txt'));
  const desk = new DeskPage((await open({ project })).page);
  const { page, article, bar } = desk;
  await desk.openDocument(/Harbour ferry fares/);
  await article.selectByMouse('Port Authority');
  for (const key of ['e', '2']) await page.keyboard.press(key);
  await expect(desk.span(/Port Authority/)).toBeVisible();
  await expect(article.text).toBeFocused();
  await expect(bar).toBeHidden();
  // Now there is one.
  await article.selectByMouse('harbour ferries');
  for (const key of ['e', '2']) await page.keyboard.press(key);
  await expect(bar.getByRole('combobox', { name: /Refers to/ })).toBeFocused();
});
