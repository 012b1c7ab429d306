import { join } from 'node:path';
import { type PlainSpan, test } from './fixture.ts';

/** Pictures to look at, in out/editor-screens: nothing is compared. */
const FOLDER = join(import.meta.dirname, '../../out/editor-screens');

const TEXT = `Minister defends the new bread law

The price of bread rose by 12 percent in March, the statistics office said on Monday. "We did everything we could to stop it," Agriculture Minister Lena Hofer told parliament, "and those who claim otherwise have not read the law that this house passed last year."

Officials in Geneva denied the claim. According to a spokesperson of the World Health Organization, no country in the region had reported shortages, and the so-called bread crisis was, in her words, "an invention of people who want to sell newspapers". The opposition called the remark outrageous.

Whether the prices will fall again is unclear. Economists expect a further rise in autumn, because fuel is dear and the harvest in the south was poor.`;

function spanOf(id: string, layer: string, quote: string, from = 0): PlainSpan {
  const start = TEXT.indexOf(quote, from);
  if (start < 0) throw new Error(`no ${quote}`);
  return { id, layer, at: [[start, start + quote.length]] };
}

const FIVE: PlainSpan[] = [
  spanOf('e0', 'entity', 'Minister'),
  spanOf('e1', 'entity', 'statistics office'),
  spanOf('c1', 'claim', 'The price of bread rose by 12 percent in March'),
  spanOf('e2', 'entity', '12 percent'),
  spanOf('e3', 'entity', 'Agriculture Minister Lena Hofer'),
  spanOf('e4', 'entity', 'Lena Hofer'),
  spanOf('q1', 'quote', '"We did everything we could to stop it,"'),
  spanOf(
    'q2',
    'quote',
    '"and those who claim otherwise have not read the law that this house passed last year."',
  ),
  spanOf('c2', 'claim', 'those who claim otherwise have not read the law that this house passed last year'),
  spanOf('s2', 'stance', 'have not read the law'),
  spanOf('e5', 'entity', 'law', TEXT.indexOf('not read')),
  spanOf('c3', 'claim', 'the law that this house passed last year', TEXT.indexOf('not read')),
  spanOf(
    'q3',
    'quote',
    'no country in the region had reported shortages, and the so-called bread crisis was, in her words, "an invention of people who want to sell newspapers"',
  ),
  spanOf('c4', 'claim', 'no country in the region had reported shortages'),
  spanOf(
    'c5',
    'claim',
    'the so-called bread crisis was, in her words, "an invention of people who want to sell newspapers"',
  ),
  spanOf('s3', 'stance', 'an invention of people who want to sell newspapers'),
  spanOf('s4', 'stance', 'so-called'),
  spanOf('e6', 'entity', 'World Health Organization'),
  spanOf('e7', 'entity', 'Geneva'),
  spanOf('s5', 'stance', 'outrageous'),
  spanOf(
    'c6',
    'claim',
    'Economists expect a further rise in autumn, because fuel is dear and the harvest in the south was poor.',
  ),
  spanOf('c7', 'claim', 'fuel is dear and the harvest in the south was poor'),
];

for (const scheme of ['light', 'dark'] as const) {
  test(`spans, ${scheme}`, async ({ article, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await article.open(TEXT, FIVE);
    await page.screenshot({ path: join(FOLDER, `spans-${scheme}.png`) });
    const inner = TEXT.indexOf('not read the law') + 14;
    await article.clickOn(inner, inner + 2);
    await article.settled();
    await page.mouse.move(5, 5);
    await article.settled();
    await page.screenshot({ path: join(FOLDER, `selected-${scheme}.png`) });
    const hovered = await article.middleOf(TEXT.indexOf('Geneva'), TEXT.indexOf('Geneva') + 6);
    await article.call('attend', { selectedId: 'q3', linkedIds: ['e6'] });
    await page.mouse.move(hovered.x, hovered.y);
    await article.settled();
    await page.screenshot({ path: join(FOLDER, `linked-${scheme}.png`) });
  });

  test(`five hundred spans, ${scheme}`, async ({ article, page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await article.openMade(6000, 500);
    await page.screenshot({ path: join(FOLDER, `dense-${scheme}.png`) });
    await article.openMade(20_000, 250);
    await page.screenshot({ path: join(FOLDER, `ordinary-${scheme}.png`) });
  });
}

test('forced colours', async ({ article, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await article.open(TEXT, FIVE);
  await article.call('attend', { selectedId: 'c1' });
  await article.settled();
  await page.screenshot({ path: join(FOLDER, 'forced.png') });
});

test('dragging', async ({ article, page }) => {
  await article.open(TEXT, FIVE);
  const from = await article.edgeOf(TEXT.indexOf('harvest') + 3, 'after');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const to = await article.edgeOf(TEXT.indexOf('south') + 1, 'after');
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await article.settled();
  await page.screenshot({ path: join(FOLDER, 'dragging.png') });
  await page.mouse.up();
  await article.settled();
  await page.screenshot({ path: join(FOLDER, 'dragged.png') });
});
