import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixture.ts';

test('axe finds nothing to object to', async ({ article, page }) => {
  await article.open(
    '# Title\n\nA paragraph.\n\n## Part\n\n- one\n- two\n\nAnother paragraph.',
    [{ id: 'a', layer: 'entity', at: [[11, 20]] }],
    'markdown',
  );
  await article.clickOn(12, 14);
  await article.settled();
  const { violations } = await new AxeBuilder({ page }).include('.article-scroller').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test('assistive technology gets a read-only text with its headings and lists', async ({ article, page }) => {
  await article.open('# Title\n\nA paragraph.\n\n- one\n- two', [], 'markdown');
  const { nodes } = await article.cdp.send('Accessibility.getFullAXTree');
  const roles = nodes.filter(({ ignored }) => !ignored).map(({ role }) => role?.value as string);
  expect(roles).toContain('textbox');
  expect(roles.filter((role) => role === 'listitem')).toHaveLength(2);
  const texts = nodes
    .filter(({ role }) => role?.value === 'StaticText')
    .map(({ name }) => name?.value as string);
  expect(texts.join('|')).toContain('A paragraph.');
  expect(roles).toContain('heading');
  await expect(page.getByRole('textbox', { name: 'Article' })).toHaveAttribute('aria-readonly', 'true');
});
