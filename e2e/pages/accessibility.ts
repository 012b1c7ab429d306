import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Has axe look at the page, or at what `within` selects of it, and expects that it finds nothing. */
export async function expectNoViolations(page: Page, within?: string): Promise<void> {
  // axe makes a page of its own to report from; the window allows none.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => String(target))])).toEqual([]);
}
