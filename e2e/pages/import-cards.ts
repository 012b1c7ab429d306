import type { Locator } from '@playwright/test';

/** The files of the import window that are shown one by one, each as a card. */
export class ImportCards {
  readonly all: Locator;

  constructor(preview: Locator) {
    this.all = preview.getByRole('listitem').filter({ has: preview.page().locator('strong') });
  }

  /** That of a file. */
  of(name: string): Locator {
    return this.all.filter({ hasText: name });
  }

  /** The names on them, from the first to the last. */
  async names(): Promise<readonly string[]> {
    return this.all.locator('strong').allTextContents();
  }

  leaveOutButton(name: string): Locator {
    return this.all.getByRole('button', { name: `Leave out ${name}`, exact: true });
  }
}
